/** What a RUN does to the files of an image, as far as its commands show. */
import { knownText } from '../../dockerfile/value.ts';
import type { RunStep } from '../../model/model.ts';
import { packageToolOf } from '../../model/package-actions.ts';
import { knownWords } from '../../model/script-values.ts';
import { resolvePathIn } from '../../model/workdir.ts';
import { DIRECTORIES, NAMING, PERMISSIONS } from '../../programs/everyday.ts';
import type { Word } from '../../shell/script.ts';
import { namesOf } from '../../text/names.ts';
import { baseName, isWithin, resolvePath } from '../../text/paths.ts';
import { classifyCommands } from '../commands/command-kind.ts';
import { isInstaller } from './copied-into.ts';
import { editsItsWords, foundLayers, isEditor } from './edited-files.ts';
import { isNaming, leavesNoFiles, type PlacedCommand, placedCommands } from './files-after.ts';
import { directoryLayer, editedLayer, type Layer, perhapsLayer, unknownLayer } from './layer.ts';

/** The effects of a RUN, in order. Files that were there stay as they are unless a command names their place. */
export function runLayers(run: RunStep): readonly Layer[] {
  const isQuiet = new Set(
    classifyCommands(run).flatMap(({ command, work }) => (work === 'packages' ? [command] : [])),
  );
  const layers = placedCommands(run).flatMap((placed) => {
    const { command } = placed;
    const effects = effectsOf(placed, run);
    if (effects) return [...redirected(placed, run), ...effects];
    const isHarmless =
      isQuiet.has(command) || isInstaller(command) || leavesNoFiles(command) || KEEPING.has(command.program);
    return [...redirected(placed, run), ...(isHarmless ? [] : [perhapsLayer('/')])];
  });
  const isUnreadable = run.scripts.some(({ kind, errors }) => kind === 'other' || errors.length > 0);
  const targets = run.mounts.flatMap(({ target }) => knownText(target) ?? []);
  const kept = layers.filter(({ place }) => !targets.some((target) => isWithin(place, target)));
  return isUnreadable ? [...kept, perhapsLayer('/')] : kept;
}

const KEEPING = namesOf(`${PERMISSIONS} find`);
const REMOVING = namesOf(`${DIRECTORIES}`);
/** They write what their words name. */
const NAMED = namesOf(`${NAMING} mv`);

/** What a command does to places that its words name; `undefined` for a command that is not known to write to any. */
function effectsOf(placed: PlacedCommand, run: RunStep): readonly Layer[] | undefined {
  const { command } = placed;
  const { program } = command;
  const all = (words: readonly Word[]) => words.flatMap((word) => placesOf(word, placed, run) ?? []);
  /** The place that an option or a last word names; without one the directory of the command. */
  const to = (word: Word | undefined): readonly Layer[] => {
    const places = word ? placesOf(word, placed, run) : directoryOf(placed);
    // Whoever unpacks something in the root does not mean to replace everything.
    return (
      places?.map((place) => (place === '/' ? perhapsLayer : unknownLayer)(place)) ?? [perhapsLayer('/')]
    );
  };
  if (program === 'find') return foundLayers(command, startsOf(placed, run));
  if (isEditor(command)) return editorLayers(placed, run);
  if (program === 'mkdir') return all(command.operands).map(directoryLayer);
  // What cannot be told is taken for something temporary.
  if (REMOVING.has(program)) return all(command.operands).map(unknownLayer);
  if (program === 'sed') return [];
  if (NAMED.has(program)) return command.operands.flatMap(to);
  if (program === 'cp' || program === 'install' || program === 'rsync') {
    const target = command.flag('-t', '--target-directory')?.value;
    return copied(
      target ?? command.operands.at(-1),
      target ? command.operands : command.operands.slice(0, -1),
    );
  }
  if (program === 'tar') return to(command.flag('-C', '--directory')?.value);
  if (program === 'unzip') return to(command.flag('-d')?.value);
  if (program === 'curl' || program === 'wget') return downloaded();
  if (command.is('git', 'clone')) return to(command.targets[1]);
  if (command.is('pip', 'download')) return to(command.flag('-d', '--dest')?.value);
  if (program === 'virtualenv') return to(command.operands.at(-1));
  if (isNaming(command) || command.is('poetry', 'export')) return command.words.flatMap(written);
  const apart = command.flag('--target', '-p', '--prefix')?.value;
  if (packageToolOf(command) && apart) return to(apart);
  return packageToolOf(command)?.project === 'installs' && !leavesNoFiles(command)
    ? (directoryOf(placed) ?? ['/']).map(perhapsLayer)
    : undefined;

  /** Without an option, curl prints and wget writes. */
  function downloaded(): readonly Layer[] {
    const options = ['--output', '--output-dir', '--output-document', '-P', '--directory-prefix'];
    const target = command.flag(program === 'curl' ? '-o' : '-O', ...options)?.value;
    if (target?.text === '-') return [];
    return program === 'wget' || target || command.flag('-O', '--remote-name', '-J') ? to(target) : [];
  }

  /** `--output=FILE`, or any other word that may be a file. */
  function written(word: Word): readonly Layer[] {
    const text = word.text.slice(word.text.indexOf('=') + 1);
    const path = word.literal ? knownText(resolvePathIn(placed.directory, text)) : undefined;
    return [path === undefined ? perhapsLayer('/') : unknownLayer(path)];
  }

  /** The destination may be a directory, in which files keep their names. */
  function copied(destination: Word | undefined, sources: readonly Word[]): readonly Layer[] {
    const places = destination && placesOf(destination, placed, run);
    if (!places) return [perhapsLayer('/')];
    return places.flatMap((place) => [
      perhapsLayer(place),
      ...sources.flatMap(({ text }) => unknownLayer(resolvePath(place, baseName(text)))),
      ...(sources.length === 1 ? [fileUnknown(place)] : []),
    ]);
  }
}

