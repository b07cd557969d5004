import { hazardAt, visible } from './escape.ts';

/** An element of an XML document. */
export interface Element {
  readonly name: string;
  /** By name; an attribute without a value is left out. */
  readonly attributes: Readonly<Record<string, string | number | undefined>>;
  readonly content: readonly Element[] | string;
}

/** An element with attributes and its elements or its text. */
export function element(
  name: string,
  attributes: Element['attributes'] = {},
  content: Element['content'] = [],
): Element {
  return { name, attributes, content };
}

/**
 * An XML document with a final line end that is safe to print and reads back as the elements, except for characters that
 * XML cannot express: they are shown as `\u{1b}`.
 */
export function toXml(root: Element): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${written(root, '')}`;
}

function written({ name, attributes, content }: Element, indentation: string): string {
  const head = `${indentation}<${name}${Object.entries(attributes).map(attribute).join('')}`;
  if (content.length === 0) return `${head}/>\n`;
  if (typeof content === 'string') return `${head}>${escaped(content, special)}</${name}>\n`;
  const inner = content.map((child) => written(child, `${indentation}  `)).join('');
  return `${head}>\n${inner}${indentation}</${name}>\n`;
}

function attribute([name, value]: readonly [string, string | number | undefined]): string {
  return value === undefined ? '' : ` ${name}="${escaped(String(value), specialInAttribute)}"`;
}

/** What has a meaning in XML or may act where it is printed; a line feed in an attribute would be read as a blank. */
const special = /[^ -~\n]|[&<>]|:(?=:)|#(?=#)/gu;
const specialInAttribute = /[^ -~]|[&<>"]|:(?=:)|#(?=#)/gu;

/** The characters of XML 1.0: https://www.w3.org/TR/xml/#charsets */
const expressible = /^[\t\n\r -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]$/u;

const names: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string, what: RegExp): string {
  return text.replace(what, (character, index) => {
    const name = names[character];
    if (name !== undefined) return name;
    if (!expressible.test(character)) return visible(character);
    return hazardAt(text, index) === undefined ? character : `&#${character.codePointAt(0)};`;
  });
}
