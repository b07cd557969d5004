/** What a COPY or ADD does to the files of an image. */
import { fromRoot } from '../../context/files.ts';
import type { Heredoc } from '../../dockerfile/tree.ts';
import { knownText } from '../../dockerfile/value.ts';
import { SERVICE_DIRECTORY } from '../../image/contract.ts';
import { isSingleFile } from '../../model/copies.ts';
import type { CopiedSource, CopyStep } from '../../model/model.ts';
import { possiblePaths } from '../../model/possible-paths.ts';
import { isGitSource, isUrl } from '../../model/remote-source.ts';
import { mayBeTarArchive } from '../../programs/archives.ts';
import { hasGoWildcard } from '../../text/go-glob.ts';
import { baseName, resolvePath } from '../../text/paths.ts';
import { CopiedFiles, type Placed } from './copied-files.ts';
import { EMPTY_LISTING, type FileTree, HeredocFile, isFile } from './file-tree.ts';
import { filesLayer, type Layer, perhapsLayer, unknownLayer } from './layer.ts';
import { matchesIn } from './source-matches.ts';

/**
 * The effects of a COPY.
 *
 * @param origin where its sources are; `undefined`: not known
 * @param before the image as it is before
 * @param budget what the COPYs of a file may still bring, one by one
 */
export function copyLayers(
  copy: CopyStep,
  origin: FileTree | undefined,
  before: FileTree,
  budget: Budget,
): readonly Layer[] {
  const place = knownText(copy.destination);
  if (place === undefined) return (possiblePaths(copy.destination, copy.stage) ?? ['/']).map(perhapsLayer);
  if (budget.files === 0) return [unknownLayer(place)];
  const keepsParents = hasFlag(copy, 'parents');
  const exclude = copy.instruction.flags.flatMap(({ name, value }) =>
    name === 'exclude' && value ? [knownText(copy.value(value))] : [],
  );
  if (!exclude.every((pattern) => pattern !== undefined)) return [unknownLayer(place)];
  const isDirectory = copy.intoDirectory || keepsParents || before.at(place) === 'directory';
  const isUnsure = !isDirectory && before.at(place) === 'unknown' && !isFileByName(copy, place);
  const into: Destination = { place, isDirectory, isUnsure };

  const outcomes = copy.sources.map((source) =>
    keepsParents ? withParents(copy, source, origin) : outcomeOf(copy, source, origin, into),
  );
  const heredocs = copy.instruction.heredocs.map((heredoc) => placedHeredoc(copy, heredoc, into));
  const placed = [...outcomes.flatMap((outcome) => outcome.placed ?? []), ...heredocs];
  const unknown = outcomes.flatMap((outcome) => outcome.unknown ?? []);
  const layers = unknown.map((name) => unknownLayer(resolvePath(place, name)));
  if (isUnsure && placed.some(({ tree, from }) => isFile(tree.at(from)))) return [unknownLayer(place)];
  if (placed.length === 0) return layers;
  budget.files -= Math.min(placed.length, budget.files);
  if (budget.files === 0) return [unknownLayer(place)];
  const files = new CopiedFiles(copy, placed, exclude, keepsParents);
  return [...layers, filesLayer(place, files)];
}

/** Whether the name of a destination is one that no directory has: that of the copied file, or of a script of runit. */
function isFileByName({ sources }: CopyStep, place: string): boolean {
  const names = sources.map(({ value }) => baseName(knownText(value) ?? ''));
  return names.includes(baseName(place)) || SERVICE_SCRIPT.test(place);
}

const SERVICE_SCRIPT = new RegExp(`^${SERVICE_DIRECTORY}/[^/]+/(?:run|finish|check)$`);

/** So many files and directories are followed one by one. */
export interface Budget {
  files: number;
}

interface Destination {
  readonly place: string;
  readonly isDirectory: boolean;
  /** Whether it is a directory cannot be told, so that a file may get its name, or land in it. */
  readonly isUnsure: boolean;
}

/** What becomes of one source: what is known to be placed, or the place below the destination of which nothing is known. */
type Outcome =
  | { readonly placed: readonly Placed[]; readonly unknown?: undefined }
  | { readonly placed?: undefined; readonly unknown: string };

const UNKNOWN: Outcome = { unknown: '.' };

/** The contents of more directories are not laid one over the other. */
const MOST_FOLDERS = 100;

function outcomeOf(
  copy: CopyStep,
  source: CopiedSource,
  origin: FileTree | undefined,
  { isDirectory }: Destination,
): Outcome {
  const text = knownText(source.value);
  const mayUnpack = (path: string) => copy.instruction.name === 'ADD' && mayBeTarArchive(path);
  if (text === undefined || isGitSource(text)) return UNKNOWN;
  if (isUrl(text)) return isDirectory ? { unknown: baseName(text.replace(/[?#].*$/, '')) || '.' } : UNKNOWN;
  const matches = origin && matchesIn(origin, text);
  if (!origin || !matches || (matches.length === 0 && !hasGoWildcard(text))) {
    // A directory would put its content there.
    const isNamed = isDirectory && isSingleFile(source) && !mayUnpack(text);
    return isNamed ? { unknown: baseName(text) } : UNKNOWN;
  }
  if (matches.some(mayUnpack)) return UNKNOWN;
  const files = matches.filter((path) => isFile(origin.at(path)));
  if ((files.length > 1 && !isDirectory) || matches.length - files.length > MOST_FOLDERS) return UNKNOWN;
  const placed = matches.map((path) => {
    const to = isDirectory && isFile(origin.at(path)) ? `/${baseName(path)}` : '/';
    return { tree: origin, from: path, to };
  });
  return { placed };
}

/** `--parents` keeps the directories of a source, or those after `/./`. */
function withParents(copy: CopyStep, { value }: CopiedSource, origin: FileTree | undefined): Outcome {
  const source = knownText(value);
  if (source === undefined || isUrl(source) || isGitSource(source) || !origin) return UNKNOWN;
  // There, `**` means any number of directories.
  if (source.includes('**') || copy.instruction.name === 'ADD') return UNKNOWN;
  const pivot = source.indexOf('/./', 1);
  const start = pivot === -1 ? '/' : fromRoot(source.slice(0, pivot));
  const matches = matchesIn(origin, source);
  if (!matches) return UNKNOWN;
  if (matches.length === 0 && !hasGoWildcard(source)) return UNKNOWN;
  const depth = start === '/' ? 0 : start.split('/').length - 1;
  const placed = matches.map((path) => {
    const to = `/${path
      .split('/')
      .slice(depth + 1)
      .join('/')}`;
    return { tree: origin, from: path, to };
  });
  return { placed };
}

function placedHeredoc(copy: CopyStep, heredoc: Heredoc, { isDirectory }: Destination): Placed {
  const file = new HeredocFile(copy, heredoc);
  const tree: FileTree = { at: (path) => (path === '/' ? file : 'absent'), list: () => EMPTY_LISTING };
  return { tree, from: '/', to: isDirectory ? resolvePath('/', heredoc.name) : '/' };
}

function hasFlag(copy: CopyStep, flag: string): boolean {
  return copy.instruction.flags.some(({ name }) => name === flag);
}
