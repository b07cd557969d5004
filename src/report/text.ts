import { type Finding, type Severity, severities } from '../rule/finding.ts';
import { helpOf } from '../rule/links.ts';
import type { Span } from '../text/fragment.ts';
import { cellsOf, wrap } from './cells.ts';
import { changesOf } from './changes.ts';
import { escapeText } from './escape.ts';
import { type Canvas, frameRows, type Mark } from './frame.ts';
import { type HiddenFinding, hiddenIn } from './hidden.ts';
import { hyperlink, isLinkable } from './hyperlink.ts';
import { paletteOf } from './palette.ts';
import type { ReportOptions } from './reporter.ts';
import type { FileReport, Run } from './run.ts';
import { maskerFor } from './secrets.ts';

/** The options that the text report looks at. */
export type TextOptions = Pick<ReportOptions, 'color' | 'hyperlinks' | 'width' | 'quiet' | 'showSuppressed'>;

/** More than this stays readable on no terminal, less leaves no room for code. */
const widest = 120;
const narrowest = 40;

/** Further places of one finding are left out beyond this many. */
const mostRelated = 8;

/** One file to be told, and what is told of every finding in it. */
interface Sheet extends Canvas {
  readonly path: string;
  /** By rule id. */
  readonly aliases: ReadonlyMap<string, readonly string[]>;
  readonly hyperlinks: boolean;
}

/**
 * For people: the findings by file and place, one piece for each line of a file, and at the end where more is told of the
 * rules, unless the rules' ids are links themselves. The summary is {@link summaryLine}'s.
 */
export function* textReport(run: Run, options: TextOptions): Generator<string> {
  const aliases = new Map(run.rules.map((rule) => [rule.id, rule.aliases ?? []]));
  const links = new Set<string>();
  for (const file of run.files) {
    const hidden = options.showSuppressed ? hiddenIn(file) : [];
    if (file.findings.length + hidden.length === 0) continue;
    const sheet = sheetOf(file, aliases, options);
    for (const findings of byLine(file.findings)) {
      for (const finding of findings) if (!isTold(sheet, finding)) links.add(linkRow(finding));
      const rows = [...messageRows(sheet, findings), ...(options.quiet ? [] : codeRows(sheet, findings))];
      yield `${rows.join('\n')}\n\n`;
    }
    for (const one of hidden) yield `${hiddenRows(sheet, one).join('\n')}\n\n`;
  }
  const { link } = paletteOf(options.color);
  if (links.size > 0 && !options.quiet) yield `${[...links].map(link).join('\n')}\n\n`;
}

function sheetOf(file: FileReport, aliases: Sheet['aliases'], options: TextOptions): Sheet {
  return {
    path: escapeText(file.path),
    source: file.source,
    masker: maskerFor(file.source.text),
    width: Math.min(Math.max(options.width, narrowest), widest),
    palette: paletteOf(options.color),
    aliases,
    hyperlinks: options.hyperlinks,
  };
}

/** Findings that begin on the same line, together. */
function byLine(findings: readonly Finding[]): readonly (readonly Finding[])[] {
  const groups: Finding[][] = [];
  for (const finding of findings) {
    const last = groups.at(-1);
    if (last !== undefined && lineOf(last[0]!) === lineOf(finding)) last.push(finding);
    else groups.push([finding]);
  }
  return groups;
}

function lineOf({ range }: Finding): number {
  return range.start.line;
}

/**
 * Each finding with its place, severity, rule and message. Where place and rule do not fit into one row, places get rows of
 * their own, once for all findings there: `path:line:column` can be clicked in many terminals.
 */
function messageRows(sheet: Sheet, findings: readonly Finding[]): readonly string[] {
  const heads = findings.map((finding) => ({
    finding,
    place: placeOf(sheet, finding),
    head: headOf(sheet, finding),
  }));
  const fits = heads.every(({ place, head }) => place.length + gap.length + head.length <= sheet.width);
  return heads.flatMap(({ finding, place, head }, index) => {
    const isNew = index === 0 || heads[index - 1]!.place.shown !== place.shown;
    const rows = fits ? [`${place.shown}${gap}${head.shown}`] : [...(isNew ? [place.shown] : []), head.shown];
    return [...rows, ...paragraph(sheet, finding.message)];
  });
}

