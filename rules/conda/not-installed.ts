import { dataflow, defineRule, isRun, knownText, type RunStep, type Stage, type Step } from 'azml-lint';
import { classifyCommands, findImage, hasUnknownEffects, lacksConda } from 'azml-lint/facts';

const WITH_CONDA = 'mcr.microsoft.com/azureml/openmpi5.0-ubuntu24.04';

/** What brings conda, in a word of a command, a path or an address. */
const BRINGS = /conda|forge|mamba|pixi/i;
/** Files that describe environments are often called after it. */
const DESCRIBES = /\.(?:ya?ml|txt|lock|toml|json|cfg)$/i;
/** Places above those where conda usually lies. */
const ABOVE = /^\/(?:opt|usr|usr\/local|usr\/local\/bin|root|home)?$/;

export default defineRule({
  id: 'conda/not-installed',
  title: 'conda is called on an image that has none',
  level: { inference: 'error', training: 'error', other: 'error' },
  messages: {
    absent:
      '`{image}` has no conda, and nothing before this installs it: the build stops with "conda: not found". Install Miniforge ' +
      'before, use pip, or build on an image with conda, such as `{other}`.',
  },
  check({ file, report }) {
    if (file.commandsNamed('conda').length === 0) return;
    const mayHave = dataflow(file, mayStartWith, (has, step) => has || mayBring(step));
    for (const run of file.runs) {
      if (run.onbuild || mayHave(run)) continue;
      const at = run.commands.findIndex((one) => one.is('conda') && !one.context.mayFail);
      const command = run.commands[at];
      const { base } = run.stage.root;
      if (!command?.nameWord || base.kind !== 'image' || bringsBefore(run, at)) continue;
      const { newestTag } = findImage(WITH_CONDA) ?? {};
      const other = newestTag === undefined ? WITH_CONDA : `${WITH_CONDA}:${newestTag}`;
      report({ at: command.nameWord, message: 'absent', data: { image: base.reference.familiar, other } });
    }
  },
});

function mayStartWith({ base }: Stage): boolean {
  return base.kind !== 'image' || !lacksConda(base.reference);
}

/** Once it is called, it is reported, so it counts as there. */
function mayBring(step: Step): boolean {
  const { instruction, value } = step;
  if (isRun(step)) return step.commands.some(({ name }) => name === 'conda') || bringsBefore(step, Infinity);
  if (instruction.name === 'ENV' || instruction.name === 'ARG')
    return instruction.pairs.some(({ value: text }) => text && BRINGS.test(text.text));
  if (instruction.name !== 'COPY' && instruction.name !== 'ADD') return false;
  const texts = instruction.args.map((word) => knownText(value(word)));
  if (texts.some((text) => text === undefined || names(text) || /\.(?:tar|tgz|zip)/.test(text))) return true;
  const isForeign = instruction.flags.some(({ name }) => name === 'from');
  return isForeign && ABOVE.test(texts.at(-1)?.replace(/(?<=.)\/+$/, '') ?? '');
}

function names(text: string): boolean {
  return BRINGS.test(text) && !DESCRIBES.test(text);
}

/** Whether a command of a RUN before some other one may install it. */
function bringsBefore(run: RunStep, at: number): boolean {
  if (run.scripts.some(({ kind }) => kind === 'other')) return true;
  return classifyCommands(run)
    .slice(0, at)
    .some((job) => {
      const { command } = job;
      const words = command.nameWord ? [command.nameWord, ...command.words] : command.words;
      return hasUnknownEffects(job) || words.some(({ text }) => names(text));
    });
}
