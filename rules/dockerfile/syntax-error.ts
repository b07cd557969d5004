import {
  type DockerfileModel,
  defineRule,
  type Instruction,
  lineText,
  overlapsAny,
  positionAt,
  type Span,
  type SyntaxProblem,
  type SyntaxProblemCode,
} from 'azml-lint';
import { confusablesIn, type Refusal, type RefusalCode, refusalsOf } from 'azml-lint/facts';

/** Refusals that other rules report. */
type OfOtherRules = 'stage-itself' | 'no-such-stage' | 'bad-port';
const OF_OTHER_RULES: readonly string[] = [
  'stage-itself',
  'no-such-stage',
  'bad-port',
] satisfies OfOtherRules[];

type MessageId =
  | Exclude<SyntaxProblemCode, 'repeated-flag' | 'repeated-directive' | 'line-too-long'>
  | Exclude<RefusalCode, OfOtherRules>
  | 'too-much'
  | 'unfilled';

/** What BuildKit refuses, with the cure. `{hint}` is a separate sentence, or empty. */
const MESSAGES: Readonly<Record<MessageId, string>> = {
  'no-instruction':
    'There is no instruction in this file, so nothing to build. Begin with one such as ' +
    '`FROM mcr.microsoft.com/azureml/minimal-py312-inference:latest`.',
  'unknown-instruction': '`{name}` is no instruction of a Dockerfile.{hint}',
  'unknown-flag': '{instruction} has no flag `{flag}`.{hint}',
  'bad-flag-value': '`{flag}` of {instruction} takes {expected}, not {given}.',
  'too-much': 'BuildKit takes {limit}, and this is {found}. {cure}',
  'unterminated-heredoc':
    'This heredoc has no end: no line below is just `{name}`, so the build stops here. Add that line after the text.',
  'heredoc-quote':
    'The quote that begins here is never closed, so that no here-document begins and its lines are read as instructions. ' +
    'Write `{closed}`.',
  'missing-equals': '`{word}` is no `name=value`. Write `{word}=…`; a value with blanks in it needs quotes.',
  'late-comment':
    '`{comment}` is not a comment here, but a part of the arguments of {instruction}: a comment needs a line of its own. Move it to ' +
    'the line above.',
  'blank-name': '{instruction} needs {expected} here, and finds nothing. Write it, or take this out.',
  'json-not-strings':
    '`{element}` is no string, and in its JSON form {instruction} takes nothing else. Put it in `"`.',
  'json-required': '{instruction} takes its words as JSON only: `SHELL ["/bin/bash", "-c"]`.',
  'argument-count': '{instruction} takes {expected}.{hint}',
  'bad-directive': 'The directive `{name}` takes {expected}, not `{value}`.',
  'bad-onbuild': '{trigger} may not be the trigger of an ONBUILD. Take the line out.',
  'bad-stage-name':
    '`{name}` cannot name a stage: names begin with a letter and go on with letters, digits, `_`, `-` or `.`. Write ' +
    'a name such as `{better}`.',
  'bad-healthcheck': 'HEALTHCHECK takes {expected}. {cure}',
  'bad-mount': '`--mount` does not take `{option}`: expected {expected}.{hint}',
  'mount-option-of-other-type': 'A mount of type `{type}` has no `{key}`. {cure}',
  'unterminated-quote': 'The quote that begins here is never closed. Close it, or put `\\` before it.',
  'bad-substitution':
    '`{text}` is no substitution that BuildKit can make: after a name may come the closing brace, `:-`, `:+`, `:?`, `#`, `%` or `/`.',
  unfilled: 'As the file is, BuildKit stops here: something has to fill in `{text}` before the build.',
  'missing-value':
    '`{variable}` has no value here, so `{text}` stops the build. Give it one above: `ARG {variable}=…`.{hint}',
  'empty-value':
    '`{variable}` is set to nothing, so `{text}` stops the build. Give it a value (`{variable}=…`), or write `?` without the colon.',
  'bad-value': '{instruction} takes {expected}, not {given}.',
  'empty-volume':
    'VOLUME needs a path, and `{written}` comes to nothing here. Write the path itself, give the variable a value, or leave it out.',
  'mount-on-root':
    'The target of this {type} mount is `/`, which no mount can cover. Choose a directory below it: `target=/…`.',
  'mount-without-target':
    'This {type} mount has no target, and without one it is `/`, which no mount can cover. Add a directory: `target=…`.',
  'unnamed-secret':
    'This secret has no name. Add the one that `docker build --secret id=…` gives it: `id=…`.',
  'secret-named-twice': '`source` and `id` of a secret are the same thing. Remove one of the two.',
  'checksum-of-file':
    '`--checksum` is for what ADD downloads, and `{source}` is a file of the build context. Remove the flag.',
  'checksum-of-several': '`--checksum` is for one download only. Write an ADD of its own for each source.',
  'copy-of-url': 'COPY downloads nothing, and `{source}` is an address. Write ADD in place of COPY.',
  'nothing-to-run': 'There is nothing to run in `[]`. Write a command, or remove the line.',
  'bad-reference': '{given} is no image reference: {because}.',
  'stage-in-other-case':
    'FROM knows a stage by its name in lower case only: `{text}` is taken for an image, and no image has capitals in its ' +
    'name. Write `{name}`.',
  'stage-below':
    'Stage `{stage}` begins below, on line {line}, so that there is nothing to take from it yet. Move it above this stage.',
  'stages-need-each-other':
    'Stage `{stage}` on line {line} needs `{own}` in turn, so that neither can be built. Move what both need into a third one.',
};

/** Added to the message of a problem in an ONBUILD. */
const LATER = ' The build of this image passes; every build on top of it stops here.';

export default defineRule({
  id: 'dockerfile/syntax-error',
  aliases: { DL1000: 'differs' },
  title: 'BuildKit refuses this',
  level: { inference: 'error', training: 'error', other: 'error' },
  messages: Object.fromEntries(
    Object.entries(MESSAGES).map(([id, text]) => [id, `${text}{later}`]),
  ) as typeof MESSAGES,
  check({ file, report }) {
    const { unfilled } = file.dockerfile;
    if (unfilled) {
      const text = file.source.text.slice(unfilled.start, unfilled.end);
      report({ at: unfilled, message: 'unfilled', data: { text, later: '' }, severity: 'info' });
    }
    const misprints = confusablesIn(file);
    const above = instructionsAbove(file);
    const problems: readonly Problem[] = [...file.dockerfile.problems, ...refusalsOf(file)];
    for (const problem of problems) {
      if (overlapsAny(problem, misprints) || OF_OTHER_RULES.includes(problem.code)) continue;
      const hint = hintFor(problem, above.get(problem.start), file);
      const data = { ...wordsFor(problem, file), hint, later: problem.later ? LATER : '' };
      report({ at: placeOf(problem, file), message: messageFor(problem), data });
    }
  },
});

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

function messageFor({ code }: Problem): MessageId {
  switch (code) {
    case 'repeated-flag':
    case 'repeated-directive':
    case 'line-too-long':
      return 'too-much';
    default:
      return code as MessageId;
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
