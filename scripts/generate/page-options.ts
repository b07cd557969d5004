import { readFileSync } from 'node:fs';
import { rules } from '../../rules/index.generated.ts';
import type { AnyRule } from '../../src/rule/settings.ts';

/** The part of a JSON Schema that describes values. */
interface Shape {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly items?: Shape;
  readonly oneOf?: readonly Shape[];
  readonly anyOf?: readonly Shape[];
  readonly description?: string;
}

const BLOCK = /(<!-- options -->\n)[\s\S]*?(<!-- \/options -->)/;
const EMPTY = '## Options\n\n<!-- options -->\n<!-- /options -->\n';

/** The tables of options on the pages of rules; a page without a place for the table gets one. */
export default function pageOptions(): Record<string, string> {
  const pages = rules.filter(({ options }) => options).map((rule) => [`rules/${rule.id}.md`, rule] as const);
  return Object.fromEntries(pages.map(([path, rule]) => [path, withTable(path, rule)]));
}

function withTable(path: string, rule: AnyRule): string {
  const page = withPlace(readFileSync(path, 'utf8'));
  return page.replace(BLOCK, (_, start: string, end: string) => `${start}\n${tableOf(rule)}\n${end}`);
}

/** Adds the place before the references, or at the end. */
function withPlace(page: string): string {
  if (BLOCK.test(page)) return page;
  const withReferences = page.replace(/^(?=## References$)/m, `${EMPTY}\n`);
  return withReferences === page ? `${page}\n${EMPTY}` : withReferences;
}

function tableOf({ options }: AnyRule): string {
  const { schema, defaults, required = [] } = options!;
  const rows = Object.entries(schema as Record<string, Shape>).map(([name, shape]) => {
    const otherwise = required.includes(name) ? 'required' : code(JSON.stringify(defaults[name]));
    return `| \`${name}\` | ${valuesOf(shape)} | ${otherwise} | ${cell(shape.description ?? '')} |`;
  });
  return ['| option | values | default | meaning |', '| --- | --- | --- | --- |', ...rows, ''].join('\n');
}

/** The values in words: "list of strings", "`final` or `all`". */
function valuesOf(shape: Shape, many = false): string {
  if (shape.enum)
    return shape.enum.map((value) => code(String(value))).join(shape.enum.length > 3 ? ', ' : ' or ');
  const choice = shape.oneOf ?? shape.anyOf;
  if (choice) return choice.map((one) => valuesOf(one, many)).join(' or ');
  if (shape.type === 'array') return `list of ${shape.items ? valuesOf(shape.items, true) : 'values'}`;
  return `${shape.type ?? 'any'}${many ? 's' : ''}`;
}

function code(text: string | undefined): string {
  return text === undefined ? '' : cell(`\`${text}\``);
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
