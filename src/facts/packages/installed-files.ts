/** What installs put into an image, the packages of the files that they read included. */
import type { Install, Package } from '../../model/installs.ts';
import type { DockerfileModel, RunStep } from '../../model/model.ts';
import { programsOf } from '../../model/package-actions.ts';
import { knownWord } from '../../model/script-values.ts';
import {
  type CondaEnvironment,
  condaListIn,
  readEnvironmentFile,
} from '../../requirements/environment-file.ts';
import { holdsIn } from '../../requirements/marker.ts';
import {
  type Requirement,
  type RequirementFile,
  type RequirementOption,
  readRequirements,
} from '../../requirements/requirement-file.ts';
import { type RequirementSet, requirementSet } from '../../requirements/requirement-set.ts';
import type { Command, Word } from '../../shell/script.ts';
import type { Span } from '../../text/fragment.ts';
import { memoized } from '../../text/memoized.ts';
import type { SourceFile } from '../../text/source.ts';
import { type FileRead, fileReadBy } from '../image-files/file-read.ts';

/** An install with the packages of the files that it reads. */
export interface FilledInstall extends Install {
  /** Those that it names, and those of its files; without those whose condition does not hold in an image, or may not. */
  readonly packages: readonly Package[];
  /** The files whose content is not known. */
  readonly files: readonly Word[];
  /** Packages with a condition of which it is not known whether it holds. */
  readonly perhaps: readonly Requirement[];
  /** It also reads something that is not known. */
  readonly isPartial: boolean;
  /** The options in its files: `--index-url`. */
  readonly options: readonly RequirementOption[];
  /** A file restricts the versions of its packages. */
  readonly isConstrained: boolean;
  /** The command line that it comes from: the packages of `pip:` in a file of conda are those of pip. */
  readonly of: Install;
}

/**
 * What a RUN installs, with what the files name that it reads: requirement files of pip, environments of conda. A file of conda
 * with a list `pip:` makes two installs of one command.
 */
export const filledInstalls: (run: RunStep) => readonly FilledInstall[] = memoized((run) =>
  run.installs.flatMap((install) => {
    if (install.manager === 'pip') return [filledByPip(install, run)];
    if (install.manager === 'conda' && (install.files.length > 0 || readsDefaultFile(install.command)))
      return filledByConda(install, run);
    return [plain(install)];
  }),
);

/**
 * What all RUNs of a file install, in order, with the packages of the files that they read.
 *
 * @example
 * const file = readDockerfile('FROM ubuntu\nRUN pip install flask\n');
 * allInstalls(file).map(({ packages }) => packages[0]?.name); // => ['flask']
 */
export function allInstalls(file: DockerfileModel): readonly FilledInstall[] {
  return file.runs.flatMap(filledInstalls);
}

/**
 * The same for an environment with a certain Python: conditions about it are decided.
 *
 * @param python as `3.12`
 */
export function installFor(install: FilledInstall, python: string): FilledInstall {
  const { packages, perhaps } = install;
  const holding = perhaps.filter(({ marker }) => holdsIn(marker!, python) === true);
  const open = perhaps.filter(({ marker }) => holdsIn(marker!, python) === undefined);
  return { ...install, packages: [...packages, ...holding], perhaps: open };
}

/**
 * A requirement as it is written in the place of a package: in quotes on a command line, where the shell reads `<`, and
 * without them in a file.
 *
 * @example
 * const [run] = readDockerfile('FROM ubuntu\nRUN pip install flask\n').runs;
 * asArgument('flask>=3', run!.installs[0]!.packages[0]!); // => '"flask>=3"'
 */
export function asArgument(requirement: string, { word }: Package): string {
  return word.origin ? requirement : `"${requirement}"`;
}

/** A file that an install reads. */
export interface InstalledFile {
  readonly source: SourceFile;
  readonly readBy: Span;
}

/** The requirement and environment files that a file's RUNs install, each once. */
export function installedFiles(file: DockerfileModel): readonly InstalledFile[] {
  const found = new Map<SourceFile, InstalledFile>();
  const add = (source: SourceFile, readBy: Span) => {
    if (!found.has(source)) found.set(source, { source, readBy });
  };
  for (const run of file.runs) {
    for (const install of run.installs) {
      const environment = environmentFileOf(run, install.command);
      if (environment) add(environment.environment.source, environment.readBy);
      for (const { set, readBy } of readSets(install, run)) for (const one of set.files) add(one, readBy);
    }
  }
  return [...found.values()];
}

function plain(install: Install): FilledInstall {
  return {
    ...install,
    perhaps: [],
    isPartial: install.files.length > 0,
    isConstrained: false,
    options: [],
    of: install,
  };
}

function filledByPip(install: Install, run: RunStep): FilledInstall {
  const sets = readSets(install, run);
  const unread = install.files.filter((word) => sets.every(({ readBy }) => readBy !== word));
  return filledWith(install, sets, {
    files: unread,
    isPartial: unread.length > 0,
    packages: install.packages,
  });
}

interface ReadSet {
  readonly set: RequirementSet;
  readonly readBy: Span;
}

/** The requirement files that an install reads, as far as they are known, each with those that it reads. */
function readSets(install: Install, run: RunStep): readonly ReadSet[] {
  if (install.manager === 'conda') {
    const read = environmentFileOf(run, install.command);
    const pip = read?.environment.pip;
    return pip ? [{ set: followed(pip.requirements, read.file), readBy: read.readBy }] : [];
  }
  if (install.manager !== 'pip') return [];
  return install.files.flatMap((word) => {
    const file = fileNamedBy(word, install.command, run);
    return file && isRequirementFile(file.source)
      ? [{ set: followed(readRequirements(file.source), file), readBy: word }]
      : [];
  });
}

