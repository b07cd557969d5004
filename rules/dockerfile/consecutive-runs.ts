import { type Command, defineRule, type Edit, lineText, type RunStep } from 'azml-lint';
import { lineEnding } from 'azml-lint/facts';

export default defineRule({
  id: 'dockerfile/consecutive-runs',
  aliases: { DL3059: 'differs' },
  title: 'RUNs of one command each follow each other',
  level: { inference: 'off', training: 'off', other: 'off' },
  fix: 'unsafe',
  messages: {
    follows:
      'This RUN follows another one, and both have one command: each makes a layer of its own. Join them with `&&` in the RUN of line ' +
      '{line}.',
  },
  check({ file, report }) {
    for (const stage of file.stages) {
      let first: RunStep | undefined;
      for (const [index, run] of stage.runs.entries()) {
        if (run.onbuild) continue;
        const before = stage.runs[index - 1];
        const follows = before !== undefined && before.index === run.index - 1 && !before.onbuild;
        if (follows && first && isJoinable(first, run)) {
          report({
            at: run.instruction.keyword,
            message: 'follows',
            data: { line: first.instruction.startLine },
            fix: joined(before, run),
          });
        } else first = run;
      }
    }
  },
});

/** Whether two RUNs have the same flags and one command each. */
function isJoinable(first: RunStep, second: RunStep): boolean {
  return hasOneCommand(first) && hasOneCommand(second) && flagsOf(first) === flagsOf(second);
}

function flagsOf({ instruction, stage }: RunStep): string {
  const { text } = stage.file.source;
  return instruction.flags
    .map(({ start, end }) => text.slice(start, end))
    .sort()
    .join(' ');
}

/** What `sudo` or `sh -c` runs belongs to it; assignments, the test of an `if` and a command that only the run knows do not count. */
function hasOneCommand({ scripts, instruction }: RunStep): boolean {
  const commands = scripts.flatMap((script) => script.commands);
  const counted = commands.filter(({ name, nameWord }) => nameWord?.literal && !/^\[{1,2}$/.test(name));
  if (scripts.some(({ kind }) => kind === 'other')) return false;
  const isExec = instruction.form === 'exec';
  return new Set(counted.map((command) => (isExec ? command : (command.wrappers[0] ?? command)))).size <= 1;
}

/** What holds to the end of a RUN, or ends it; what `cd` of one RUN does, the next one would notice. */
const CHANGES_SHELL =
  '.|alias|cd|eval|exec|exit|export|popd|pushd|read|return|set|shopt|source|trap|ulimit|umask|unset';

/** Also an assignment, a function, and a loop, in which `&&` behind it would switch errexit off. */
function changesShell({ name, wrappers, context: { inside } }: Command): boolean {
  const isOwn = inside.every((one) => one !== 'subshell' && one !== 'substitution');
  const names = [name, ...wrappers.map((wrapper) => wrapper.name)];
  const changes = names.some((one) => one === '' || CHANGES_SHELL.split('|').includes(one));
  return (isOwn && changes) || inside.includes('loop') || inside.includes('function');
}

/** The fix that makes the second RUN the end of the first, if nothing but blank lines is between them. */
function joined({ instruction: first, scripts }: RunStep, { instruction: second, stage }: RunStep) {
  const { source, dockerfile } = stage.file;
  const between = source.text.slice(first.end, second.start);
  const isPlain = [first, second].every(
    ({ form, heredocs, flags }) => form === 'shell' && heredocs.length + flags.length === 0,
  );
  const hasComment = scripts.some(({ comments }) => comments.length > 0);
  const goesOnElsewhere = scripts.flatMap((script) => script.commands).some(changesShell);
  const isDone = /[;&|]\s*$/.test(first.rest.text);
  if (
    !isPlain ||
    hasComment ||
    goesOnElsewhere ||
    isDone ||
    between.trim() !== '' ||
    lineText(source, first.endLine).trim() === ''
  )
    return undefined;
  const edits: readonly Edit[] = [
    {
      start: first.end,
      end: second.rest.start,
      text: ` ${dockerfile.escape}${lineEnding(stage.file)}    && `,
    },
  ];
  return { title: 'Join the two RUNs', edits };
}
