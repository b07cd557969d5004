import { type Severity, severities } from '../rule/finding.ts';
import type { Span } from '../text/fragment.ts';
import type { Change, Code } from './code.ts';
import { linesToShow, type Mark } from './frame.ts';
import type { Palette } from './palette.ts';
import type { PrintedText } from './printed-text.ts';
import type { FileView, FindingView, RelatedView } from './view.ts';

type Finding = FindingView<PrintedText>;

/** Findings that are shown together, and the code frames that they share: that of their own places comes first. */
export interface Group {
  readonly findings: readonly Finding[];
  readonly frames: readonly Frame[];
}

/** The part of one file's code that is shown. */
export interface Frame {
  readonly code: Code;
  readonly marks: readonly Mark[];
  readonly changes: readonly Change[];
}

/** Related places of one finding beyond this number are left out. */
const mostRelated = 8;

/** At most this many findings on several lines are shown together, so that their frame is near. */
const mostFindings = 4;

/**
 * The findings of a file, by place, in groups: those that begin on the same line, and those on a line that the frame
 * before them shows anyway, so that each line is shown once.
 */
export function groupsOf(file: FileView<PrintedText>, palette: Palette): readonly Group[] {
  const groups: Group[] = [];
  for (const onLine of byLine(file.findings)) {
    const last = groups.at(-1);
    const together = last === undefined ? [] : [...last.findings, ...onLine];
    if (last !== undefined && together.length <= mostFindings && shows(last, onLine[0]!))
      groups[groups.length - 1] = groupOf(file, together, palette);
    else groups.push(groupOf(file, onLine, palette));
  }
  return groups;
}

function byLine(findings: readonly Finding[]): readonly (readonly Finding[])[] {
  const lines: Finding[][] = [];
  for (const finding of findings) {
    const last = lines.at(-1);
    if (last !== undefined && isOnLine(last[0]!, finding)) last.push(finding);
    else lines.push([finding]);
  }
  return lines;
}

function isOnLine(a: Finding, b: Finding): boolean {
  return a.code === b.code && a.range.start.line === b.range.start.line;
}

/** Whether the first frame of a group shows the line on which a finding begins. */
function shows({ frames: [own] }: Group, { code, range }: Finding): boolean {
  return own!.code === code && linesToShow(code, own!.marks, own!.changes).includes(range.start.line);
}

function groupOf(file: FileView<PrintedText>, findings: readonly Finding[], palette: Palette): Group {
  const changes = file.changes(findings);
  const own = findings[0]!.code;
  const related = findings.flatMap((finding) => finding.related.slice(0, mostRelated));
  const codes = new Set([own, ...related.map(({ code }) => code), ...changes.keys()]);
  const keyOf = ({ span, label, underline }: Mark) => `${underline} ${spanKey(span)} ${label?.shown}`;
  const frames = [...codes].map((code): Frame => {
    const marks = [
      ...(code === own ? ownMarks(palette, findings) : []),
      ...related.filter((one) => one.code === code).map((one) => relatedMark(palette, one)),
    ];
    return { code, marks: distinct(marks, keyOf), changes: changes.get(code) ?? [] };
  });
  return { findings, frames };
}

/** The places of findings, in the color of the worst finding there, labeled with the effect of a fix. */
function ownMarks(palette: Palette, findings: readonly Finding[]): readonly Mark[] {
  const worst = worstBySpan(findings);
  const fixed = new Set(findings.filter(({ fix }) => fix !== undefined).map(({ span }) => spanKey(span)));
  return findings.flatMap(({ span, fix }): Mark[] => {
    const key = spanKey(span);
    if (fix === undefined && fixed.has(key)) return [];
    const label = fix?.title.after(`Fix (${fix.safety}${fix.isByHand ? ', by hand' : ''}): `);
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

/** Another place that explains a finding. */
function relatedMark({ related }: Palette, { span, message }: RelatedView<PrintedText>): Mark {
  return { span, label: message, underline: '-', paint: related, paintLabel: related };
}

function spanKey({ start, end }: Span): string {
  return `${start}-${end}`;
}

/** The first thing with each key. */
function distinct<T>(things: readonly T[], keyOf: (thing: T) => string): readonly T[] {
  return [...new Map(things.toReversed().map((thing) => [keyOf(thing), thing])).values()].reverse();
}
