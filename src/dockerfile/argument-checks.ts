/** Checks how many arguments an instruction takes, and which. */

import { closestMatch } from '../text/closest-match.ts';
import type { Span } from '../text/fragment.ts';
import { KEYWORDS } from './head.ts';
import type { Report } from './problems.ts';
import type {
  CopyInstruction,
  FromInstruction,
  HealthcheckInstruction,
  Instruction,
  InstructionBase,
} from './tree.ts';

/** Reports an unknown instruction, and arguments that BuildKit refuses. */
export function checkArguments(instruction: Instruction, report: Report): void {
  const count = (fits: boolean, expected: string) => {
    if (!fits) report('argument-count', placeOf(instruction), { instruction: instruction.name, expected });
  };
  const found = instruction.args.length;
  switch (instruction.name) {
    case 'FROM':
      checkFrom(instruction, report);
      break;
    case 'ENV':
    case 'LABEL':
    case 'ARG':
      count(found > 0, 'at least one argument');
      for (const pair of instruction.pairs) {
        if (pair.name.text === '') report('blank-name', pair, { instruction: instruction.name });
      }
      break;
    case 'COPY':
    case 'ADD':
      checkCopy(instruction, report);
      break;
    case 'EXPOSE':
      count(found > 0, 'at least one argument');
      break;
    case 'VOLUME':
      count(found > 0, 'at least one argument');
      for (const path of instruction.args) {
        if (path.text.trim() === '') report('blank-name', path, { instruction: 'VOLUME' });
      }
      break;
    case 'USER':
    case 'WORKDIR':
    case 'STOPSIGNAL':
    case 'MAINTAINER':
      count(found > 0, 'exactly one argument');
      break;
    case 'SHELL':
      count(found > 0, 'at least one argument');
      if (found > 0 && !instruction.json)
        report('json-required', placeOf(instruction), { instruction: 'SHELL' });
      break;
    case 'HEALTHCHECK':
      count(found > 0, 'at least one argument');
      checkHealthcheck(instruction, report);
      break;
    case 'ONBUILD':
      count(instruction.trigger !== undefined || instruction.onbuild, 'an instruction');
      break;
    case 'UNKNOWN':
      unknownInstruction(instruction, report);
      break;
    case 'RUN':
    case 'CMD':
    case 'ENTRYPOINT':
      break;
  }
}

/** Where a wrong number of arguments is reported: at the arguments, or at the keyword when there are none. */
function placeOf({ args, keyword }: InstructionBase): Span {
  return { start: args[0]?.start ?? keyword.start, end: args.at(-1)?.end ?? keyword.end };
}

function unknownInstruction({ keyword }: Instruction, report: Report): void {
  const suggestion = closestMatch(keyword.text.toUpperCase(), KEYWORDS);
  report('unknown-instruction', keyword, { name: keyword.text, ...(suggestion && { suggestion }) });
}

function checkFrom(from: FromInstruction, report: Report): void {
  const { args, stageName } = from;
  if (args.length !== 1 && !(args.length === 3 && stageName)) {
    const expected = 'an image, and at most `AS` and a name';
    report('argument-count', placeOf(from), { instruction: 'FROM', expected });
  } else if (stageName && !/^[a-z][a-z0-9_.-]*$/.test(stageName.text.toLowerCase())) {
    report('bad-stage-name', stageName, { name: stageName.text });
  }
}

function checkCopy(copy: CopyInstruction, report: Report): void {
  const { name, args, destination } = copy;
  if (destination) return;
  const expected =
    args.length < 2 ? 'at least one source and a destination' : 'a destination after the heredoc';
  const place = args.length < 2 ? placeOf(copy) : args.at(-1)!;
  report('argument-count', place, { instruction: name, expected });
}

function checkHealthcheck(healthcheck: HealthcheckInstruction, report: Report): void {
  const { kind, args } = healthcheck;
  if (!kind) return;
  const bad = (span: Span, expected: string) =>
    report('bad-healthcheck', span, { word: kind.text, expected });
  switch (kind.text.toUpperCase()) {
    case 'NONE':
      if (args[1]) bad({ start: args[1].start, end: args.at(-1)!.end }, 'nothing after `NONE`');
      break;
    case 'CMD':
      if (args.length === 1) bad(kind, 'a command after `CMD`');
      break;
    default:
      bad(kind, '`CMD` or `NONE`');
  }
}
