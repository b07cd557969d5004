/** Turns the head of a logical line into an instruction of the tree. */
import { type Fragment, slice } from '../text/fragment.ts';
import { checkArguments } from './argument-checks.ts';
import { checkFlags } from './flag-checks.ts';
import { type Head, headOf } from './head.ts';
import { readJsonArray } from './json-array.ts';
import { lateComment } from './late-comment.ts';
import { mountOf } from './mounts.ts';
import { readArgs, readPairs } from './pairs.ts';
import type { Report } from './problems.ts';
import { checkSubstitutions } from './substitution-checks.ts';
import type { CommandForm, Heredoc, Instruction, InstructionBase, OnbuildInstruction } from './tree.ts';
import { isSpace, trimmed } from './whitespace.ts';
import { blankSeparated } from './words.ts';

/** What an instruction's own text does not say. */
export interface Setting {
  readonly escapeCharacter: string;
  readonly startLine: number;
  readonly endLine: number;
  /** Where it ends in the file, heredoc bodies included. */
  readonly end: number;
  readonly heredocs: readonly Heredoc[];
  /** Whether comments after an instruction are removed from it. */
  readonly asMeant: boolean;
  /** The number of ONBUILDs around it. */
  readonly depth: number;
  readonly report: Report;
}

/** Instructions nested deeper than this in ONBUILD are not read: BuildKit refuses the second level already. */
const DEEPEST_TRIGGER = 3;

interface Arguments {
  readonly args: readonly Fragment[];
  readonly json: boolean;
}

/** Reads the instruction. As in BuildKit, only the first kind of error in it is reported. */
export function readInstruction(head: Head, setting: Setting): Instruction {
  let clean = true;
  const report: Report = (...problem) => {
    clean = false;
    setting.report(...problem);
  };
  const late = setting.asMeant ? lateComment(head, setting.escapeCharacter) : undefined;
  if (late) report('late-comment', late.comment, { instruction: head.name, comment: late.comment.text });
  const instruction = instructionOf(late?.head ?? head, { ...setting, report });
  if (clean) checkArguments(instruction, report);
  if (clean) checkFlags(instruction, report);
  if (clean) checkSubstitutions(instruction, setting.escapeCharacter, report);
  return instruction;
}

function instructionOf(head: Head, setting: Setting): Instruction {
  const { name, body } = head;
  switch (name) {
    case 'FROM':
      return fromOf(base(head, setting, list(body)));
    case 'RUN': {
      const flags = head.flags.filter((flag) => flag.name === 'mount');
      return { ...command(name, head, setting), mounts: flags.map(mountOf) };
    }
    case 'CMD':
    case 'ENTRYPOINT':
      return command(name, head, setting);
    case 'SHELL':
      return { name, ...base(head, setting, commandArguments(head, body, setting.report)) };
    case 'HEALTHCHECK':
      return healthcheckOf(head, setting);
    case 'COPY':
    case 'ADD':
      return copyOf(name, base(head, setting, listOrJson(head, setting.report)));
    case 'VOLUME':
      return { name, ...base(head, setting, listOrJson(head, setting.report)) };
    case 'EXPOSE':
      return { name, ...base(head, setting, list(body)) };
    case 'ENV':
    case 'LABEL': {
      const { args, pairs, legacy } = readPairs(body, setting.escapeCharacter, name, setting.report);
      return { name, ...base(head, setting, { args, json: false }), pairs, legacy };
    }
    case 'ARG': {
      const { args, pairs } = readArgs(body, setting.escapeCharacter);
      return { name, ...base(head, setting, { args, json: false }), pairs };
    }
    case 'ONBUILD':
      return onbuildOf(head, setting);
    case 'USER':
    case 'WORKDIR':
    case 'STOPSIGNAL':
    case 'MAINTAINER':
      return { name, ...base(head, setting, { args: body.text === '' ? [] : [body], json: false }) };
    case 'UNKNOWN':
      return { name, ...base(head, setting, { args: [], json: false }) };
  }
}