/** A file of unknown content, if the place is one; a directory keeps what is in it. */
function fileUnknown(place: string): Layer {
  return { ...unknownLayer(place), hides: false, at: (path) => (path === place ? 'unknown' : 'perhaps') };
}

/** The files that redirections write. */
function redirected(placed: PlacedCommand, run: RunStep): readonly Layer[] {
  return placed.command.redirections.flatMap(({ operator, target }) => {
    if (!operator.includes('>') || !target || /^(?:\d+|-|\/dev\/.*)$/.test(target.text)) return [];
    return placesOf(target, placed, run)?.map(unknownLayer) ?? [perhapsLayer('/')];
  });
}

/** What is changed in place; those files that `find` hands over are its own. */
function editorLayers(placed: PlacedCommand, run: RunStep): readonly Layer[] {
  const { command } = placed;
  if (command.wrappers.some(({ name }) => name === 'find')) return [];
  const isScriptFirst = command.program === 'sed' && !command.flag('-e', '-f', '--expression', '--file');
  const files = command.operands.slice(isScriptFirst ? 1 : 0);
  const places = files.map((word) => placesOf(word, placed, run));
  const isAll = !editsItsWords(command) || places.includes(undefined);
  return isAll ? [editedLayer('/')] : places.flatMap((all) => all!.map((place) => editedLayer(place)));
}

/** Where `find` looks. */
function startsOf(placed: PlacedCommand, run: RunStep): readonly string[] | undefined {
  const { words } = placed.command;
  const options = words.findIndex(({ text }) => /^(?:-[^HLP]|[(!\\])/.test(text));
  const starts = (options === -1 ? words : words.slice(0, options)).filter(({ text }) => !/^-/.test(text));
  if (starts.length === 0) return directoryOf(placed);
  const places = starts.map((word) => placesOf(word, placed, run));
  return places.every((one) => one !== undefined) ? places.flat() : undefined;
}

function directoryOf({ directory }: PlacedCommand): readonly string[] | undefined {
  const path = knownText(directory);
  return path === undefined ? undefined : [path];
}

/** The places that a word names: of a glob, the directory in which it looks. */
function placesOf(
  word: Word,
  { command, directory }: PlacedCommand,
  run: RunStep,
): readonly string[] | undefined {
  const texts = knownWords(run, command, word)?.map(withoutGlob);
  if (!texts || texts.some((text) => text.startsWith('~'))) return undefined;
  const places = texts.map((text) => knownText(resolvePathIn(directory, text)));
  return places.every((place) => place !== undefined) ? places : undefined;
}

/** A path up to the first part that may match several names. */
function withoutGlob(text: string): string {
  const wildcard = text.search(/[*?[{]/);
  return wildcard === -1 ? text : text.slice(0, text.lastIndexOf('/', wildcard) + 1) || '.';
}
