/** What may be written in a configuration, by its JSON Schema. The text may be half typed, so that only its lines are looked at. */
import { presetNames, presetPrefix } from '../config/presets.ts';
import { keySchemas, levels, overrideKeySchemas } from '../config/schema.ts';
import type { AnyRule } from '../rule/settings.ts';
import { lineAt, lineSpan, lineText, type SourceFile } from '../text/source.ts';
import { namedRules, type Proposal, type Proposals } from './proposals.ts';

/** What of a JSON Schema is shown. */
interface Schema {
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly type?: string;
  readonly $ref?: string;
}

/** What may be written at a place of a configuration. */
export function configurationProposals(
  source: SourceFile,
  offset: number,
  rules: readonly AnyRule[],
): Proposals | undefined {
  const line = lineAt(source, offset);
  const { start } = lineSpan(source, line);
  const before = source.text.slice(start, offset);
  if (/#/.test(before)) return undefined;
  const rest = /^[\w./*:-]*/.exec(lineText(source, line).slice(before.length))?.[0] ?? '';
  const [, indent = '', dash = '', key, value = ''] =
    /^([ \t]*(?:\{[ \t]*)?)(-[ \t]+)?(?:["']?([\w$/*.-]+)["']?[ \t]*:[ \t]+)?["'[]*([^\s"'[\]]*)$/.exec(
      before,
    ) ?? [];
  const path = parentsOf(source, line, indent.length + dash.length);
  const isValue = key !== undefined;
  const all = isValue ? valuesOf([...path, key], rules) : keysOf(path, rules, dash !== '');
  const inQuotes = /["']$/.test(before.slice(0, before.length - value.length));
  const isJson = /^\s*\{/.test(source.text);
  const written = (one: Proposal) => ({ ...one, text: spelled(one.text, inQuotes, isJson) });
  return { span: { start: offset - value.length, end: offset + rest.length }, all: all.map(written) };
}

/** A key or a value as it is written: within quotes that are there, or with those that JSON wants. */
function spelled(text: string, inQuotes: boolean, isJson: boolean): string {
  const [, word = text, colon = ''] = /^(.*?)(: )?$/.exec(text) ?? [];
  if (inQuotes) return word;
  const isBare = !isJson || (colon === '' && /^(?:true|false)$/.test(word));
  return isBare ? text : `"${word}"${colon}`;
}

/** The keys around a line, outermost first. */
function parentsOf(source: SourceFile, line: number, column: number): readonly string[] {
  const path: string[] = [];
  let inner = column;
  for (let above = line - 1; above > 0 && inner > 0; above--) {
    const [, indent = '', key] =
      /^((?:[ \t]|-[ \t])*)["']?([\w$/*.-]+)["']?[ \t]*:/.exec(lineText(source, above)) ?? [];
    if (key === undefined || indent.length >= inner) continue;
    path.unshift(key);
    inner = indent.length;
  }
  return path;
}

function keysOf(path: readonly string[], rules: readonly AnyRule[], isItem: boolean): readonly Proposal[] {
  const last = path.at(-1);
  if (last === undefined) return ofSchemas(keySchemas);
  if (last === 'extends') return presets();
  if (last === 'locked') return namedRules(rules);
  if (last === 'overrides') return isItem || path.length === 1 ? ofSchemas(overrideKeySchemas) : [];
  if (last === 'rules') return namedRules(rules).map((one) => ({ ...one, text: `${one.text}: ` }));
  if (path.at(-2) === 'rules') return optionsOf(last, rules);
  return [];
}

function valuesOf(path: readonly string[], rules: readonly AnyRule[]): readonly Proposal[] {
  const key = path.at(-1)!;
  const parent = path.at(-2);
  if (parent === 'rules') return levels.map(valueProposal);
  if (key === 'extends') return presets();
  if (key === 'locked') return namedRules(rules);
  const schemas: Readonly<Record<string, Schema>> =
    parent === undefined ? keySchemas : parent === 'overrides' ? overrideKeySchemas : {};
  const schema = Object.hasOwn(schemas, key) ? schemas[key]! : {};
  const values = schema.type === 'boolean' ? [true, false] : (schema.enum ?? []);
  return values.map(valueProposal);
}

function optionsOf(id: string, rules: readonly AnyRule[]): readonly Proposal[] {
  const options = rules.find((rule) => rule.id === id)?.options;
  return options === undefined ? [] : ofSchemas(options.schema as Readonly<Record<string, Schema>>);
}

function ofSchemas(schemas: Readonly<Record<string, Schema>>): readonly Proposal[] {
  return Object.entries(schemas).map(([key, { description }]) => ({
    of: 'key',
    text: `${key}: `,
    ...(description !== undefined && { documentation: description }),
  }));
}

function presets(): readonly Proposal[] {
  return presetNames.map((name) => valueProposal(presetPrefix + name));
}

function valueProposal(value: unknown): Proposal {
  return { of: 'value', text: String(value) };
}
