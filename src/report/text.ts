import { frameRows } from './frame.ts';
import { type Frame, groupsOf } from './group.ts';
import { hyperlink } from './hyperlink.ts';
import { type Palette, paletteOf } from './palette.ts';
import { pathOf } from './paths.ts';
import type { PrintedText } from './printed-text.ts';
import type { PrintedReporter } from './reporter.ts';
import type { FileView, FindingView, HiddenView } from './view.ts';

/** The options of the text report. */
export interface TextOptions {
  /** Whether escape sequences for color may be used. */
  readonly color: boolean;
  /** Whether text may be made a link with an escape sequence. */
  readonly hyperlinks: boolean;
  /** Columns of the terminal. */
  readonly width: number;
  /** Only findings: no code, no fixes, no links. */
  readonly quiet: boolean;
  /** Whether findings that comments or the baseline hide are shown. */
  readonly showSuppressed: boolean;
}

type Finding = FindingView<PrintedText>;

/** More columns are not readable, fewer leave no room for code. */
const widest = 120;
const narrowest = 40;

/** One file to be reported, and how. */
interface Sheet {
  readonly file: FileView<PrintedText>;
  readonly width: number;
  readonly palette: Palette;
  readonly hyperlinks: boolean;
}

/**
 * For people: the findings by file and place; lines with several findings are shown once. The addresses of the rules'
 * pages come at the end, unless the ids of the rules are links. {@link summaryLine} makes the summary.
 */
export const text: PrintedReporter<TextOptions> = {
  kind: 'printed',
  begin(_, options) {
    const width = Math.min(Math.max(options.width, narrowest), widest);
    const palette = paletteOf(options.color);
    const links = new Set<string>();
    return { file: rowsOf, end };

    function* rowsOf(file: FileView<PrintedText>): Generator<string> {
      const hidden = options.showSuppressed ? file.hidden : [];
      const sheet: Sheet = { file, width, palette, hyperlinks: options.hyperlinks };
      for (const { findings, frames } of groupsOf(file, palette)) {
        for (const finding of findings) if (!isTold(sheet, finding)) links.add(linkRow(finding));
        const code = options.quiet ? [] : frames.flatMap((frame, index) => codeRows(sheet, frame, index > 0));
        yield `${[...messageRows(sheet, findings), ...code].join('\n')}\n\n`;
      }
      for (const one of hidden) yield `${hiddenRows(sheet, one).join('\n')}\n\n`;
    }

    function* end(): Generator<string> {
      if (links.size > 0 && !options.quiet) yield `${[...links].map(palette.link).join('\n')}\n\n`;
    }
  },
};

/** A frame; the name of another file precedes the frame of that file. */
function codeRows(sheet: Sheet, { code, marks, changes }: Frame, isOther: boolean): readonly string[] {
  const rows = frameRows({ ...sheet, code }, marks, changes);
  return isOther ? [`  ${sheet.palette.path(`${pathOf(sheet.file, code)}:`)}`, ...rows] : rows;
}

/**
 * Each finding with its place, severity, rule and message. If place and rule do not fit into one row, places get rows
 * of their own, once for all findings there: many terminals make `path:line:column` clickable.
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
    return [...rows, ...paragraph(finding.message, sheet.width)];
  });
}

const gap = '  ';

/** Text with its columns; escape sequences are not counted. */
interface Shown {
  readonly shown: string;
  readonly length: number;
}

function placeOf(sheet: Sheet, { code, range }: Finding): Shown {
  const { palette } = sheet;
  const path = pathOf(sheet.file, code);
  const position = `${range.start.line}:${range.start.column}`;
  const shown = `${palette.path(`${path}:`)}${palette.place(position)}`;
  return { shown, length: path.length + 1 + position.length };
}

function headOf(sheet: Sheet, finding: Finding): Shown {
  const { palette } = sheet;
  const id = finding.rule;
  const names = finding.aliases.join(' ');
  const words = [finding.severity, id, ...(names === '' ? [] : [names])];
  const shown = [
    palette.severity[finding.severity](finding.severity),
    palette.rule(sheet.hyperlinks && finding.link !== undefined ? hyperlink(id, finding.link) : id),
    ...(names === '' ? [] : [palette.alias(names)]),
  ];
  return { shown: shown.join(gap), length: words.join(gap).length };
}

/** Whether the rule is a link to the finding's page, or the message contains its address. */
function isTold({ hyperlinks }: Sheet, finding: Finding): boolean {
  return finding.message.shown.includes(finding.help) || (hyperlinks && finding.link !== undefined);
}

/** The link of a finding, with its rule unless the link contains it. */
function linkRow({ rule, help }: Finding): string {
  return help.includes(rule) ? help : `${rule}  ${help}`;
}

/** A hidden finding, and the reason. */
function hiddenRows(sheet: Sheet, { finding, by }: HiddenView<PrintedText>): readonly string[] {
  const { hidden } = sheet.palette;
  const plain = { ...sheet, palette: paletteOf(false), hyperlinks: false };
  return [...messageRows(plain, [finding]), ...whyHidden(by, sheet, finding)].map(hidden);
}

function whyHidden(by: HiddenView<PrintedText>['by'], sheet: Sheet, { code }: Finding): readonly string[] {
  if (by.kind === 'baseline') return [`  In the baseline since ${by.since}.`];
  const { file, width } = sheet;
  const elsewhere = code === file.code ? '' : ` of ${file.path}`;
  const where = `Suppressed on line ${by.range.start.line}${elsewhere}`;
  return by.reason === undefined ? [`  ${where}.`] : paragraph(by.reason.after(`${where}: `), width);
}

/** Prose, wrapped and indented. */
function paragraph(words: PrintedText, width: number): readonly string[] {
  return words.wrapped(width - 2).map((row) => `  ${row}`);
}
