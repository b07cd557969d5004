import { accessSync, constants, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { CodeCache } from './code-cache.ts';

/** A file of the program that has been loaded. */
interface Loaded {
  readonly script: Script;
  readonly module: { exports: unknown };
  /** Where its compiled code is stored. */
  readonly cache: CodeCache;
  /** Whether to store its code: it was compiled in this run, and is large enough to be worth it. */
  readonly isNew: boolean;
}

/** A file as a script: a function of what CommonJS provides. */
type Wrapper = (
  exports: unknown,
  require: (id: string) => unknown,
  module: Loaded['module'],
  filename: string,
  dynamicImport: (url: string) => Promise<unknown>,
) => void;

/**
 * The program in CommonJS files, together with the code that earlier runs compiled. Compiling takes longer than
 * linting. Node (from 22.1) can store compiled code too, but only code that is compiled before anything runs: half of
 * what is needed.
 *
 * The code is stored beside the files, not in a directory that others may write to, because it is run as it is found:
 * see {@link CodeCache}. If that place is not writable, nothing is stored.
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

  /** Whether there is new compiled code, and a place to store it. */
  canBeKept(): boolean {
    if (process.env.NODE_DISABLE_COMPILE_CACHE) return false;
    if (![...this.#files.values()].some(({ isNew }) => isNew)) return false;
    if (process.cpuUsage().user > longestRun || CodeCache.isOutdated()) return false;
    try {
      accessSync(this.#directory, constants.W_OK);
      return true;
    } catch {
      return false;
    }
  }

  /** Stores all code that is compiled by now, and removes what other versions stored. */
  keep(): void {
    for (const { script, cache, isNew } of this.#files.values()) {
      if (isNew) cache.write(script.createCachedData());
    }
    CodeCache.removeOld(this.#directory);
  }
}

/**
 * In microseconds of processor time. V8 discards the code of functions that have not run for a while: after a long run,
 * the code of the start would be missing, and every later run would compile it again.
 */
const longestRun = 2_000_000;

/** Compiling a shorter file, in bytes, is faster than reading another file. */
const worthKeeping = 20_000;

function compile(path: string): Loaded {
  const bytes = readFileSync(path);
  const cache = new CodeCache(path, bytes);
  const isLarge = bytes.length >= worthKeeping;
  const cachedData = isLarge && !process.env.NODE_DISABLE_COMPILE_CACHE ? cache.read() : undefined;
  // The build leaves only ASCII in these files, and Latin-1 is decoded fastest.
  const source = `(function (exports, require, module, __filename, __import) {${bytes.toString('latin1')}\n})`;
  const script = new Script(source, { filename: path, ...(cachedData !== undefined && { cachedData }) });
  const isCached = cachedData !== undefined && script.cachedDataRejected === false;
  return { script, module: { exports: {} }, cache, isNew: isLarge && !isCached };
}
