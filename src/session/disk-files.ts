import { type Dirent, lstatSync, opendirSync, readlinkSync, type Stats } from 'node:fs';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { isInside, shownPath } from '../config/paths.ts';
import { readRegularFile } from '../config/regular-file.ts';
import { realPath } from '../config/tree.ts';
import { type FileEntry, type Files, fromRoot } from '../context/files.ts';
import { mostListed } from '../project/limits.ts';
import { type SourceFile, sourceOf } from '../text/source.ts';

/** What a run keeps to, so that no folder can make it endless. */
export const limits = {
  /** Entries of one directory. */
  entries: mostListed,
  /** Bytes of a file that is read; one as large as this is not. */
  bytes: 256 * 1024,
  /** Links that lead to links. */
  links: 40,
};

/** The text of a file, absolute, that is open in an editor. */
export type OpenText = (file: string) => string | undefined;

/** An entry of a directory. `other`: a pipe, a socket, a device. */
type Entry = 'file' | 'directory' | 'link' | 'other';

/** A directory without links on the way to it. It is read when somebody asks what is in it. */
class Directory {
  /** Absolute. */
  readonly path: string;
  readonly children = new Map<string, Directory>();
  #content: Content | undefined;
  #names: readonly string[] | undefined;

  constructor(path: string) {
    this.path = path;
  }

  /** In order. */
  get names(): readonly string[] {
    this.#names ??= [...(this.content.entries?.keys() ?? [])].sort();
    return this.#names;
  }

  get content(): Content {
    this.#content ??= readDirectory(this.path);
    return this.#content;
  }

  child(name: string): Directory {
    const known =
      this.children.get(name) ??
      new Directory(this.path.endsWith(sep) ? this.path + name : this.path + sep + name);
    this.children.set(name, known);
    return known;
  }
}

interface Content {
  /** `undefined` if it cannot be read. */
  readonly entries: ReadonlyMap<string, Entry> | undefined;
  /** There are more than can be listed. */
  readonly isCut: boolean;
}

/** What is at the end of a path. */
type Place =
  | {
      readonly entry: 'directory';
      readonly directory: Directory;
      /** There is no link on the way to it. */
      readonly isPlain: boolean;
    }
  | { readonly entry: 'file'; readonly path: string }
  | { readonly entry: 'missing' | 'unknown' };

const MISSING: Place = { entry: 'missing' };
const UNKNOWN: Place = { entry: 'unknown' };

/**
 * The files below a folder of this computer. Nothing outside is looked at: links are followed by their texts, so that one which
 * leads out, or round in a circle, is not touched. Names are those that the directories list, whatever the file system takes.
 */
export class DiskFiles implements Files {
  /** Absolute, without links. */
  readonly root: string;
  readonly #named: string;
  readonly #cwd: string;
  readonly #note: (note: string) => void;
  readonly #openText: OpenText;
  readonly #sources = new Map<string, SourceFile | undefined>();
  /** Directories by path, those without links on the way. */
  readonly #plain = new Map<string, Directory>();
  #top: Directory | undefined;

  /**
   * @param root absolute
   * @param note called with what is not looked at, in words
   * @param openText the text of a file that counts before what is on the disk
   */
  constructor(root: string, cwd: string, note: (note: string) => void, openText: OpenText = () => undefined) {
    this.#openText = openText;
    this.#named = root;
    this.root = realPath(root);
    this.#cwd = cwd;
    this.#note = note;
  }

