import { expand } from '../dockerfile/expand.ts';
import type { FromInstruction } from '../dockerfile/tree.ts';
import { knownText, type Unknown, type Value } from '../dockerfile/value.ts';
import { type CatalogImage, resolveImage } from '../image/catalog.ts';
import { inLowerCase, parseReference } from '../image/reference.ts';
import { type Fragment, fragmentOf } from '../text/fragment.ts';
import type { Base, BaseImage, Family, Stage } from './model.ts';

/**
 * What a FROM names.
 *
 * @param named the stages before it by name
 * @param lookUp the global ARGs
 */
export function resolveBase(
  from: FromInstruction,
  escape: '\\' | '`',
  named: ReadonlyMap<string, Stage>,
  lookUp: (name: string) => Value | undefined,
): Base {
  const word = from.image;
  if (!word) return { kind: 'invalid', text: '' };
  const value = expand(word, escape, lookUp);
  const text = knownText(value);
  if (text?.toLowerCase() === 'scratch') return { kind: 'scratch' };
  const stage = text === undefined ? undefined : named.get(text.toLowerCase());
  if (stage) return { kind: 'stage', stage };
  return (
    imageNamed(word, value) ??
    (text === undefined ? { kind: 'unresolved', value } : { kind: 'invalid', text })
  );
}

/**
 * The image that a word names, with what the catalog knows of it. The name must be known, the tag need not be, as in
 * `python:${VERSION}`: what is unknown of it stands in the reference as a template.
 *
 * @param value the word with its variables put in
 * @returns `undefined` when that is no reference even in lower case, or its name is not known
 */
export function imageNamed(word: Fragment, value: Value): BaseImage | undefined {
  const text = value.parts.map((part) => (typeof part === 'string' ? part : asTemplate(part))).join('');
  const written = text === word.text ? word : standingFor(word, text);
  const asIs = parseReference(written);
  const reference = asIs ?? parseReference(inLowerCase(written));
  if (!reference) return undefined;
  const { tag, digest } = reference;
  const found = resolveImage(reference.name, tag?.text.text ?? digest?.text);
  return { kind: 'image', reference, value, upperCase: asIs === undefined, ...found };
}

function asTemplate({ reason, name }: Unknown): string {
  return reason === 'template' ? name : `{{${name}}}`;
}

/** A text that stands in the file as another one: every part of it has the place of the whole word. */
function standingFor(word: Fragment, text: string): Fragment {
  const { start, end } = word;
  const pieces = Array.from({ length: text.length }, (_, index) => ({ index, start, end }));
  return fragmentOf(text, [...pieces, { index: text.length, start: end, end }], start);
}

/** The family of a stage by its base: that of the stage built on, or what the image is for. */
export function familyOfBase(base: Base, forced: Family | undefined): Family {
  if (base.kind === 'stage') return base.stage.family;
  if (base.kind === 'scratch') return 'scratch';
  return forced ?? (base.kind === 'image' ? base.family : 'unknown');
}

/** What the catalog says about the image at the root of a base, or about the one that was meant. */
export function imageOfBase(base: Base): CatalogImage | undefined {
  if (base.kind === 'stage') return base.stage.image;
  return base.kind === 'image' ? (base.image ?? base.meant) : undefined;
}