function base(head: Head, setting: Setting, { args, json }: Arguments): InstructionBase {
  const { keyword, rest, flags } = head;
  const { startLine, endLine, end, heredocs, depth } = setting;
  const { start } = keyword;
  return { keyword, rest, flags, args, json, heredocs, startLine, endLine, onbuild: depth > 0, start, end };
}

function list(body: Fragment): Arguments {
  return { args: blankSeparated(body), json: false };
}

function listOrJson(head: Head, report: Report): Arguments {
  return jsonArguments(head, head.body, report) ?? list(head.body);
}

/** The strings of a JSON array; otherwise the whole text as one argument. */
function commandArguments(head: Head, text: Fragment, report: Report): Arguments {
  return jsonArguments(head, text, report) ?? { args: text.text === '' ? [] : [text], json: false };
}

function jsonArguments(head: Head, text: Fragment, report: Report): Arguments | undefined {
  const array = readJsonArray(text);
  if (!array) return undefined;
  if ('strings' in array) return { args: array.strings, json: true };
  report('json-not-strings', array.notString, { instruction: head.name, element: array.notString.text });
  return undefined;
}

function formOf({ json }: Arguments): CommandForm {
  return json ? 'exec' : 'shell';
}

function command<Name extends 'RUN' | 'CMD' | 'ENTRYPOINT'>(name: Name, head: Head, setting: Setting) {
  const read = commandArguments(head, head.body, setting.report);
  return { name, ...base(head, setting, read), form: formOf(read) };
}

function fromOf(from: InstructionBase): Instruction {
  const [image, as, stageName] = from.args;
  return {
    name: 'FROM',
    ...from,
    ...(image && { image }),
    ...(as && stageName && as.text.toLowerCase() === 'as' && { as, stageName }),
  };
}

function healthcheckOf(head: Head, setting: Setting): Instruction {
  const { body } = head;
  let end = 0;
  while (end < body.text.length && !isSpace(body.text[end])) end++;
  const read = commandArguments(head, trimmed(slice(body, end)), setting.report);
  const form = formOf(read);
  if (end === 0) return { name: 'HEALTHCHECK', ...base(head, setting, { args: [], json: false }), form };
  const kind = slice(body, 0, end);
  const args = [kind, ...read.args];
  return { name: 'HEALTHCHECK', ...base(head, setting, { args, json: read.json }), kind, form };
}

function copyOf(name: 'COPY' | 'ADD', copy: InstructionBase): Instruction {
  const paths = withoutHeredocs(copy);
  const last = copy.args.at(-1);
  const destination = copy.args.length > 1 && paths.at(-1) === last ? last : undefined;
  return {
    name,
    ...copy,
    sources: destination ? paths.slice(0, -1) : paths,
    ...(destination && { destination }),
  };
}

/** The arguments that are not `<<NAME`. Both lists are in the order of the file. */
function withoutHeredocs({ args, heredocs }: InstructionBase): readonly Fragment[] {
  let next = 0;
  return args.filter((word) => {
    while (next < heredocs.length && heredocs[next]!.end <= word.start) next++;
    const heredoc = heredocs[next];
    return !heredoc || word.end <= heredoc.start;
  });
}

function onbuildOf(head: Head, setting: Setting): OnbuildInstruction {
  const onbuild = { name: 'ONBUILD', ...base(head, setting, { args: [], json: false }) } as const;
  if (head.body.text === '' || setting.depth === DEEPEST_TRIGGER) return onbuild;
  const inner = headOf(head.body);
  const refused = inner.name === 'ONBUILD' || inner.name === 'FROM' || inner.name === 'MAINTAINER';
  if (refused) setting.report('bad-onbuild', inner.keyword, { trigger: inner.name });
  const report: Report = refused ? () => {} : (code, span, data) => setting.report(code, span, data, true);
  const trigger = readInstruction(inner, { ...setting, report, depth: setting.depth + 1 });
  return { ...onbuild, trigger };
}
