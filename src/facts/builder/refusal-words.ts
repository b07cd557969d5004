/** What BuildKit refuses, in the words of a message. */
import type { Instruction, SyntaxProblem, SyntaxProblemCode } from '../../dockerfile/tree.ts';
import type { DockerfileModel } from '../../model/model.ts';
import type { Span } from '../../text/fragment.ts';
import { lineText, positionAt } from '../../text/source.ts';
import { overlapsAny } from '../../text/spans.ts';
import { confusablesIn } from './confusables.ts';
import { type Refusal, type RefusalCode, refusalsOf } from './refusals.ts';

/** What other rules report. */
const OF_OTHER_RULES: readonly string[] = [
  'bad-onbuild',
  'stage-itself',
  'no-such-stage',
  'bad-port',
] satisfies (SyntaxProblemCode | RefusalCode)[];

/** What is wrong, for the rule that says so. */
export type RefusalMessage =
  | Exclude<SyntaxProblemCode, 'bad-onbuild' | 'repeated-flag' | 'repeated-directive' | 'line-too-long'>
  | Exclude<RefusalCode, 'stage-itself' | 'no-such-stage' | 'bad-port'>
  | 'too-much'
  | 'unfilled';

/** A place that BuildKit refuses. */
export interface RefusalInWords {
  /** Never empty: for a missing word, the text after its place on the line. */
  readonly at: Span;
  readonly message: RefusalMessage;
  /** By the placeholders of the message; `hint` is a separate sentence, or empty. */
  readonly data: Readonly<Record<string, string>>;
  /** It is in an ONBUILD, so that it is the build on top that stops. */
  readonly later: boolean;
}

/** What BuildKit refuses in a file, except what other rules report, in order of place. */
export function refusalsInWords(file: DockerfileModel): readonly RefusalInWords[] {
  const misprints = confusablesIn(file);
  const above = instructionsAbove(file);
  const problems: readonly Problem[] = [...file.dockerfile.problems, ...refusalsOf(file)];
  return problems
    .filter((problem) => !overlapsAny(problem, misprints) && !OF_OTHER_RULES.includes(problem.code))
    .map((problem) => ({
      at: placeOf(problem, file),
      message: messageFor(problem),
      data: { ...wordsFor(problem, file), hint: hintFor(problem, above.get(problem.start), file) },
      later: problem.later === true,
    }));
}

type Problem = SyntaxProblem | Refusal;

/** For an empty place, the text after it on the line. */
function placeOf({ start, end }: Problem, { source }: DockerfileModel): Span {
  if (start < end) return { start, end };
  const { line, column } = positionAt(source, start);
  return {
    start,
    end:
      start +
      lineText(source, line)
        .slice(column - 1)
        .trimEnd().length,
  };
}

function messageFor({ code }: Problem): RefusalMessage {
  switch (code) {
    case 'repeated-flag':
    case 'repeated-directive':
    case 'line-too-long':
      return 'too-much';
    default:
      return code as RefusalMessage;
  }
}

function wordsFor({ code, data, start, end }: Problem, { source }: DockerfileModel) {
  switch (code) {
    case 'repeated-flag':
      return { limit: `each flag of ${data.instruction} once`, ...again(data.flag!) };
    case 'repeated-directive':
      return { limit: 'each directive once', ...again(data.name!) };
    case 'line-too-long':
      return { limit: 'lines of 65,535 bytes', found: `one of ${data.bytes}`, cure: 'Break it with `\\`.' };
    case 'heredoc-quote':
      return { closed: `<<${data.text}${data.text![0]}` };
    case 'mount-option-of-other-type':
      return { ...data, cure: /^(?:size|required)$/.test(data.key!) ? OTHER_ORDER : 'Remove it.' };
    case 'bad-reference':
      return { given: data.text ? `\`${data.text}\`` : 'Nothing', because: whyNot(data.text!) };
    case 'bad-value':
    case 'bad-flag-value':
      return { ...data, given: data.value ? `\`${data.value}\`` : 'nothing' };
    case 'bad-healthcheck':
      return { ...data, cure: healthcheckCure(data.word!, data.expected!) };
    case 'bad-stage-name':
      return { ...data, better: `stage-${data.name!.replaceAll(/[^a-z0-9_.-]+/gi, '-').toLowerCase()}` };
    case 'blank-name':
      return { ...data, expected: data.instruction === 'VOLUME' ? 'a path' : 'a name before `=`' };
    case 'bad-mount':
      return { ...data, option: source.text.slice(start, end) };
    case 'bad-substitution':
      return { ...data, text: shortened(data.text!.trim()) };
    default:
      return data;
  }
}

function again(name: string) {
  return { found: `\`${name}\` again`, cure: 'Remove one of the two.' };
}

function healthcheckCure(word: string, expected: string): string {
  if (/^none$/i.test(word)) return 'Take out what follows it.';
  return expected.includes('NONE')
    ? 'Write `HEALTHCHECK CMD` before the command.'
    : 'Write one, or `NONE` in its place.';
}

/** BuildKit checks some options before it has read the type. */
const OTHER_ORDER = 'Remove it, or put the `type` that has it first.';

/** What template tools other than those with `{{…}}` fill in before the build: `%%BASE%%`, `__ARCH__`, `@VERSION@`. */
const TEMPLATE = /%%\w+%%|__[A-Z]\w*__|@[A-Z]\w*@/;

function whyNot(text: string): string {
  const template = TEMPLATE.exec(text)?.[0];
  if (template !== undefined) return `something has to fill in \`${template}\` before the build`;
  if (/^[a-z]+:\/\//.test(text)) return 'leave out the protocol';
  if (/:$/.test(text)) return 'the tag after the colon is missing';
  if (/^[^:@]+:[^:@/]+:[^:@/]+$/.test(text))
    return `a tag has no colon in it. Write \`${text.replace(/:(?=[^:]*$)/, '-')}\`, if that is what is meant`;
  return 'one has the form `registry/name:tag` or `registry/name@sha256:…`';
}

/** An unknown instruction is often the rest of the one above it, whose `\` is missing. */
function hintFor(
  { code, data }: Problem,
  above: Instruction | undefined,
  { dockerfile }: DockerfileModel,
): string {
  if (data.suggestion) return ` Did you mean \`${data.suggestion}\`?`;
  if (code === 'argument-count' && /^(?:COPY|ADD)$/.test(data.instruction ?? ''))
    return ' Add where to put it, such as `./`.';
  if (code === 'missing-value' && declares(dockerfile, data.variable!))
    return ` If your builds are given it, lint with \`--build-arg ${data.variable}=…\`.`;
  if (code !== 'unknown-instruction') return '';
  if (/^(?:<{7}|={7}|>{7})$/.test(data.name!)) return ' It is left over from a merge conflict.';
  if (!above) return '';
  return ` If it belongs to the instruction above, end line ${above.endLine} with \`${dockerfile.escape}\`.`;
}

function declares({ instructions }: DockerfileModel['dockerfile'], variable: string): boolean {
  return instructions.some(
    (instruction) =>
      instruction.name === 'ARG' && instruction.pairs.some(({ name }) => name.text === variable),
  );
}

/** The instruction on the line directly above, by the place where an instruction begins. */
function instructionsAbove({
  dockerfile: { instructions },
}: DockerfileModel): ReadonlyMap<number, Instruction> {
  const above = new Map<number, Instruction>();
  for (const [index, { start, startLine }] of instructions.entries()) {
    const before = instructions[index - 1];
    if (before?.endLine === startLine - 1) above.set(start, before);
  }
  return above;
}

function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
