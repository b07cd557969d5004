import { expand } from '../dockerfile/expand.ts';
import type { FromInstruction } from '../dockerfile/tree.ts';
import { knownText, type Unknown, type Value } from '../dockerfile/value.ts';
import { type CatalogImage, resolveImage } from '../image/catalog.ts';
import { inLowerCase, parseReference } from '../image/reference.ts';
import { type Fragment, fragmentOf } from '../text/fragment.ts';
import type { Base, BaseImage, Family, Stage } from './model.ts';

/**
 * Resolves what a FROM names.
 *
 * @param named the earlier stages by name
 * @param lookUp looks up the global ARGs
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
 * The image that a word names, with its entry in the catalog. The name must be known; the tag need not be, as in
 * `python:${VERSION}`: an unknown part becomes a template in the reference.
 *
 * @param value the word after expansion of its variables
 * @returns `undefined` when it is not a reference even in lower case, or its name is not known
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

/** A text that replaces another one in the file: every part of it has the place of the whole word. */
function standingFor(word: Fragment, text: string): Fragment {
  const { start, end } = word;
  const pieces = Array.from({ length: text.length }, (_, index) => ({ index, start, end }));
  return fragmentOf(text, [...pieces, { index: text.length, start: end, end }], start);
}

/** The family of a stage: that of the stage it builds on, or the purpose of its image. */
export function familyOfBase(base: Base, forced: Family | undefined): Family {
  if (base.kind === 'stage') return base.stage.family;
  if (base.kind === 'scratch') return 'scratch';
  return forced ?? (base.kind === 'image' ? base.family : 'unknown');
}

/** The catalog's entry for the image at the root of a base, or for the one that was meant. */
export function imageOfBase(base: Base): CatalogImage | undefined {
  if (base.kind === 'stage') return base.stage.image;
  return base.kind === 'image' ? (base.image ?? base.meant) : undefined;
}
