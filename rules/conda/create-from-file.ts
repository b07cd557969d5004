import { type Command, defineRule, type Edit, type ProposedFix, type RunStep, type Word } from 'azml-lint';

/** Options that both commands have. */
const COMMON = [
  '-n',
  '--name',
  '-p',
  '--prefix',
  '-f',
  '--file',
  '-q',
  '--quiet',
  '-v',
  '--verbose',
  '--json',
];
/** `conda env create` did not have it for many years. */
const YES = ['-y', '--yes'];

export default defineRule({
  id: 'conda/create-from-file',
  title: '`conda create` is given an environment file',
  level: { inference: 'error', training: 'error', other: 'error' },
  fix: 'safe',
  messages: {
    file:
      '`conda create` takes packages, and with `--file` a plain list of them: it stops at `{file}`, which describes an ' +
      'environment. Write `conda env create {options}-f {file}`.',
  },
  check({ file, report }) {
    for (const { command, run } of file.commandsNamed('conda', 'create')) {
      const word = environmentFileOf(command);
      if (!word) continue;
      const target = command.flag('-n', '--name', '-p', '--prefix');
      const options = target?.value ? `${target.name} ${target.value.text} ` : '';
      report({
        at: command.head,
        message: 'file',
        data: { file: word.text, options },
        fix: asEnvironment(run, command, word),
      });
    }
  },
});

/** The YAML that the command names, with or without an option. */
function environmentFileOf(command: Command): Word | undefined {
  const named = command.flags.flatMap(({ name, value }) =>
    value && (name === '--file' || name === '-f') ? [value] : [],
  );
  return [...named, ...command.targets].find(({ text }) => /\.ya?ml$/i.test(text));
}

/** Only where all other words mean the same to `conda env create`. */
function asEnvironment({ stage }: RunStep, command: Command, file: Word): ProposedFix | undefined {
  const [create] = command.operands;
  const isPlain =
    command.targets.every((word) => word === file) && command.flag('-f', '--file') !== undefined;
  const yes = command.flags.filter(({ name }) => YES.includes(name));
  const isCommon = command.flags.every((flag) => COMMON.includes(flag.name) || yes.includes(flag));
  const areWords = yes.every(({ word, start, end }) => word.start === start && word.end === end);
  if (!create || !isPlain || !isCommon || !areWords) return undefined;
  const { text } = stage.file.source;
  const edits = [
    { start: create.start, end: create.end, text: 'env create' },
    ...yes.map(({ word }) => without(text, word)),
  ];
  return { title: 'Write `conda env create`', edits };
}

/** Deletes a word with a blank beside it. */
function without(text: string, { start, end }: Word): Edit {
  return text[end] === ' ' ? { start, end: end + 1, text: '' } : { start: start - 1, end, text: '' };
}
