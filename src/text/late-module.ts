/**
 * Large modules that few files need: the parsers of Python and of YAML. What asks for one while a file is linted gets `undefined`
 * until it is loaded; who lints then loads what was asked for, and lints the file again.
 */
export class LateModule<Module> {
  static readonly #all = new Set<LateModule<unknown>>();
  static #loads = 0;
  readonly #load: () => Promise<Module>;
  #module: Module | undefined;
  #isWanted = false;

  /** @param load called at most once */
  constructor(load: () => Promise<Module>) {
    this.#load = load;
    LateModule.#all.add(this);
  }

  /** The module, if it is loaded; if not, it is noted that it is wanted. */
  get(): Module | undefined {
    this.#isWanted ||= this.#module === undefined;
    return this.#module;
  }

  /** Gives the module, for a caller that has it. */
  provide(module: Module): void {
    this.#module = module;
    this.#isWanted = false;
    LateModule.#loads++;
  }

  /** Loads it, wanted or not. */
  async load(): Promise<void> {
    if (this.#module === undefined) this.provide(await this.#load());
  }

  /** How many modules have been loaded: what was found out with fewer may be incomplete. */
  static get loads(): number {
    return LateModule.#loads;
  }

  /** Loads what has been asked for. Returns whether anything was. */
  static async loadWanted(): Promise<boolean> {
    const wanted = [...LateModule.#all].filter((one) => one.#isWanted);
    await Promise.all(wanted.map((one) => one.load()));
    return wanted.length > 0;
  }

  /** Loads all that there are. */
  static async loadAll(): Promise<void> {
    await Promise.all([...LateModule.#all].map((one) => one.load()));
  }
}
