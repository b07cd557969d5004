import {
  defineRule,
  type File,
  type Instruction,
  lineText,
  misprintsOf,
  positionAt,
  type Span,
  type SyntaxProblem,
  type SyntaxProblemCode,
  touchesAny,
} from 'azml-lint';

type MessageId =
  | Exclude<SyntaxProblemCode, 'repeated-flag' | 'repeated-directive' | 'line-too-long'>
  | 'too-much';

/** What BuildKit refuses, with the cure. `{hint}` is a sentence of its own, or nothing. */
const MESSAGES: Readonly<Record<MessageId, string>> = {
  'no-instruction': 'There is no instruction in this file, so nothing to build. Begin with FROM.',
  'unknown-instruction': '`{name}` is no instruction of a Dockerfile.{hint}',
  'unknown-flag': '{instruction} has no flag `{flag}`.{hint}',
  'bad-flag-value': '`{flag}` of {instruction} takes {expected}, not {given}.',
  'too-much': 'BuildKit takes {limit}, and this is {found}. {cure}',
  'unterminated-heredoc':
    'This heredoc has no end: no line below is just `{name}`, so the build stops here. Add that line after the text.',
  'missing-equals':
    '`{word}` is no `name=value`. Put `=` between name and value; a value with blanks in it needs quotes.',
  'blank-name': '{instruction} needs {expected} here, and finds nothing.',
  'json-not-strings':
    '`{element}` is no string, and in its JSON form {instruction} takes nothing else. Put it in `"`.',
  'json-required': '{instruction} takes its words as JSON only: `SHELL ["/bin/bash", "-c"]`.',
  'argument-count': '{instruction} takes {expected}.',
  'bad-directive': 'The directive `{name}` takes {expected}, not `{value}`.',
  'bad-onbuild': '{trigger} may not be the trigger of an ONBUILD.',
  'bad-stage-name':
    '`{name}` cannot name a stage: names begin with a letter and go on with letters, digits, `_`, `-` or `.`.',
  'bad-healthcheck': 'HEALTHCHECK takes {expected}.',
  'bad-mount': '`--mount` does not take `{option}`: expected {expected}.{hint}',
  'unterminated-quote': 'The quote that begins here is never closed. Close it, or put `\\` before it.',
  'bad-substitution':
    '`{text}` is no substitution that BuildKit can make: after a name may come `:-`, `:+`, `:?`, `#`, `%` or `/`.',
};

export default defineRule({
  id: 'dockerfile/syntax-error',
  aliases: ['DL1000'],
  title: 'BuildKit refuses this',
  level: { inference: 'error', training: 'error', other: 'error' },
  messages: MESSAGES,
  check({ file, report }) {
    const misprints = misprintsOf(file);
    const above = instructionsAbove(file);
    for (const problem of file.dockerfile.problems) {
      if (touchesAny(problem, misprints)) continue;
      const hint = hintFor(problem, above.get(problem.start), file);
      const data = { ...wordsFor(problem, file), hint };
      report({ at: placeOf(problem, file), message: messageFor(problem), data });
    }
  },
});

/** Where nothing is, what stands behind it on the line. */
function placeOf({ start, end }: SyntaxProblem, { source }: File): Span {
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

function messageFor({ code }: SyntaxProblem): MessageId {
  switch (code) {
    case 'repeated-flag':
    case 'repeated-directive':
    case 'line-too-long':
      return 'too-much';
    default:
      return code;
  }
}

function wordsFor({ code, data, start, end }: SyntaxProblem, { source }: File) {
  switch (code) {
    case 'repeated-flag':
      return { limit: `each flag of ${data.instruction} once`, ...again(data.flag!) };
    case 'repeated-directive':
      return { limit: 'each directive once', ...again(data.name!) };
    case 'line-too-long':
      return { limit: 'lines of 65,535 bytes', found: `one of ${data.bytes}`, cure: 'Break it with `\\`.' };
    case 'bad-flag-value':
      return { ...data, given: data.value ? `\`${data.value}\`` : 'nothing' };
    case 'blank-name':
      return { ...data, expected: data.instruction === 'VOLUME' ? 'a path' : 'a name before `=`' };
    case 'bad-mount':
      return { ...data, option: source.text.slice(start, end) };
    case 'bad-substitution':
      return { ...data, text: shortened(data.text!) };
    default:
      return data;
  }
}

function again(name: string) {
  return { found: `\`${name}\` again`, cure: 'Remove one of the two.' };
}

/** An unknown instruction is often the rest of the one above it, whose `\` is missing. */
function hintFor(
  { code, data }: SyntaxProblem,
  above: Instruction | undefined,
  { dockerfile }: File,
): string {
  if (data.suggestion) return ` Did you mean \`${data.suggestion}\`?`;
  if (code !== 'unknown-instruction') return '';
  if (/^(?:<{7}|={7}|>{7})$/.test(data.name!)) return ' It is left over from a merge conflict.';
  if (!above) return '';
  return ` If it belongs to the instruction above, end line ${above.endLine} with \`${dockerfile.escape}\`.`;
}

/** The instruction on the line right above, by where an instruction begins. */
function instructionsAbove({ dockerfile: { instructions } }: File): ReadonlyMap<number, Instruction> {
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
