/**
 * A configuration file as text: its value, and the place of each part of it. The only importer of yaml, which also
 * reads JSON, because YAML contains it.
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

/** Line and column from 1, columns in UTF-16 code units. */
interface Place {
  readonly line: number;
  readonly column: number;
}

/** A file that was read: its value, and the way from each part back to its place. */
export interface Document {
  readonly value: unknown;
  /** The place of the value at a path, or of the innermost existing part around it. */
  placeOfValue(path: Path): Place;
  /** The place of the key that a path ends with; for an item of a list, the item. */
  placeOfKey(path: Path): Place;
  /** A text or number as written in the file: `3.10`, which is read as 3.1. */
  written(path: Path): string | undefined;
}

/** A problem with text that is not YAML, or not YAML data: its place and a message without a full stop. */
export interface SyntaxProblem extends Place {
  readonly message: string;
}

type Parsed = ReturnType<typeof parseDocument>;

/** Parses YAML or JSON. Every text gives a document or problems. */
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
      // Words like `off` and dates stay texts, even below a `%YAML 1.1`.
      schema: 'core',
      resolveKnownTags: false,
    });
    const faults = [...syntaxFaults(parsed), ...keyFaults(parsed), ...aliasFaults(parsed)];
    if (faults.length > 0) return faults.map(({ offset, message }) => ({ ...placeAt(offset), message }));
    return documentOf(parsed, parsed.toJS(), placeAt);
  } catch (error) {
    // The document is nested too deeply, or its aliases make it grow too much.
    return [{ line: 1, column: 1, message: error instanceof Error ? error.message : String(error) }];
  }
}

/** The document of a configuration that a module exports: its problems have no place but the file. */
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

/** Finds repeated keys; yaml would compare each key with all others. */
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

/** Finds aliases without an anchor before them, and aliases inside what they repeat, which would have no end. */
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
        faults.push({ offset, message: `\`*${source}\` is inside what it repeats` });
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
  /** The last key and the node at a path, as far as they exist. */
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
