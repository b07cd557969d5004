import type { Finding } from '../rule/finding.ts';
import { markerLine, type Place, placeName, placeOf } from './markers.ts';

/** Says how to read what {@link markedOtherwise} draws. */
export const LEGEND = 'the marks are not what is reported; + is missing, - is marked but not reported';

/** A line to draw below a line of the Dockerfile. */
interface Drawn {
  readonly place: Place;
  readonly sign: ' ' | '-' | '+';
  readonly remark: string;
}

/**
 * Compares what is marked in a text with what was found in it.
 *
 * @returns the text with its marks, those that nothing was found at behind `-`, those that are missing behind `+` with
 * the message; `undefined` when all agree
 */
export function markedOtherwise(
  text: string,
  marked: readonly Place[],
  found: readonly Finding[],
): string | undefined {
  const open = new Map<string, number>();
  for (const place of marked) open.set(placeName(place), (open.get(placeName(place)) ?? 0) + 1);
  const drawn: Drawn[] = [];
  for (const { range, messageId, message } of found) {
    const place = placeOf(range);
    const count = open.get(placeName(place)) ?? 0;
    if (count > 0) open.set(placeName(place), count - 1);
    drawn.push(
      count > 0
        ? { place, sign: ' ', remark: '' }
        : { place, sign: '+', remark: ` ${messageId}: ${message}` },
    );
  }
  for (const place of marked) {
    const count = open.get(placeName(place))!;
    if (count === 0) continue;
    open.set(placeName(place), count - 1);
    drawn.push({ place, sign: '-', remark: '' });
  }
  return drawn.every(({ sign }) => sign === ' ') ? undefined : draw(text, drawn);
}

function draw(text: string, drawn: readonly Drawn[]): string {
  const lines = text.replace(/\n$/, '').split('\n');
  return lines
    .flatMap((line, index) => [
      `    ${line}`,
      ...drawn
        .filter(({ place }) => place.line === index + 1)
        .sort((a, b) => a.place.column - b.place.column)
        .map(({ place, sign, remark }) => `  ${sign} ${markerLine(place)}${remark}`),
    ])
    .join('\n');
}

/** A text as it can be copied from a terminal, moved in as {@link markedOtherwise} does. */
export function indented(text: string): string {
  return text
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n');
}
