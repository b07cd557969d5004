import { type Edit, type Finding, type Fix, type Severity, severities } from '../rule/finding.ts';
import type { Span } from '../text/fragment.ts';
import { touchesAny } from '../text/spans.ts';
import { type Change, changesOf } from './changes.ts';
import { type Canvas, linesToShow, type Mark } from './frame.ts';

/** Findings that are told together, and what their common code frame shows. */
export interface Group {
  readonly findings: readonly Finding[];
  readonly marks: readonly Mark[];
  readonly changes: readonly Change[];
}

/** Further places of one finding are left out beyond this many. */
const mostRelated = 8;

/** Findings of several lines are only told together while they are so few that their frame is near. */
const mostFindings = 4;

/**
 * The findings of a file, by place, in groups: those that begin on one line, and those on a line that the frame before them
 * shows anyway, so that a line is shown once.
 */
export function groupsOf(canvas: Canvas, findings: readonly Finding[]): readonly Group[] {
  const groups: Group[] = [];
  for (const onLine of byLine(findings)) {
    const last = groups.at(-1);
    const together = last === undefined ? [] : [...last.findings, ...onLine];
    if (last !== undefined && together.length <= mostFindings && shows(canvas, last, lineOf(onLine[0]!)))
      groups[groups.length - 1] = groupOf(canvas, together);
    else groups.push(groupOf(canvas, onLine));
  }
  return groups;
}

function byLine(findings: readonly Finding[]): readonly (readonly Finding[])[] {
  const lines: Finding[][] = [];
  for (const finding of findings) {
    const last = lines.at(-1);
    if (last !== undefined && lineOf(last[0]!) === lineOf(finding)) last.push(finding);
    else lines.push([finding]);
  }
  return lines;
}

function lineOf({ range }: Finding): number {
  return range.start.line;
}

function shows({ source }: Canvas, { marks, changes }: Group, line: number): boolean {
  return linesToShow(source, marks, changes).includes(line);
}

function groupOf(canvas: Canvas, findings: readonly Finding[]): Group {
  const fixes = combined(findings.flatMap(({ fix }) => fix ?? []));
  const changes = fixes.flatMap((fix) => changesOf(canvas.source, fix));
  const marks = [
    ...ownMarks(canvas, findings),
    ...findings.flatMap((finding) => relatedMarks(canvas, finding)),
  ];
  const keyOf = ({ span, label, underline }: Mark) => `${underline} ${spanKey(span)} ${label}`;
  return { findings, marks: distinct(marks, keyOf), changes: distinct(changes, JSON.stringify) };
}

/** Fixes that are as safe as each other and do not touch, as one: what they make of a line is shown once. */
function combined(fixes: readonly Fix[]): readonly Pick<Fix, 'safety' | 'edits'>[] {
  const all: Pick<Fix, 'safety' | 'edits'>[] = [];
  for (const { safety, edits } of fixes) {
    const at = all.findIndex(
      (one) => one.safety === safety && !one.edits.some((edit) => touchesAny(edit, edits)),
    );
    if (at === -1) all.push({ safety, edits });
    else all[at] = { safety, edits: inOrder([...all[at]!.edits, ...edits]) };
  }
  return all;
}

/** What several fixes do alike is done once. */
function inOrder(edits: readonly Edit[]): readonly Edit[] {
  return distinct(edits, JSON.stringify).toSorted((a, b) => a.start - b.start);
}

/** The places of findings, in the colour of the worst at that place. Beside it is told what a fix does. */
function ownMarks({ palette }: Canvas, findings: readonly Finding[]): readonly Mark[] {
  const worst = worstBySpan(findings);
  const fixed = new Set(findings.filter(({ fix }) => fix !== undefined).map(({ span }) => spanKey(span)));
  return findings.flatMap(({ span, fix }): Mark[] => {
    const key = spanKey(span);
    if (fix === undefined && fixed.has(key)) return [];
    const label = fix === undefined ? '' : `Fix (${fix.safety}): ${fix.title}`;
    return [
      { span, label, underline: '^', paint: palette.severity[worst.get(key)!], paintLabel: palette.fix },
    ];
  });
}

function worstBySpan(findings: readonly Finding[]): ReadonlyMap<string, Severity> {
  const worst = new Map<string, Severity>();
  for (const { span, severity } of findings) {
    const known = worst.get(spanKey(span));
    if (known === undefined || severities.indexOf(severity) < severities.indexOf(known))
      worst.set(spanKey(span), severity);
  }
  return worst;
}

/** The other places that explain a finding. */
function relatedMarks({ palette: { related } }: Canvas, finding: Finding): readonly Mark[] {
  return finding.related.slice(0, mostRelated).map(({ span, message }) => {
    return { span, label: message, underline: '-', paint: related, paintLabel: related };
  });
}

function spanKey({ start, end }: Span): string {
  return `${start}-${end}`;
}

/** The first of each kind. */
function distinct<T>(things: readonly T[], keyOf: (thing: T) => string): readonly T[] {
  return [...new Map(things.toReversed().map((thing) => [keyOf(thing), thing])).values()].reverse();
}
