import { baseName, type Command, defineRule, type RunStep } from 'azml-lint';
import { userlandOf } from 'azml-lint/facts';

/** Commands that do not fail, or whose failure nobody would miss. */
const HARMLESS = 'echo|printf|yes|:|true|find|ls';

export default defineRule({
  id: 'shell/pipe-without-pipefail',
  aliases: { DL4006: 'differs' },
  presetOptions: { hadolint: { pipes: 'all' } },
  title: 'A failure before a pipe goes unnoticed',
  level: { inference: 'info', training: 'info', other: 'info' },
  options: {
    defaults: { pipes: 'failing' as 'failing' | 'all' },
    schema: {
      pipes: {
        enum: ['failing', 'all'],
        description:
          'Which pipes are reported: those with a failure that would end the build, or all of them.',
      },
    },
  },
  messages: {
    shell:
      'If `{command}` fails, the build goes on: only the last command of a pipe decides. Write `{shell}` before this RUN.',
    option:
      'If `{command}` fails, the build goes on: only the last command of a pipe decides. Begin the script with ' +
      '`set -o pipefail`.',
  },
  check({ file, options, report }) {
    for (const run of file.runs) {
      if (run.onbuild) continue;
      const isAll = options.pipes === 'all';
      const piped = pipedIn(run, isAll && lacksPipefail(run)).find(
        (one) => isAll || (matters(one) && isNoticed(one, run)),
      );
      if (!piped) continue;
      const { command } = piped;
      const at = command.head;
      const data = { command: at.text };
      if (isNested(run, command)) report({ at, message: 'option', data });
      else report({ at, message: 'shell', data: { ...data, shell: shellFor(run) } });
    }
  },
});

/** A command, and the one that takes its output. */
interface Piped {
  readonly command: Command;
  readonly taker: Command | undefined;
}

/** The commands whose failure a pipe loses; of `( … ) |` and `{ …; } |`, the last command in it. */
function pipedIn({ commands }: RunStep, always: boolean): readonly Piped[] {
  const byPlace = new Map(commands.map((command) => [placeOf(command.context.pipeline), command]));
  return commands.flatMap((command, index) => {
    const { pipeline, options } = command.context;
    if (options.pipefail && !always) return [];
    const { position, length } = pipeline;
    if (position < length - 1)
      return [{ command, taker: byPlace.get(placeOf({ ...pipeline, position: position + 1 })) }];
    const isCompound = position > 0 && !byPlace.has(placeOf({ ...pipeline, position: position - 1 }));
    return isCompound && index > 0 ? [{ command: commands[index - 1]!, taker: command }] : [];
  });
}

function placeOf({ index, position }: Pick<Command['context']['pipeline'], 'index' | 'position'>): string {
  return `${index}:${position}`;
}

/** Whether the failure would end the build with `pipefail`, and nothing else would: no `if` or `||` asks for it. */
function matters({ command, taker }: Piped): boolean {
  const { inside, mayFail } = command.context;
  if (command.is(HARMLESS) || command.name === '' || (taker && copes(taker))) return false;
  return !inside.includes('condition') && (!mayFail || inside.includes('substitution'));
}

/**
 * Whether the status of the pipe is looked at. That of `$(…)` is where it is the value of a variable, not where it is a word of
 * a command: `export A=$(b | c)`, `sed "$(b | c)"`. Instructions that a stray continuation has joined are no commands.
 */
function isNoticed({ command }: Piped, run: RunStep): boolean {
  if (/^[A-Z]+$/.test(command.name)) return false;
  if (!command.context.inside.includes('substitution')) return true;
  const around = run.commands.filter(
    (one) => one !== command && one.start <= command.start && one.end >= command.end,
  );
  return around.every(({ name }) => name === '');
}

/**
 * Whether a command refuses what is not complete, as GnuPG does with keys and `sha256sum -c` with sums; or stops to read, so that what writes to it ends by
 * a signal, which `pipefail` would take for a failure.
 */
function copes(taker: Command): boolean {
  if (taker.is('gpg|gpg2|apt-key|head')) return true;
  if (/^(?:sha\d+|md5)sum$/.test(taker.name)) return taker.flag('-c', '--check') !== undefined;
  return taker.is('grep|egrep|fgrep') && taker.flag('-q', '--quiet', '--silent', '-m') !== undefined;
}

/** Whether a shell of its own reads it, as in `bash -c 'a | b'` or `RUN bash <<EOF`, whatever SHELL says. */
function isNested({ instruction }: RunStep, { wrappers }: Command): boolean {
  return instruction.form === 'exec' || wrappers.some(({ name }) => /^(?:ba|da|a)?sh$|^su$/.test(name));
}

/** Whether SHELL gives `pipefail` to `sh`, which only that of BusyBox is sure to know. */
function lacksPipefail({ before: { shell }, stage }: RunStep): boolean {
  const [program = '', ...words] = shell.words;
  return baseName(program) === 'sh' && words.includes('pipefail') && userlandOf(stage) !== 'busybox';
}

/** SHELL with the shell in force, if it knows `pipefail`: dash does not. */
function shellFor({ before, stage }: RunStep): string {
  const [program = ''] = before.shell.words;
  const known = /^(?:bash|ash|zsh|ksh)$/.test(baseName(program)) ? program : undefined;
  const shell = known ?? (userlandOf(stage) === 'busybox' ? '/bin/ash' : '/bin/bash');
  return `SHELL ["${shell}", "-o", "pipefail", "-c"]`;
}
