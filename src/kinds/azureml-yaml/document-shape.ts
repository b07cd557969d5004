/**
 * What `az ml` refuses in deployments and jobs by their keys and the types of their values, besides the environments in them. What
 * they lack is not judged: much of it may be given on the command line. Components may have keys of their own.
 */
import { entryOf, type YamlMapping } from '../../yaml-tree/tree.ts';
import { keysOfDocument, keysOfSchema, type SchemaKeys } from './keys.ts';
import type { AzuremlDocument } from './model.ts';
import { problemsOfKeys, type ShapeProblem, type Wanted } from './shape-problem.ts';
import { scalarOf } from './written-path.ts';

/** All problems of a document that is not itself an environment. */
export function documentProblems(document: AzuremlDocument): readonly ShapeProblem[] {
  const { root } = document;
  const kind = root?.type === 'mapping' ? schemaOf(document, root) : undefined;
  const keys = kind && keysOfDocument(kind);
  if (root?.type !== 'mapping' || kind === undefined || !keys) return [];
  const article = /^[aeiou]/.test(kind) ? 'an' : 'a';
  return problemsBelow(root, keys, `${article} ${kind.replaceAll('-', ' ')}`);
}

/** Which keys `az ml` expects; `undefined` if that is not sure. */
function schemaOf({ type }: AzuremlDocument, root: YamlMapping): string | undefined {
  const named = scalarOf(entryOf(root, 'type')?.value)?.text.text;
  const url = scalarOf(entryOf(root, '$schema')?.value)?.text.text ?? '';
  const [, schema] = /(\w+?)(?:Job|Component|Deployment)\.schema\.json$/i.exec(url) ?? [];
  if (type === 'batch-deployment') return type;
  if (type === 'online-deployment') {
    if (named !== undefined) return /^(?:managed|kubernetes)$/.test(named) ? `${named}-${type}` : undefined;
    return /kubernetes/i.test(schema ?? '') ? undefined : `managed-${type}`;
  }
  if (type !== 'job') return undefined;
  const kind = named ?? schema?.toLowerCase();
  // What is called one thing by its schema and another by its type is read by its type, but meant otherwise.
  const isContradictory = schema !== undefined && schema.toLowerCase() !== kind;
  return kind === undefined || isContradictory ? undefined : `${kind}-job`;
}

function problemsBelow(mapping: YamlMapping, keys: SchemaKeys, owner: string): readonly ShapeProblem[] {
  const names = Object.keys(keys).filter((key) => key !== '$schema');
  const own = problemsOfKeys(mapping, {
    owner,
    keys: Object.keys(keys),
    usual: Number.POSITIVE_INFINITY,
    types: Object.fromEntries(names.map((key) => [key, wantedType(keys[key]!)])),
  }).map((problem) => (problem.code === 'unknown-key' ? { ...problem, allowed: usualFirst(keys) } : problem));
  const below = names.flatMap((key) => {
    const value = entryOf(mapping, key)?.value;
    const schema = isEnvironment(keys[key]!) ? undefined : keysOfSchema(keys[key]!.slice(1));
    return value?.type === 'mapping' && schema ? problemsBelow(value, schema, `\`${key}\``) : [];
  });
  return [...own, ...below];
}

/** Keys that Azure ML itself writes are no advice. */
function usualFirst(keys: SchemaKeys): readonly string[] {
  return Object.keys(keys).filter((key) => keys[key] !== '*' || key === 'type' || key === 'compute');
}

/** Environments are judged by themselves. */
function isEnvironment(wanted: string): boolean {
  return wanted.includes('Environment');
}

const TYPES: Readonly<Record<string, Wanted>> = {
  text: 'text',
  integer: 'integer',
  number: 'number',
  boolean: 'boolean',
  mapping: 'mapping',
  texts: 'texts',
};

function wantedType(wanted: string): Wanted | undefined {
  return wanted.startsWith('=') ? 'mapping' : TYPES[wanted];
}
