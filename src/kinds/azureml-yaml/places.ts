/** Places in an Azure ML YAML. */

import type { ImageFamily } from '../../image/family.ts';
import type { Span } from '../../text/fragment.ts';
import { lastAt } from '../../text/search.ts';
import { lineAt, lineSpan } from '../../text/source.ts';
import { parseYaml, type YamlPlace } from '../../yaml-tree/parse.ts';
import type { CommentPlace, CommentScope } from '../kind.ts';
import { secondDocument } from './environment-shape.ts';
import type { AzuremlYaml } from './model.ts';

/** The purpose of the image of the environment around a place. */
export function familyAt({ environments }: AzuremlYaml, offset: number | undefined): ImageFamily {
  if (offset === undefined) return environments.at(-1)?.image?.base.family ?? 'other';
  const around = environments.findLast(({ start, end }) => start <= offset && offset < end);
  return around?.image?.base.family ?? 'other';
}

/** The families of all images; `other` if there are none. */
export function familiesIn({ images }: AzuremlYaml): readonly ImageFamily[] {
  return images.length === 0 ? ['other'] : images.map(({ base }) => base.family);
}

/**
 * The comments, and what each can cover. A comment on a line of its own is about the next entry or item, with
 * everything below it; one after other text is about all that begins on its line.
 */
export function commentsIn(file: AzuremlYaml): readonly CommentPlace[] {
  const { source, yaml } = file;
  const end = source.text.length + 1;
  const mark = secondDocument(file);
  return yaml.comments.map(({ start, end: to, text }) => {
    const line = lineSpan(source, lineAt(source, start));
    const isAlone = source.text.slice(line.start, start).trim() === '';
    const covers = (scope: CommentScope): Span | undefined => {
      if (scope === 'file') return { start: 0, end };
      // A comment at the end of the file is after the last document, and about it.
      if (scope === 'stage')
        return yaml.documents.find((one) => start < one.end) ?? yaml.documents.at(-1) ?? { start, end };
      const first = firstFrom(yaml.places, isAlone ? start : line.start);
      const next = yaml.places.slice(first, isAlone ? first + 1 : firstFrom(yaml.places, start));
      if (next.length === 0) return undefined;
      // The mark of a second document belongs to what comes after it.
      const isBeforeMark = isAlone && mark && start < mark.start && mark.start < next[0]!.start;
      const last = next.reduce((furthest, place) => Math.max(furthest, place.end, place.start + 1), 0);
      return { start: isBeforeMark ? mark.start : next[0]!.start, end: last };
    };
    return { start, end: to, text, covers };
  });
}

/** The innermost entry around a place, with the keys that lead to it. */
export function anchorsIn(text: string): (offset: number) => string | undefined {
  const { places } = parseYaml(text);
  return (offset) => {
    const place = innermost(places, offset);
    if (place === undefined) return undefined;
    const parents = place.path.slice(0, -1).map((key) => `${key}.`);
    return [...parents, text.slice(place.start, place.end)].join('');
  };
}

/** The places that some edits change. */
export function touchedBy({ yaml }: AzuremlYaml, edits: readonly Span[]): readonly Span[] {
  const touched = edits.flatMap(({ start }) => innermost(yaml.places, start) ?? []);
  return [...new Set(touched)].sort((a, b) => a.start - b.start);
}

/** Places are in order of their start, outer ones first: the last one around an offset is the innermost. */
function innermost(places: readonly YamlPlace[], offset: number): YamlPlace | undefined {
  for (let index = lastAt(places.length, (at) => places[at]!.start, offset); index >= 0; index--) {
    if (offset < places[index]!.end) return places[index];
  }
  return undefined;
}

/** The index of the first place that begins at an offset or after it. */
function firstFrom(places: readonly YamlPlace[], offset: number): number {
  return lastAt(places.length, (index) => places[index]!.start, offset - 1) + 1;
}
