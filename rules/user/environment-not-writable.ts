import {
  type Command,
  dataflow,
  defineRule,
  isRun,
  knownText,
  positionAt,
  type RunStep,
  userText,
} from 'azml-lint';
import {
  type CatalogImage,
  changesOwner,
  classifyCommands,
  hasUnknownEffects,
  packageAction,
  placedCommands,
} from 'azml-lint/facts';

/** Options that make pip install somewhere else, or nothing. */
const ELSEWHERE = ['--user', '-t', '--target', '--prefix', '--root', '--python', '--dry-run'];
const ELSEWHERE_VARIABLES = ['PATH', 'PIP_USER', 'PIP_TARGET', 'PIP_PREFIX', 'PIP_PYTHON'];

export default defineRule({
  id: 'user/environment-not-writable',
  title: 'Packages are installed into an environment that belongs to root',
  level: { inference: 'info', training: 'off', other: 'off' },
  messages: {
    pip:
      '`{command}` runs as `{user}`, but `{prefix}` belongs to root on this image: pip falls back to the home directory, ' +
      'and cannot replace what the environment has. {cure}.',
    conda:
      '`{command}` runs as `{user}`, but `{prefix}` belongs to root on this image: conda stops with ' +
      '"EnvironmentNotWritableError". {cure}.',
  },
  check({ file, report }) {
    const isGiven = dataflow(
      file,
      () => false,
      (given, step) => given || (isRun(step) && mayGive(step)),
    );
    for (const run of file.runs) {
      const prefix = prefixOf(run.stage.image);
      if (prefix === undefined || run.onbuild || isGiven(run)) continue;
      for (const command of run.commands) {
        const message = target(command, run, prefix);
        const user = run.userOf(command);
        if (!message || user.root !== false || user.name === undefined) continue;
        const data = { command: command.head.text, user: user.name, prefix, cure: cureOf(run) };
        report({ at: command.head, message, data });
      }
    }
  },
});

/** Where it can run as root: above the USER that drops root's privileges, or between two USERs of its own. */
function cureOf({ stage, before: { user } }: RunStep): string {
  const { step } = user;
  if (!step?.before.user.root) {
    return `Put \`USER root\` before this RUN and \`${step ? userText(step) : `USER ${user.name}`}\` after it`;
  }
  const { line } = positionAt(stage.file.source, step.start);
  return `Move it above \`${userText(step)}\` in line ${line}`;
}

/** The environment of a curated image, which root created; the inference bases have none. */
function prefixOf(image: CatalogImage | undefined): string | undefined {
  return image?.family === 'curated-inference' && image.environmentOwner === 'root'
    ? image.pythonPrefix
    : undefined;
}

function mayGive(run: RunStep): boolean {
  const prefix = prefixOf(run.stage.image);
  if (classifyCommands(run).some(hasUnknownEffects)) return true;
  return prefix !== undefined && placedCommands(run).some((command) => changesOwner(command, prefix));
}

/** Whether a command installs into the environment, and with which program. */
function target(command: Command, run: RunStep, prefix: string): 'pip' | 'conda' | undefined {
  if (command.is('pip', 'install')) return isInForce(command, run) ? 'pip' : undefined;
  const action = packageAction(command, 'conda');
  if (action !== 'install' && action !== 'upgrade' && action !== 'remove') return undefined;
  const named = command.flag('-p', '--prefix')?.value;
  return named && knownText(run.value(named.raw)) === prefix ? 'conda' : undefined;
}

/** Whether the called pip is that of the environment: by its name, and with nothing else activated. */
function isInForce(pip: Command, run: RunStep): boolean {
  const programs = [pip, ...pip.wrappers];
  const isPlain =
    programs.every(({ nameWord }) => !nameWord?.text.includes('/')) &&
    !pip.wrappers.some(({ name }) => name === 'conda');
  const isElsewhere =
    pip.flag(...ELSEWHERE) !== undefined ||
    ELSEWHERE_VARIABLES.some((name) => run.before.env(name)?.by === 'ENV') ||
    run.commands.some((command) => command.is('source|.|activate') || command.is('conda', 'activate'));
  return isPlain && !isElsewhere;
}
