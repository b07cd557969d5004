import type { Finding } from '../rule/finding.ts';
import { helpOf } from '../rule/links.ts';
import { wrapText } from './cells.ts';
import { escapeText } from './escape.ts';
import { type Canvas, frameRows } from './frame.ts';
import { groupsOf } from './group.ts';
import { type HiddenFinding, hiddenIn } from './hidden.ts';
import { hyperlink, isLinkable } from './hyperlink.ts';
import { paletteOf } from './palette.ts';
import { type GrowingReport, grown, type ReportOptions } from './reporter.ts';
import type { FileReport, Run } from './run.ts';
import { maskerFor } from './secrets.ts';

/** The options that the text report looks at. */
export type TextOptions = Pick<ReportOptions, 'color' | 'hyperlinks' | 'width' | 'quiet' | 'showSuppressed'>;

/** More than this stays readable on no terminal, less leaves no room for code. */
const widest = 120;
const narrowest = 40;

/** One file to be told, and what is told of every finding in it. */
interface Sheet extends Canvas {
  readonly path: string;
  /** By rule id. */
  readonly aliases: ReadonlyMap<string, readonly string[]>;
  readonly hyperlinks: boolean;
}

/**
 * For people: the findings by file and place; lines that several are about are shown once. At the end comes where more is told
 * of the rules, unless the rules' ids are links themselves. The summary is {@link summaryLine}'s.
 */
export function textReport(run: Run, options: TextOptions): Generator<string> {
  return grown(growingText(run.rules, options), run);
}

/** {@link textReport} file by file. */
export function growingText(rules: Run['rules'], options: TextOptions): GrowingReport {
  const aliases = new Map(rules.map((rule) => [rule.id, rule.aliases ?? []]));
  const links = new Set<string>();
  return { tell, end };

  function* tell(file: FileReport): Generator<string> {
    const hidden = options.showSuppressed ? hiddenIn(file) : [];
    if (file.findings.length + hidden.length === 0) return;
    const sheet = sheetOf(file, aliases, options);
    for (const { findings, marks, changes } of groupsOf(sheet, file.findings)) {
      for (const finding of findings) if (!isTold(sheet, finding)) links.add(linkRow(finding));
      const code = options.quiet ? [] : frameRows(sheet, marks, changes);
      yield `${[...messageRows(sheet, findings), ...code].join('\n')}\n\n`;
    }
    for (const one of hidden) yield `${hiddenRows(sheet, one).join('\n')}\n\n`;
  }

  function* end(): Generator<string> {
    const { link } = paletteOf(options.color);
    if (links.size > 0 && !options.quiet) yield `${[...links].map(link).join('\n')}\n\n`;
  }
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
  return wrapText(text, masker.find(text), width - 2).map((row) => `  ${row}`);
}
