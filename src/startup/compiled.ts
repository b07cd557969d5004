import { accessSync, constants, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { CodeCache } from './code-cache.ts';

/** A file of the program that has been loaded. */
interface Loaded {
  readonly script: Script;
  readonly module: { exports: unknown };
  /** Where its compiled code is kept. */
  readonly cache: CodeCache;
  /** Whether that is still to be done: it was compiled now, and is large enough to be worth it. */
  readonly isNew: boolean;
}

/** What a file is as a script: a function of what CommonJS gives it. */
type Wrapper = (
  exports: unknown,
  require: (id: string) => unknown,
  module: Loaded['module'],
  filename: string,
  dynamicImport: (url: string) => Promise<unknown>,
) => void;

/**
 * The program, in CommonJS files, with what earlier runs have compiled. To compile takes longer than to lint. Node (from
 * 22.1) can keep compiled code too, but only what is compiled before anything runs: half of what is needed.
 *
 * The code is kept beside the files, not in a directory that others may write to, because it is run as it is found: see
 * {@link CodeCache}. Where nothing can be written, nothing is kept.
 */
export class CompiledProgram {
  readonly #directory: string;
  readonly #files = new Map<string, Loaded>();

  constructor(directory: string) {
    this.#directory = directory;
  }

  /** What a file exports. */
  load(name: string): unknown {
    const known = this.#files.get(name);
    if (known !== undefined) return known.module.exports;
    const path = join(this.#directory, name);
    const loaded = compile(path);
    this.#files.set(name, loaded);
    const require = (id: string) =>
      id.startsWith('./') ? this.load(id.slice(2)) : process.getBuiltinModule(id);
    const wrapper = loaded.script.runInThisContext() as Wrapper;
    wrapper(loaded.module.exports, require, loaded.module, path, (url) => import(url));
    return loaded.module.exports;
  }

  /** Whether there is compiled code to be kept, and a place for it. */
  canBeKept(): boolean {
    if (process.env.NODE_DISABLE_COMPILE_CACHE) return false;
    if (![...this.#files.values()].some(({ isNew }) => isNew)) return false;
    if (process.cpuUsage().user > longestRun) return false;
    try {
      accessSync(this.#directory, constants.W_OK);
      return true;
    } catch {
      return false;
    }
  }

  /** Keeps all that is compiled by now, and takes away what other versions have kept. */
  keep(): void {
    for (const { script, cache, isNew } of this.#files.values()) {
      if (isNew) cache.write(script.createCachedData());
    }
    CodeCache.removeOld(this.#directory);
  }
}

/**
 * In microseconds of the processor. V8 throws away the code of functions that have not run for a while: after a long run that of
 * the start would be missing, and every later run would compile it again.
 */
const longestRun = 2_000_000;

/** Shorter files, in bytes, are compiled faster than another file is read. */
const worthKeeping = 20_000;

function compile(path: string): Loaded {
  const bytes = readFileSync(path);
  const cache = new CodeCache(path, bytes);
  const isLarge = bytes.length >= worthKeeping;
  const cachedData = isLarge && !process.env.NODE_DISABLE_COMPILE_CACHE ? cache.read() : undefined;
  // The build leaves only ASCII in these files, which is read fastest as Latin-1.
  const source = `(function (exports, require, module, __filename, __import) {${bytes.toString('latin1')}\n})`;
  const script = new Script(source, { filename: path, ...(cachedData !== undefined && { cachedData }) });
  const isCached = cachedData !== undefined && script.cachedDataRejected === false;
  return { script, module: { exports: {} }, cache, isNew: isLarge && !isCached };
}
