import {
  closeSync,
  fchmodSync,
  fstatSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { cachedDataVersionTag } from 'node:v8';
import { crc32 } from 'node:zlib';

/** Each file begins with this text and three numbers of four bytes, which show whether the file is complete. */
const magic = 'azml-lint code 1\n';
const numbersAt = 20;
/** V8 needs the code aligned to eight bytes. */
const headerLength = 32;

/**
 * The version of Node, the processor, and V8's own tag, which depends on its flags: code works with no other
 * combination.
 */
const versionTag = cachedDataVersionTag();
const suffix = `.${process.version}-${process.arch}-${versionTag.toString(16)}.cache`;

/**
 * The compiled code of one file, stored beside it. V8 checks only a version and a length, so code that was damaged on
 * disk would crash every run. It is therefore used only if it is complete, was made from exactly this file, and could
 * not have been written by anybody who could not have written the file itself.
 */
export class CodeCache {
  readonly #path: string;
  readonly #source: string;
  readonly #sourceHash: number;

  /** @param bytes the content of the file */
  constructor(source: string, bytes: Buffer) {
    this.#source = source;
    this.#path = source + suffix;
    this.#sourceHash = crc32(bytes);
  }

  /** The code, if it exists and can be trusted. */
  read(): Buffer | undefined {
    try {
      const descriptor = openSync(this.#path, 'r');
      try {
        if (!this.#isOurs(descriptor)) return undefined;
        return this.#codeIn(readFileSync(descriptor));
      } finally {
        closeSync(descriptor);
      }
    } catch {
      return undefined;
    }
  }

  /** Stores code in one step, because other runs may read it at the same time. Throws when it cannot. */
  write(code: Buffer): void {
    const draft = `${this.#path}.${process.pid}`;
    const descriptor = openSync(draft, 'w', 0o644);
    try {
      // Independent of the umask: everybody may read it, only the owner may write it.
      if (process.platform !== 'win32') fchmodSync(descriptor, 0o644);
      for (const part of [this.#header(code), code]) writeAll(descriptor, part);
    } catch (error) {
      rmSync(draft, { force: true });
      throw error;
    } finally {
      closeSync(descriptor);
    }
    renameSync(draft, this.#path);
  }

  /**
   * Removes what is no longer used: code for older versions of Node and for files that are gone, and drafts of
   * processes that were killed while they wrote. Code that other versions or flags of Node may still use stays for a
   * while, because they would only write it again.
   */
  static removeOld(directory: string): void {
    for (const name of readdirSync(directory)) {
      if (isOld(directory, name)) rmSync(join(directory, name), { force: true });
    }
  }

  /** Whether flags of V8 have changed since the start: another run would not accept what it compiles now. */
  static isOutdated(): boolean {
    return cachedDataVersionTag() !== versionTag;
  }

  #isOurs(descriptor: number): boolean {
    const { uid, mode } = fstatSync(descriptor);
    if (process.platform === 'win32') return true;
    const isWritableByOthers = (mode & 0o022) !== 0;
    return (
      !isWritableByOthers && (uid === 0 || uid === process.geteuid?.() || uid === statSync(this.#source).uid)
    );
  }

  #header(code: Buffer): Buffer {
    const header = Buffer.alloc(headerLength);
    header.write(magic, 'latin1');
    for (const [index, number] of [this.#sourceHash, code.length, crc32(code)].entries())
      header.writeUInt32LE(number, numbersAt + 4 * index);
    return header;
  }

  #codeIn(file: Buffer): Buffer | undefined {
    const code = file.subarray(headerLength);
    return this.#header(code).equals(file.subarray(0, headerLength)) ? code : undefined;
  }
}

/** In milliseconds: nobody still writes an older draft, and older code may have no user. */
const longestWrite = 60_000;
const longestUse = 30 * 24 * 60 * 60_000;

function isOld(directory: string, name: string): boolean {
  const [, source, rest] = /^(.+\.cjs)(\..*\.cache.*)$/.exec(name) ?? [];
  if (source === undefined || rest === undefined || rest === suffix) return false;
  if (statSync(join(directory, source), { throwIfNoEntry: false }) === undefined) return true;
  const age = Date.now() - (statSync(join(directory, name), { throwIfNoEntry: false })?.mtimeMs ?? 0);
  if (/\.cache\.\d+$/.test(rest)) return age > longestWrite;
  const [, version] = /^\.v(\d+\.\d+\.\d+)\S*-\w+-[\da-f]+\.cache$/.exec(rest) ?? [];
  return version === undefined || isLower(version, process.versions.node) || age > longestUse;
}

function isLower(version: string, other: string): boolean {
  const [a, b] = [version, other].map((one) => one.split('.').map((part) => Number.parseInt(part, 10)));
  const at = a!.findIndex((part, index) => part !== b![index]);
  return at !== -1 && a![at]! < b![at]!;
}

function writeAll(descriptor: number, bytes: Buffer): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at);
}
