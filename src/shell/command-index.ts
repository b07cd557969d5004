import { pushTo } from '../text/multimap.ts';
import { alternativesIn } from './alternatives.ts';
import type { Command } from './script.ts';

/**
 * Finds the commands of a program without looking at all others, so that a rule about a program costs nothing where it
 * is not called. `Item` is what is found with a command, such as its RUN.
 */
export class CommandIndex<Item extends { readonly command: Command }> {
  readonly #items: readonly Item[];
  readonly #byProgram = new Map<string, number[]>();

  /** @param items in the order in which they are to be found */
  constructor(items: readonly Item[]) {
    this.#items = items;
    items.forEach(({ command: { program, name } }, at) => {
      this.#add(program, at);
      if (name !== program) this.#add(name, at);
    });
  }

  #add(name: string, at: number): void {
    pushTo(this.#byProgram, name, at);
  }

  /** All items for which `command.is(name, subcommand)` holds, in order. */
  named(name: string, subcommand?: string): readonly Item[] {
    const places = this.#placesOf(alternativesIn(name));
    if (places.length === 0) return NONE;
    const items = places.map((at) => this.#items[at]!);
    return subcommand === undefined ? items : items.filter(({ command }) => command.is(name, subcommand));
  }

  #placesOf(names: readonly string[]): readonly number[] {
    let found: readonly number[] = NONE;
    let isSeveral = false;
    for (const name of names) {
      const places = this.#byProgram.get(name);
      if (!places) continue;
      isSeveral ||= found.length > 0;
      found = found.length > 0 ? [...found, ...places] : places;
    }
    // `pip|pip3` finds a `pip3` twice.
    return isSeveral ? [...new Set(found)].sort((a, b) => a - b) : found;
  }
}

const NONE: readonly never[] = [];
