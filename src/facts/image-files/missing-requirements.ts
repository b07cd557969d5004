/** The files with requirements that installs read although nothing has put them into the image. */
import { knownText, type Value } from '../../dockerfile/value.ts';
import { dataflow } from '../../model/dataflow.ts';
import type { Install } from '../../model/installs.ts';
import type { CopyStep, DockerfileModel, RunStep, Stage } from '../../model/model.ts';
import { knownWord } from '../../model/script-values.ts';
import { resolvePathIn } from '../../model/workdir.ts';
import type { Command, Word } from '../../shell/script.ts';
import { closestMatch } from '../../text/closest-match.ts';
import { namesOf } from '../../text/names.ts';
import { baseName, isWithin, resolvePath } from '../../text/paths.ts';
import { isUnconditional } from '../commands/certain.ts';
import { isFile } from './file-tree.ts';
import {
  commandStates,
  copyThatBrings,
  filesAfter,
  filesOfBase,
  type ImageFiles,
  mayBeMade,
  mayHaveFile,
} from './files-after.ts';
import { imageTreeAfter, imageTreeBefore } from './image-tree.ts';

/** A file that an install reads. */
export interface FileAskedFor {
  readonly run: RunStep;
  readonly word: Word;
  /** The value of the word after expansion. */
  readonly text: string;
  readonly path: Value;
  readonly install: Install;
  readonly files: ImageFiles;
  /** The COPY of a file of that name: one that puts it elsewhere, or else the last one of the stage. */
  readonly copy: CopyStep | undefined;
  /** The name of a file beside it that was probably meant. */
  readonly near: string | undefined;
}

/**
 * The files that installs of pip and conda read, by `-r`, `-c` or `-f`, and that certainly do not exist in the image then. A
 * file that one RUN misses is not named again for later ones.
 */
export function* missingRequirements(file: DockerfileModel): Iterable<FileAskedFor> {
  if (!file.runs.some(({ installs }) => installs.some((install) => filesOf(install).length > 0))) return;
  const reported = new Set<string>();
  const before = dataflow(file, filesOfBase, filesAfter);
  const last = lastCopies(file);
  for (const run of file.runs) {
    if (run.onbuild) continue;
    for (const asked of filesAskedFor(run, before(run))) {
      const key = `${run.stage.root.index} ${knownText(asked.path) ?? asked.text}`;
      if (reported.has(key) || !isMissing(asked)) continue;
      reported.add(key);
      const name = baseName(asked.text);
      const copy = copyThatBrings(asked.files, name) ?? last.get(keyOf(run.stage, name));
      yield { ...asked, copy, near: nearFile(asked) };
    }
  }
}

/** Whether a file is certainly not in the image: by what RUNs and COPYs name, or by what is in copied folders. */
function isMissing({ run, path, files }: Asked): boolean {
  const place = knownText(path);
  const entry = place === undefined ? 'unknown' : imageTreeBefore(run).at(place);
  if (!mayHaveFile(files, path, run)) return !isFile(entry);
  if (place === undefined || entry !== 'absent' || mayBeMade(files, baseName(place))) return false;
  const isMounted = run.mounts.some(({ target }) => isWithin(place, knownText(target) ?? '/'));
  return !isMounted && imageTreeAfter(run).at(place) === 'absent';
}

/** A file of nearly the same name in the same directory. */
function nearFile({ run, path }: Asked): string | undefined {
  const place = knownText(path);
  if (place === undefined) return undefined;
  const { names } = imageTreeBefore(run).list(resolvePath(place, '..'));
  return closestMatch(baseName(place), names, 2);
}

type Asked = Omit<FileAskedFor, 'copy' | 'near'>;

/** The files that the installs of a RUN read, as far as their places are known. */
function* filesAskedFor(run: RunStep, before: ImageFiles): Iterable<Asked> {
  const installs = new Map(run.installs.map((install) => [install.command, install]));
  if (installs.size === 0) return;
  const tested = new Set<string>();
  for (const { command, directory, files } of commandStates(run, before)) {
    if (TESTING.has(command.name)) for (const { text } of command.words) tested.add(text);
    const install = installs.get(command);
    if (!install) continue;
    for (const word of filesOf(install)) {
      const text = knownWord(run, command, word);
      if (text !== undefined && isPlainPath(text) && !(tested.has(word.text) && mayBeSkipped(command)))
        yield { run, word, text, path: resolvePathIn(directory, text), install, files };
    }
  }
}

/** They tell whether a file is there. */
const TESTING = namesOf('test [ [[ ls stat');

/** `if test -f FILE; then …`, `test -f FILE && … || true`: the build goes on without it. */
function mayBeSkipped(command: Command): boolean {
  return command.context.mayFail || !isUnconditional(command);
}

function filesOf({ manager, files, constraints }: Install): readonly Word[] {
  return manager === 'pip' || manager === 'conda' ? [...files, ...constraints] : [];
}

/** Not a URL, a glob, a path in a home directory, or standard input. */
function isPlainPath(text: string): boolean {
  return /^[\w./@+-]*[\w]$/.test(text) && !/^\/(?:dev|proc)\//.test(text) && !text.startsWith('-');
}

/** The last COPY of a file by its stage and name. */
function lastCopies({ copies }: DockerfileModel): ReadonlyMap<string, CopyStep> {
  return new Map(
    copies.flatMap((copy) =>
      copy.sources.map(({ value }) => [keyOf(copy.stage, baseName(knownText(value) ?? '')), copy] as const),
    ),
  );
}

function keyOf(stage: Stage, name: string): string {
  return `${stage.index} ${name}`;
}