/** uv also reads projects and scripts. */
function isRequirementFile({ path }: SourceFile): boolean {
  return !/\.(?:toml|lock|py|cfg)$/.test(path);
}

function fileNamedBy(word: Word, command: Command, run: RunStep): FileRead | undefined {
  const path = knownWord(run, command, word);
  return path === undefined || path === '-' || /^\w+:\/\//.test(path)
    ? undefined
    : fileReadBy(run, command, path);
}

function followed(first: RequirementFile, file: FileRead): RequirementSet {
  const reads = new Map([[first.source, file]]);
  return requirementSet(first, (path, from) => {
    const next = reads.get(from)?.beside(path);
    if (next) reads.set(next.source, next);
    return next?.source;
  });
}

function filledWith(
  of: Install,
  sets: readonly ReadSet[],
  about: Pick<FilledInstall, 'files' | 'isPartial' | 'packages'>,
): FilledInstall {
  const named = sets.flatMap(({ set, readBy }) =>
    set.packages.map((each) => ({ ...each, word: readFrom(each.word, readBy) })),
  );
  const verdicts = new Map(
    named.map((each) => [each, each.marker === undefined || holdsIn(each.marker, undefined)]),
  );
  return {
    ...of,
    ...about,
    packages: [...about.packages, ...named.filter((each) => verdicts.get(each) === true)],
    perhaps: named.filter((each) => verdicts.get(each) === undefined),
    isPartial: about.isPartial || sets.some(({ set }) => set.isPartial),
    isConstrained: sets.some(({ set }) => set.isConstrained),
    options: sets.flatMap(({ set, readBy }) =>
      set.options.map((option) => ({ ...option, origin: { ...option.origin, readBy } })),
    ),
    of,
  };
}

function readFrom(word: Word, readBy: Span): Word {
  return word.origin ? { ...word, origin: { file: word.origin.file, readBy } } : word;
}

/** `conda env create` without `-f` reads `environment.yml`. */
function readsDefaultFile(command: Command): boolean {
  return command.is(programsOf('conda'), 'env create|env update');
}

function filledByConda(install: Install, run: RunStep): readonly FilledInstall[] {
  const { command, files } = install;
  const read = environmentFileOf(run, command);
  if (!read) {
    const lists = files.map((word) => listNamedBy(word, command, run));
    const unread = files.filter((_, index) => !lists[index]);
    const isPartial = unread.length > 0 || readsDefaultFile(command);
    const packages = [...install.packages, ...lists.flatMap((list) => list ?? [])];
    return [{ ...plain(install), packages, files: unread, isPartial }];
  }
  const { environment, readBy } = read;
  const own = environment.packages.map((each) => ({ ...each, word: readFrom(each.word, readBy) }));
  const isPartial = environment.dependencies === undefined;
  const ofConda = { ...plain(install), packages: [...install.packages, ...own], files: [], isPartial };
  if (!environment.pip) return [ofConda];
  const ofPip = filledWith(install, readSets(install, run), { files: [], isPartial: false, packages: [] });
  return [ofConda, { ...ofPip, manager: 'pip' }];
}

/** A file of `conda install --file`; not one that names archives. */
function listNamedBy(word: Word, command: Command, run: RunStep): readonly Package[] | undefined {
  const file = fileNamedBy(word, command, run);
  if (!file || /\.ya?ml$/i.test(file.source.path) || /^\s*@|:\/\//m.test(file.source.text)) return undefined;
  return condaListIn(file.source).map((each) => ({ ...each, word: readFrom(each.word, word) }));
}

/** The environment of a file that a command of conda reads. */
export interface ReadEnvironment {
  readonly environment: CondaEnvironment;
  readonly file: FileRead;
  /** The words of the command that name the file, or make conda read it. */
  readonly readBy: Span;
}

/** The environment file of a command of conda; `undefined` if it reads none, or it is not known. */
export function environmentFileOf(run: RunStep, command: Command): ReadEnvironment | undefined {
  return environmentFilesOf(run).get(command);
}

const environmentFilesOf = memoized((run: RunStep): ReadonlyMap<Command, ReadEnvironment> => {
  const found = new Map<Command, ReadEnvironment>();
  for (const install of run.installs) {
    const read = install.manager === 'conda' ? readEnvironment(install, run) : undefined;
    if (read) found.set(install.command, read);
  }
  return found;
});

/** conda itself refuses such a file in `conda create` and `conda install`, which mamba and micromamba read. */
function readEnvironment({ command, files }: Install, run: RunStep): ReadEnvironment | undefined {
  const isEnvironment = readsDefaultFile(command);
  if (!isEnvironment && command.program === 'conda') return undefined;
  const [word] = files;
  const file = word
    ? fileNamedBy(word, command, run)
    : isEnvironment
      ? fileReadBy(run, command, 'environment.yml')
      : undefined;
  const isYaml = file && (isEnvironment || /\.ya?ml$/i.test(file.source.path));
  const environment = isYaml && files.length < 2 ? readEnvironmentFile(file.source) : undefined;
  return environment && file && { environment, file, readBy: word ?? command.head };
}
