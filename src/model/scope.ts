/**
 * The variables in force at a place, as a persistent map: each instruction that sets variables creates a new scope and
 * leaves the old one unchanged. A scope is a list of layers, newest first; a layer that has grown as large as the one
 * below is merged with it. Look-ups therefore take logarithmic time, and all settings together n·log n time, however
 * long the chain of stages is.
 */
export interface Scope<Entry> {
  readonly layer: ReadonlyMap<string, Entry>;
  readonly below: Scope<Entry> | undefined;
}

/** A scope without variables. */
export function emptyScope<Entry>(): Scope<Entry> {
  return { layer: new Map(), below: undefined };
}

/** The scope with further entries; they hide older ones of the same name. */
export function extendScope<Entry>(scope: Scope<Entry>, entries: ReadonlyMap<string, Entry>): Scope<Entry> {
  if (entries.size === 0) return scope;
  let layer = entries;
  let below: Scope<Entry> | undefined = scope;
  while (below !== undefined && below.layer.size <= layer.size) {
    layer = new Map([...below.layer, ...layer]);
    below = below.below;
  }
  return { layer, below };
}

/** The entry of a name, or `undefined`. */
export function findInScope<Entry>(scope: Scope<Entry>, name: string): Entry | undefined {
  for (let at: Scope<Entry> | undefined = scope; at !== undefined; at = at.below) {
    const entry = at.layer.get(name);
    if (entry !== undefined) return entry;
  }
  return undefined;
}

/** Every entry in force, oldest layer first. */
export function scopeEntries<Entry>(scope: Scope<Entry>): ReadonlyMap<string, Entry> {
  const layers: ReadonlyMap<string, Entry>[] = [];
  for (let at: Scope<Entry> | undefined = scope; at !== undefined; at = at.below) layers.unshift(at.layer);
  return new Map(layers.flatMap((layer) => [...layer]));
}
