/**
 * A configuration file as text: its value, and where each part of it stands. The only importer of yaml, which reads JSON
 * too, as YAML contains it.
 */
import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  visit,
  type YAMLMap,
} from 'yaml';

/** Keys and indexes from the root to a part of a document. */
export type Path = readonly (string | number)[];

/** Line and column count from 1, columns in UTF-16 code units. */
interface Place {
  readonly line: number;
  readonly column: number;
}

/** A file that was read, to the value and back to the places. */
export interface Document {
  readonly value: unknown;
  /** Where the value at a path stands, or the nearest part around it that is there. */
  placeOfValue(path: Path): Place;
  /** Where the key that a path ends with stands; for an item of a list, the item. */
  placeOfKey(path: Path): Place;
  /** A text or number as it is written in the file: `3.10`, which is read as 3.1. */
  written(path: Path): string | undefined;
}

/** What is no YAML, or no YAML that is data: with its place and in words without a full stop. */
export interface SyntaxProblem extends Place {
  readonly message: string;
}

type Parsed = ReturnType<typeof parseDocument>;

/** Parses YAML or JSON. Any text gives a document or problems. */
export function parseConfiguration(source: string): Document | readonly SyntaxProblem[] {
  const text = source.replace(/^\ufeff/, '');
  const lines = new LineCounter();
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  try {
    const parsed = parseDocument(text, {
      lineCounter: lines,
      prettyErrors: false,
      stringKeys: true,
      uniqueKeys: false,
      // Words like `off` and dates stay texts, also below a `%YAML 1.1`.
      schema: 'core',
      resolveKnownTags: false,
    });
    const faults = [...syntaxFaults(parsed), ...keyFaults(parsed), ...aliasFaults(parsed)];
    if (faults.length > 0) return faults.map(({ offset, message }) => ({ ...placeAt(offset), message }));
    return documentOf(parsed, parsed.toJS(), placeAt);
  } catch (error) {
    // What is nested too deeply, or grows too much by its aliases.
    return [{ line: 1, column: 1, message: error instanceof Error ? error.message : String(error) }];
  }
}

/** The document of a configuration that a module exports: what is wrong with it has no place but the file. */
export function documentWithoutPlaces(value: unknown): Document {
  const place = { line: 1, column: 1 };
  return {
    value: JSON.parse(JSON.stringify(value)),
    placeOfValue: () => place,
    placeOfKey: () => place,
    written: () => undefined,
  };
}

interface Fault {
  readonly offset: number;
  readonly message: string;
}

function syntaxFaults({ errors, warnings }: Parsed): Fault[] {
  return [...errors, ...warnings].map(({ code, message, pos }) => ({
    offset: pos[0],
    message: code === 'MULTIPLE_DOCS' ? 'a second document begins here' : message,
  }));
}

/** A key may be there once; yaml would compare each with all others. */
function keyFaults(parsed: Parsed): Fault[] {
  const faults: Fault[] = [];
  visit(parsed, {
    Map(_key, map) {
      const seen = new Set<string>();
      for (const pair of map.items) {
        const key = keyText(pair);
        if (seen.has(key))
          faults.push({ offset: startOf(pair.key) ?? 0, message: `\`${key}\` is there twice` });
        seen.add(key);
      }
    },
  });
  return faults;
}

/** An alias needs an anchor before it, and may not stand inside of what it repeats: that would have no end. */
function aliasFaults(parsed: Parsed): Fault[] {
  const anchors = new Map<string, Node>();
  const faults: Fault[] = [];
  visit(parsed, {
    Node(_key, node, path) {
      if (!isAlias(node)) {
        if (node.anchor !== undefined) anchors.set(node.anchor, node);
        return;
      }
      const { source } = node;
      const target = anchors.get(source);
      const offset = startOf(node) ?? 0;
      if (target === undefined) {
        faults.push({ offset, message: `there is no anchor \`&${source}\` before this alias` });
      } else if (path.includes(target)) {
        faults.push({ offset, message: `\`*${source}\` repeats what it stands in` });
      }
    },
  });
  return faults;
}

function documentOf(parsed: Parsed, value: unknown, placeAt: (offset: number) => Place): Document {
  const pairs = new WeakMap<YAMLMap, Map<string, Pair>>();
  const pairOf = (map: YAMLMap, key: string): Pair | undefined => {
    const known = pairs.get(map) ?? new Map(map.items.map((pair) => [keyText(pair), pair]));
    pairs.set(map, known);
    return known.get(key);
  };
  /** The last key and the node at a path, as far as they are there. */
  const find = (path: Path): { key: unknown; node: unknown; found: boolean } => {
    let place: { key: unknown; node: unknown } = { key: undefined, node: parsed.contents };
    for (const step of path) {
      const node = isAlias(place.node) ? place.node.resolve(parsed) : place.node;
      const pair = isMap(node) ? pairOf(node, String(step)) : undefined;
      const item = isSeq(node) ? node.items[Number(step)] : undefined;
      if (pair) place = { key: pair.key, node: pair.value };
      else if (item) place = { key: item, node: item };
      else return { ...place, found: false };
    }
    return { ...place, found: true };
  };
  const placeOf = (...nodes: unknown[]): Place =>
    placeAt(nodes.map(startOf).find((start) => start !== undefined) ?? 0);

  return {
    value,
    placeOfValue(path) {
      const { key, node } = find(path);
      return placeOf(node, key);
    },
    placeOfKey(path) {
      const { key, node } = find(path);
      return placeOf(key, node);
    },
    written(path) {
      const { node, found } = find(path);
      return found && isScalar(node) ? node.source : undefined;
    },
  };
}

function keyText({ key }: Pair): string {
  return isScalar(key) ? String(key.value) : String(key);
}

/** The offset of a node that is written out; an empty value has none. */
function startOf(node: unknown): number | undefined {
  if (isScalar(node) && node.value === null && (node.source ?? '') === '') return undefined;
  return isAlias(node) || isScalar(node) || isMap(node) || isSeq(node) ? node.range?.[0] : undefined;
}
