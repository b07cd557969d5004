/** What is wrong with the scripts of a RUN before any of their commands runs, or because sh is not bash. */
import { type DashFacts, dashOf, isForWindows } from '../../image/posix-shell.ts';
import type { DockerfileModel, RunStep, Stage } from '../../model/model.ts';
import type { BashSyntax, Command, ScriptError } from '../../shell/script.ts';
import type { Fragment } from '../../text/fragment.ts';
import { memoized } from '../../text/memoized.ts';

/** A tag of a template tool, which replaces it before any shell reads it. */
const TEMPLATE_TAG = /\{\{|\{%|<%/;

/**
 * Where the scripts of a RUN do not parse, so that the build stops: the first error of each script, nested ones included. Nothing
 * is said about scripts for Windows, about text that a template tool fills in, and about what dash reads without an error.
 *
 * @example
 * const [broken] = readDockerfile('FROM ubuntu:24.04\nRUN echo "a\n').runs;
 * syntaxErrorsIn(broken!).map(({ code, expected }) => `${code} ${expected}`); // => ['unclosed double quote']
 */
export function syntaxErrorsIn(run: RunStep): readonly ScriptError[] {
  if (isOnWindows(run.stage)) return [];
  return run.scripts
    .filter(({ source }) => !isTemplate(source))
    .flatMap(({ errors }) => errors.filter(({ consequence, isDoubtful }) => !consequence && !isDoubtful));
}

/** Whether a template tool fills something in before any shell reads a script. */
export function isTemplate({ text }: Fragment): boolean {
  return TEMPLATE_TAG.test(text);
}

/** Syntax of bash that dash reads in a RUN. */
export interface DashTrouble {
  readonly run: RunStep;
  readonly syntax: BashSyntax;
}

/**
 * Syntax of bash in RUNs whose `/bin/sh` is certainly dash: on Debian, Ubuntu and the images of Azure ML, as long as nothing
 * in the file has replaced it.
 */
export const bashSyntaxInDash = memoized(({ runs }: DockerfileModel): readonly DashTrouble[] =>
  runs.flatMap((run) => {
    const bashisms = run.scripts.flatMap((script) => script.bashisms);
    const dash = bashisms.length === 0 ? undefined : dashFor(run);
    if (dash === undefined) return [];
    return bashisms
      .filter(({ what }) => what !== 'pipefail' || dash.hasPipefail === false)
      .map((syntax) => ({ run, syntax }));
  }),
);

/** BusyBox's shell understands some of it. */
function isAsh({ before: { shell } }: RunStep): boolean {
  return /(?:^|\/)ash$/.test(shell.words[0] ?? '');
}

/** What is known of the dash that reads the scripts of a RUN for sh; `undefined`: it may be another shell. */
export function dashFor(run: RunStep): DashFacts | undefined {
  const { base, family } = run.stage.root;
  if (base.kind !== 'image' || isAsh(run) || isRelinked(run)) return undefined;
  const image = base.image ?? base.meant;
  return dashOf(
    base.reference,
    image,
    (family === 'inference' || family === 'training') && image !== undefined,
  );
}

/** Whether an instruction before a RUN, in the stages that it builds on, may have made another shell of `/bin/sh`. */
function isRelinked(run: RunStep): boolean {
  const { stage } = run;
  const stages = new Set(stage.ancestors);
  const isBefore = (other: Pick<RunStep, 'stage' | 'start'>) =>
    stages.has(other.stage) && (other.stage !== stage || other.start < run.start);
  return (
    shellChanges(stage.file).some(isBefore) ||
    stage.file.copies.some((copy) => isBefore(copy) && copy.destinationPaths.some((path) => SH.has(path)))
  );
}

const SH: ReadonlySet<string> = new Set(['/bin/sh', '/usr/bin/sh']);

/** The RUNs that may make another shell of `/bin/sh`. */
const shellChanges = memoized((file: DockerfileModel): readonly RunStep[] =>
  file.runs.filter((run) => run.commands.some(changesShell)),
);

function changesShell(command: Command): boolean {
  switch (command.name) {
    case 'ln':
    case 'mv':
    case 'cp':
    case 'install':
    case 'rm':
    case 'dpkg-divert':
      return command.words.some(({ text }) => SH.has(text));
    case 'dpkg-reconfigure':
      return command.words.some(({ text }) => text === 'dash');
    case 'update-alternatives':
      return command.words.some(({ text }) => text === 'sh' || SH.has(text));
    default:
      return false;
  }
}

/** Whether the scripts of a stage are read by a shell of Windows. */
export function isOnWindows({ root, platform, file }: Stage): boolean {
  const { base } = root;
  if (base.kind === 'image' && (isForWindows(base.reference) || base.image?.family === 'windows'))
    return true;
  return file.dockerfile.escape === '`' || /^windows/.test(platform?.word.text ?? '');
}