  /** A path of this computer as a path from the root; `undefined` if it is outside. */
  pathOf(file: string): string | undefined {
    const root = [this.#named, this.root].find((one) => isInside(file, one));
    return root === undefined ? undefined : `/${relative(root, file).replaceAll(sep, '/')}`;
  }

  /** A path as shown to people. */
  shown(path: string): string {
    return shownPath(join(this.#named, path), this.#cwd);
  }

  stat(path: string): FileEntry {
    return this.#find(path).entry;
  }

  list(path: string): readonly string[] | undefined {
    const found = this.#find(path);
    if (found.entry !== 'directory') return undefined;
    const { entries, isCut } = found.directory.content;
    if (isCut)
      this.#note(
        `\`${this.shown(path)}\` has more than ${limits.entries} entries: what is in it is not looked at`,
      );
    return isCut || entries === undefined ? undefined : found.directory.names;
  }

  read(path: string): SourceFile | undefined {
    const from = fromRoot(path);
    if (!this.#sources.has(from)) this.#sources.set(from, this.#source(from));
    return this.#sources.get(from);
  }

  /** Reads a file again when it is next asked for, because its text has changed. */
  forget(path: string): void {
    const changed = this.#find(path);
    for (const one of [...this.#sources.keys()]) {
      const found = this.#find(one);
      if (found.entry === 'file' && changed.entry === 'file' && found.path === changed.path)
        this.#sources.delete(one);
    }
  }

  size(path: string): number | undefined {
    const found = this.#find(path);
    return found.entry === 'file' ? statsOf(found.path)?.size : undefined;
  }

  #source(path: string): SourceFile | undefined {
    const found = this.#find(path);
    if (found.entry !== 'file' || relative(this.root, found.path).split(sep).includes('.git'))
      return undefined;
    try {
      const text = this.#textAt(found.path, path);
      return text.includes('\0') ? undefined : sourceOf(text, this.shown(path));
    } catch {
      return undefined;
    }
  }

  /** An editor may know the file by the name of the root or, if that is a link, by that of its target. */
  #textAt(file: string, path: string): string {
    return (
      this.#openText(file) ??
      this.#openText(join(this.#named, path)) ??
      readRegularFile(file, limits.bytes - 1)
    );
  }

  #find(path: string): Place {
    const from = fromRoot(path);
    const slash = from.lastIndexOf('/');
    const above = this.#plain.get(from.slice(0, slash) || '/');
    const near = above && from !== '/' ? entered(above, from.slice(slash + 1)) : 'link';
    const found = near === 'link' ? this.#follow(from.split('/').slice(1), { links: 0 }) : near;
    if (found.entry === 'directory' && found.isPlain) this.#plain.set(from, found.directory);
    return found;
  }

  /** Goes down from the root, name by name. */
  #follow(names: readonly string[], way: { links: number }): Place {
    this.#top ??= new Directory(this.root);
    let at = this.#top;
    const passed = new Set<Directory>();
    for (const [index, name] of names.entries()) {
      if (name === '') break;
      passed.add(at);
      const near = entered(at, name);
      const found = near === 'link' ? this.#throughLink(join(at.path, name), way) : near;
      if (found.entry !== 'directory') {
        const isLast = index === names.length - 1;
        return isLast || found.entry !== 'file' ? found : MISSING;
      }
      const { directory } = found;
      if (way.links > 0 && leadsBack(directory, passed)) return UNKNOWN;
      at = directory;
    }
    return { entry: 'directory', directory: at, isPlain: way.links === 0 };
  }

  #throughLink(link: string, way: { links: number }): Place {
    if (++way.links > limits.links) return UNKNOWN;
    const target = targetOf(link);
    const inside = target === undefined ? undefined : this.pathOf(target);
    if (inside === undefined) {
      if (target !== undefined)
        this.#note(
          `\`${shownPath(link, this.#cwd)}\` is a symbolic link that leads out of the project: what is there is not looked at`,
        );
      return UNKNOWN;
    }
    const found = this.#follow(inside.split('/').slice(1), way);
    // Of a link to nothing, who copies it decides what it is.
    return found.entry === 'missing' ? UNKNOWN : found;
  }
}

/** A link to where the path has already been leads round in a circle. */
function leadsBack(directory: Directory, passed: ReadonlySet<Directory>): boolean {
  return [...passed].some((one) => one === directory || isInside(one.path, directory.path));
}

/** What has a name in a directory. */
function entered(at: Directory, name: string): Place | 'link' {
  const { entries, isCut } = at.content;
  if (entries === undefined) return UNKNOWN;
  const entry = entries.get(name) ?? (isCut ? entryOf(statsOf(join(at.path, name))) : undefined);
  if (entry === undefined) return MISSING;
  if (entry === 'link') return entry;
  if (entry === 'other') return UNKNOWN;
  if (entry === 'file') return { entry, path: join(at.path, name) };
  return { entry, directory: at.child(name), isPlain: true };
}

function readDirectory(path: string): Content {
  const entries = new Map<string, Entry>();
  let isCut = false;
  try {
    const directory = opendirSync(path, { bufferSize: 256 });
    try {
      for (let one = directory.readSync(); one !== null && !isCut; one = directory.readSync()) {
        isCut = entries.size >= limits.entries;
        if (!isCut) entries.set(one.name, entryOf(one) ?? 'other');
      }
    } finally {
      directory.closeSync();
    }
  } catch {
    return { entries: undefined, isCut: false };
  }
  return { entries, isCut };
}

function entryOf(one: Dirent | Stats | undefined): Entry | undefined {
  if (one === undefined) return undefined;
  if (one.isFile()) return 'file';
  if (one.isDirectory()) return 'directory';
  return one.isSymbolicLink() ? 'link' : 'other';
}

function statsOf(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

/** Where a link leads, absolute. */
function targetOf(link: string): string | undefined {
  try {
    const text = readlinkSync(link);
    return isAbsolute(text) ? text : resolve(link, '..', text);
  } catch {
    return undefined;
  }
}
