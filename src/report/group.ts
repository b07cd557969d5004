import { type Finding, type Fix, type Severity, severities } from '../rule/finding.ts';
import type { Edit } from '../text/edit.ts';
import type { Span } from '../text/fragment.ts';
import { lastAt } from '../text/search.ts';
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
function combined(fixes: readonly Fix[]): readonly Pick<Fix, 'edits'>[] {
  const together: Record<Fix['safety'], Edit[]> = { safe: [], unsafe: [] };
  const apart = fixes.filter(({ safety, edits }) => {
    const others = together[safety];
    if (edits.some((edit) => touches(edit, others))) return true;
    for (const edit of edits) insert(edit, others);
    return false;
  });
  return [{ edits: together.safe }, { edits: together.unsafe }, ...apart];
}

/** Whether an edit changes what one of others in order of place does; two insertions at one place go together. */
function touches({ start, end }: Edit, others: readonly Edit[]): boolean {
  const after = indexFrom(start, others);
  const [before, next] = [others[after - 1], others[after]];
  return (before !== undefined && before.end > start) || (next !== undefined && next.start < end);
}

/** Puts an edit among others in order of place; what several fixes do alike is done once. */
function insert(edit: Edit, others: Edit[]): void {
  let at = indexFrom(edit.start, others);
  for (; others[at]?.start === edit.start; at++)
    if (others[at]!.end === edit.end && others[at]!.text === edit.text) return;
  others.splice(at, 0, edit);
}

/** Index of the first edit that begins at a place or after it. */
function indexFrom(start: number, edits: readonly Edit[]): number {
  return lastAt(edits.length, (index) => edits[index]!.start, start - 1) + 1;
}

/** The places of findings, in the color of the worst at that place. Beside it is told what a fix does. */
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
