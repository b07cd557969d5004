import type { Finding, Related } from '../rule/finding.ts';
import { isSamePlace, type Marker, markerLine, type Place, placeOf } from './markers.ts';

/** Explains how to read a {@link markerDiff}. */
export const LEGEND = 'the marks are not what is reported; + is missing, - is marked but not reported';

/** What is reported at a place. */
interface Reported {
  readonly place: Place;
  readonly kind: Marker['kind'];
  readonly messageId: string;
  readonly message: string;
}

/** A line to draw below a line of the text. */
interface DiffLine {
  readonly place: Place;
  readonly text: string;
}

/**
 * Compares the marks in a text with the findings. Related places count if one is marked.
 *
 * @param related the places that explain findings, if they are not those of these findings
 * @returns the text with its marks: those without a finding after `-`, findings without a mark after `+` with the
 * message; `undefined` when all agree
 */
export function markerDiff(
  text: string,
  markers: readonly Marker[],
  findings: readonly Finding[],
  related: readonly Related[] = findings.flatMap((finding) => finding.related),
): string | undefined {
  const unmatched = new Set(markers);
  const lines: DiffLine[] = [];
  let isSame = true;
  for (const reported of reportedIn(findings, related, markers)) {
    const marker = markers.find((one) => unmatched.has(one) && isMarkedBy(reported, one));
    if (marker) unmatched.delete(marker);
    else isSame = false;
    lines.push({ place: reported.place, text: marker ? unchanged(marker) : missing(reported) });
  }
  for (const marker of unmatched) lines.push({ place: marker, text: superfluous(marker) });
  return isSame && unmatched.size === 0 ? undefined : draw(text, lines);
}

function reportedIn(
  findings: readonly Finding[],
  related: readonly Related[],
  markers: readonly Marker[],
): readonly Reported[] {
  const found = findings.map((finding) => reportedAs('finding', finding));
  if (markers.every(({ kind }) => kind === 'finding')) return found;
  return [...found, ...related.map((one) => reportedAs('related', one))];
}

function reportedAs(kind: Marker['kind'], { range, messageId, message }: Finding | Related): Reported {
  return { place: placeOf(range), kind, messageId, message };
}

function isMarkedBy({ place, kind, messageId }: Reported, marker: Marker): boolean {
  const isMessage = marker.messageId === undefined || marker.messageId === messageId;
  return marker.kind === kind && isMessage && isSamePlace(marker, place);
}

function unchanged(marker: Marker): string {
  return `    ${asWritten(marker)}`;
}

function superfluous(marker: Marker): string {
  return `  - ${asWritten(marker)}`;
}

function missing({ place, kind, messageId, message }: Reported): string {
  return `  + ${markerLine(place, kind)} ${messageId}: ${message}`;
}

function asWritten(marker: Marker): string {
  return `${markerLine(marker, marker.kind)}${marker.messageId === undefined ? '' : ` ${marker.messageId}`}`;
}

function draw(text: string, drawn: readonly DiffLine[]): string {
  const lines = text.replace(/\n$/, '').split('\n');
  return lines
    .flatMap((line, index) => [
      `    ${line}`,
      ...drawn
        .filter(({ place }) => place.line === index + 1)
        .sort((a, b) => a.place.column - b.place.column)
        .map((one) => one.text),
    ])
    .join('\n');
}

/** A text that can be copied from a terminal, indented like a {@link markerDiff}. */
export function indented(text: string): string {
  return text
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n');
}