const gap = '  ';

/** Text with the columns it takes, which escape sequences are not counted for. */
interface Shown {
  readonly shown: string;
  readonly length: number;
}

function placeOf({ path, palette }: Sheet, { range }: Finding): Shown {
  const position = `${range.start.line}:${range.start.column}`;
  const shown = `${palette.path(`${path}:`)}${palette.place(position)}`;
  return { shown, length: path.length + 1 + position.length };
}

function headOf(sheet: Sheet, finding: Finding): Shown {
  const { palette, aliases } = sheet;
  const id = escapeText(finding.rule);
  const names = escapeText((aliases.get(finding.rule) ?? []).join(' '));
  const words = [finding.severity, id, ...(names === '' ? [] : [names])];
  const shown = [
    palette.severity[finding.severity](finding.severity),
    palette.rule(sheet.hyperlinks ? hyperlink(id, helpOf(finding)) : id),
    ...(names === '' ? [] : [palette.alias(names)]),
  ];
  return { shown: shown.join(gap), length: words.join(gap).length };
}

/** Whether its rule leads to the link of a finding, or its message has it. */
function isTold({ hyperlinks }: Sheet, finding: Finding): boolean {
  const link = helpOf(finding);
  return finding.message.includes(link) || (hyperlinks && isLinkable(link));
}

/** The link of a finding, with its rule where the link does not name it. */
function linkRow(finding: Finding): string {
  const link = escapeText(helpOf(finding));
  const rule = escapeText(finding.rule);
  return link.includes(rule) ? link : `${rule}  ${link}`;
}

/** A finding that is hidden, and why. */
function hiddenRows(sheet: Sheet, { finding, by }: HiddenFinding): readonly string[] {
  const why =
    by.kind === 'baseline'
      ? `In the baseline since ${by.since}.`
      : `Suppressed on line ${by.line}${by.reason === undefined ? '.' : `: ${by.reason}`}`;
  const { hidden } = sheet.palette;
  const plain = { ...sheet, palette: paletteOf(false), hyperlinks: false };
  return [...messageRows(plain, [finding]), ...paragraph(plain, why)].map(hidden);
}

/** Prose, wrapped and indented. */
function paragraph({ masker, width }: Canvas, text: string): readonly string[] {
  return wrap(cellsOf(text, masker.find(text)), width - 2).map((row) => `  ${row}`);
}

/** The lines that the findings are about, once, with what the fixes make of them. */
function codeRows(sheet: Sheet, findings: readonly Finding[]): readonly string[] {
  const fixes = findings.flatMap(({ fix }) => fix ?? []);
  const changes = fixes.flatMap((fix) => changesOf(sheet.source, fix));
  const marks = [
    ...ownMarks(sheet, findings),
    ...findings.flatMap((finding) => relatedMarks(sheet, finding)),
  ];
  const isNews = ({ span, label, underline }: Mark) => `${underline} ${spanKey(span)} ${label}`;
  return frameRows(sheet, distinct(marks, isNews), distinct(changes, JSON.stringify));
}

/** The places of findings, in the colour of the worst at that place. Beside it is told what a fix does. */
function ownMarks({ palette }: Sheet, findings: readonly Finding[]): readonly Mark[] {
  const severity = new Map<string, Severity>();
  const fixed = new Set(findings.filter(({ fix }) => fix !== undefined).map(({ span }) => spanKey(span)));
  for (const worst of [...severities].reverse())
    for (const finding of findings)
      if (finding.severity === worst) severity.set(spanKey(finding.span), worst);
  return findings.flatMap(({ span, fix }): Mark[] => {
    const key = spanKey(span);
    if (fix === undefined && fixed.has(key)) return [];
    const label = fix === undefined ? '' : `Fix (${fix.safety}): ${fix.title}`;
    return [
      { span, label, underline: '^', paint: palette.severity[severity.get(key)!], paintLabel: palette.fix },
    ];
  });
}

/** The other places that explain a finding. */
function relatedMarks({ palette: { related } }: Sheet, finding: Finding): readonly Mark[] {
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
