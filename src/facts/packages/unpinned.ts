/** Packages that a command installs in whatever version there is on the day of the build. */

import { isAzureMachineLearning } from '../../image/catalog.ts';
import { isOfficial } from '../../image/reference.ts';
import type { Install, Package } from '../../model/installs.ts';
import type { DockerfileModel, RunStep } from '../../model/model.ts';
import { packageToolOf } from '../../model/package-actions.ts';
import type { PackageManager } from '../../programs/package-tool.ts';
import type { Command, Word } from '../../shell/script.ts';
import { commandsSchema, isChosen, isNamed } from './chosen-commands.ts';
import { packageCommandsByRun } from './package-commands.ts';

/** The unpinned packages of a RUN. */
export interface UnpinnedPackages {
  /** The first of them. */
  readonly at: Word;
  /** For a message: their names, the same with a place for a version, and the first name, all but this as code. */
  readonly data: { readonly packages: string; readonly pins: string; readonly first: string };
}

/** What counts as unpinned. */
export interface UnpinnedOptions {
  readonly commands: readonly string[];
  readonly openPins?: boolean;
}

/** The options of a rule about unpinned packages. */
export const unpinnedOptions = {
  defaults: { commands: [] as readonly string[], openPins: false },
  schema: {
    commands: commandsSchema,
    openPins: {
      type: 'boolean',
      description: 'A lower bound (`>1.2`), a tag (`@next`) or a branch counts as a version.',
    },
  },
} as const;

/**
 * The packages without version, by RUN. Packages whose version may be in a variable, in the project or in the name are
 * not included.
 *
 * @example
 * const file = readDockerfile('FROM alpine\nRUN apk add curl jq=1.7.1-r0 git\n');
 * [...unpinnedPackages(file, 'apk', { commands: [] })].map(({ data }) => data.pins); // => ['`curl=…` and `git=…`']
 */
export function* unpinnedPackages(
  file: DockerfileModel,
  manager: PackageManager,
  options: UnpinnedOptions,
): Iterable<UnpinnedPackages> {
  for (const [run, own] of packageCommandsByRun(file, manager)) {
    const found = own.flatMap((command) => unpinnedOf(command, run, options));
    const [first] = found;
    if (!first) continue;
    const names = [...new Set(found.map(({ name }) => name))];
    const pins = namesInWords(names.map((name) => `${name}${first.joint}…`));
    yield { at: first.word, data: { packages: namesInWords(names), pins, first: first.name } };
  }
}

interface Unpinned {
  readonly word: Word;
  readonly name: string;
  /** What is between the name and its version. */
  readonly joint: string;
}

function unpinnedOf(command: Command, run: RunStep, options: UnpinnedOptions): readonly Unpinned[] {
  const { installsNothingNew = [], packages: syntax } = packageToolOf(command)!;
  if (!isChosen(command, options.commands)) return [];
  if (installsNothingNew.length > 0 && command.flag(...installsNothingNew)) return [];
  const packages = run.installsBy(command).flatMap((install) => packagesWithout(install, run, options));
  return [
    ...packages.map(({ word, name, repository }) => ({
      word,
      name: repository ? word.text : (name ?? word.text),
      joint: repository ? '#' : syntax.joint,
    })),
    ...modulesWithout(command),
  ];
}

function packagesWithout(
  { command, packages }: Install,
  run: RunStep,
  { commands, openPins }: UnpinnedOptions,
): readonly Package[] {
  const { pinnedByProject } = packageToolOf(command)!;
  const mayBeOfProject =
    pinnedByProject !== undefined &&
    command.is(command.program, pinnedByProject) &&
    !isNamed(command, commands) &&
    mayBeInProject(command, run);
  return packages.filter(
    ({ pin, specifier }) =>
      (pin === 'none' && !(mayBeOfProject && specifier === '')) || (pin === 'open' && !openPins),
  );
}

/** Whether a command may run in a project, which decides the version: the base, or something before it, may bring one. */
function mayBeInProject(command: Command, run: RunStep): boolean {
  const { base } = run.stage.root;
  if (base.kind !== 'image' || !(isOfficial(base.reference) || isAzureMachineLearning(base.reference.name)))
    return true;
  const isBefore = ({ start }: { readonly start: number }) => start < command.start;
  return (
    run.mounts.some(({ type }) => type === 'bind') ||
    run.stage.ancestors.some(
      ({ copies, runs }) =>
        copies.some(isBefore) ||
        runs.some((one) => isBefore(one.instruction) && one.commandsNamed(BRINGING).some(isBefore)),
    )
  );
}

/** Programs that may bring a project, or begin one. */
const BRINGING = 'git|hg|svn|tar|unzip|cp|mv|go|cd';

/** `dnf module install nodejs`. */
function modulesWithout(command: Command): readonly Unpinned[] {
  const { streams } = packageToolOf(command)!;
  if (!streams || !command.is(command.program, streams.subcommand)) return [];
  return command.targets
    .filter(({ text, literal }) => literal && !streams.named.test(text))
    .map((word) => ({ word, name: word.text, joint: ':' }));
}

/** At most this many packages are named; the others are counted. */
const MOST_NAMES = 3;

function namesInWords(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES).map((name) => `\`${name}\``);
  const left = names.length - shown.length;
  if (left > 0) return `${shown.join(', ')} and ${left} more`;
  return shown.length === 1 ? shown[0]! : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}
