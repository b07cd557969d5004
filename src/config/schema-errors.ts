/** Turns ajv's errors into messages for people: what is wrong where, and what is allowed. */
import type { ErrorObject } from 'ajv';
import { allowedHint } from './did-you-mean.ts';
import type { Document, Path } from './parse-config.ts';
import { keySchemas, overrideKeySchemas } from './schema.ts';

/** A problem with a part of a document. */
export interface Explained {
  readonly path: Path;
  /** The problem is with the key, not with its value. */
  readonly atKey?: true;
  readonly message: string;
  readonly hint?: string;
}

/** Explains what is wrong with a document. `pathOf` gives the path of the value that an error is about. */
export function explainSchemaError(
  errors: readonly ErrorObject[],
  document: Document,
  pathOf: (steps: readonly string[]) => Path,
): readonly Explained[] {
  const placed = errors.map((error) => ({ ...error, path: pathOf(stepsOf(error)) }));
  return withoutEchoes(placed, document).map((error) => explanation(error, document));
}

/** An error of ajv with the place of its value in the document. */
interface Placed extends ErrorObject {
  readonly path: Path;
}

/**
 * If a value must match one of several schemas, ajv reports how it misses each of them. Only the errors about the
 * intended schema help: those inside the value, or about a value of its type. If there are none, the possible types are
 * reported.
 */
function withoutEchoes(errors: readonly Placed[], document: Document): readonly Placed[] {
  const isChoice = ({ keyword }: Placed) => keyword === 'anyOf' || keyword === 'oneOf';
  const choices = new Map(errors.filter(isChoice).map((error) => [error.instancePath, error]));
  const isEcho = ({ keyword, path }: Placed) =>
    keyword === 'type' || (keyword === 'enum' && isCollection(valueAt(document.value, path)));

  const helpful: Placed[] = [];
  const explained = new Set<string>();
  const types = new Map<string, unknown[]>();
  for (const error of errors) {
    const { instancePath, keyword, params } = error;
    // What a branch of an `if` refuses has an error of its own.
    if (isChoice(error) || keyword === 'if') continue;
    if (!choices.has(instancePath) || !isEcho(error)) {
      helpful.push(error);
      for (const above of pathsAbove(instancePath)) explained.add(above);
    } else if (keyword === 'type') types.set(instancePath, [...(types.get(instancePath) ?? []), params.type]);
  }
  const unexplained = [...choices.values()].filter(({ instancePath }) => !explained.has(instancePath));
  const asTypes = unexplained.map((error) => {
    const type = types.get(error.instancePath);
    return type ? { ...error, keyword: 'type', params: { type } } : error;
  });
  return [...helpful, ...asTypes];
}

/** A JSON pointer and the pointers to its ancestors. */
function pathsAbove(pointer: string): readonly string[] {
  const paths = [pointer];
  for (let end = pointer.lastIndexOf('/'); end > 0; end = pointer.lastIndexOf('/', end - 1))
    paths.push(pointer.slice(0, end));
  return paths;
}

function explanation({ keyword, params, message = 'is wrong', path }: Placed, document: Document): Explained {
  const name = nameOf(path);
  const given = describe(document, path);
  switch (keyword) {
    case 'additionalProperties':
      return unknownKey(path, String(params.additionalProperty));
    case 'required':
      return { path, message: `${name} has no \`${params.missingProperty}\`` };
    case 'type':
      return wrongType([params.type].flat().map(String), path, document);
    case 'enum': {
      const allowed = (params.allowedValues as readonly unknown[]).map(String);
      return {
        path,
        message: `${name} cannot be ${given}`,
        hint: allowedHint(String(valueAt(document.value, path)), 'Allowed', allowed),
      };
    }
    case 'minItems':
    case 'minLength':
    case 'minProperties':
      return { path, message: params.limit === 1 ? `${name} must not be empty` : `${name} ${message}` };
    case 'additionalItems':
      return { path: [...path, params.limit], message: `${name} takes a level and options, nothing more` };
    default:
      return { path, message: `${name} ${message}` };
  }
}

function unknownKey(path: Path, key: string): Explained {
  const at = { path: [...path, key], atKey: true } as const;
  if (path.length === 0)
    return {
      ...at,
      message: `unknown key \`${key}\``,
      hint: allowedHint(key, 'Keys', Object.keys(keySchemas)),
    };
  const hint =
    path[0] === 'overrides' && path.length === 2 && allowedHint(key, 'Keys', Object.keys(overrideKeySchemas));
  return { ...at, message: `unknown key \`${key}\` in ${nameOf(path)}`, ...(hint && { hint }) };
}

function wrongType(types: readonly string[], path: Path, document: Document): Explained {
  const wanted = types.map((type) => typeNames[type] ?? type).join(' or ');
  const message = `${nameOf(path)} must be ${wanted}, not ${describe(document, path)}`;
  const written = document.written(path);
  const isPlain = written && types.length === 1 && types[0] === 'string';
  return { path, message, ...(isPlain && { hint: `Write it in quotes: \`'${written}'\`.` }) };
}

const typeNames: Readonly<Record<string, string>> = {
  object: 'a mapping',
  array: 'a list',
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: '`true` or `false`',
};

function describe(document: Document, path: Path): string {
  const value = valueAt(document.value, path);
  if (Array.isArray(value)) return 'a list';
  if (isCollection(value)) return 'a mapping';
  if (value === null || value === undefined) return 'nothing';
  const text = document.written(path) ?? String(value);
  return `\`${text.length > 60 ? `${text.slice(0, 60)}…` : text}\``;
}

/** The name of a part in messages: the whole file, `failOn`, `overrides[0].files`, a rule, or an option of a rule. */
function nameOf(path: Path): string {
  if (path.length === 0) return 'the configuration';
  const rules = path[0] === 'rules' ? 0 : path[0] === 'overrides' && path[2] === 'rules' ? 2 : undefined;
  if (rules === undefined || path.length === rules + 1) return `\`${dotted(path)}\``;
  const [rule, ...rest] = path.slice(rules + 1);
  const option = rest[0] === 0 || rest[0] === 1 ? rest.slice(1) : rest;
  if (option.length > 0) return `option \`${dotted(option)}\` of \`${rule}\``;
  const part = rest[0] === 0 ? 'the level of ' : rest[0] === 1 ? 'the options of ' : '';
  return `${part}\`${rule}\``;
}

function dotted(path: Path): string {
  return path
    .map((step, index) => (typeof step === 'number' ? `[${step}]` : index > 0 ? `.${step}` : step))
    .join('');
}

/** The keys and indexes of a JSON pointer. */
function stepsOf({ instancePath }: ErrorObject): readonly string[] {
  return instancePath
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** A path from the steps of a pointer; the value decides which steps are indexes and which are keys. */
export function pathIn(value: unknown, steps: readonly string[]): Path {
  let part = value;
  return steps.map((step) => {
    const key = Array.isArray(part) ? Number(step) : step;
    part = valueAt(part, [key]);
    return key;
  });
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (part, step) => (isCollection(part) ? (part as Record<string | number, unknown>)[step] : undefined),
    value,
  );
}

function isCollection(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}
