import type { Finding } from '../rule/finding.ts';
import { helpOf } from '../rule/links.ts';
import { cellsOf, wrap } from './cells.ts';
import { escapeText } from './escape.ts';
import { type Canvas, frameRows, type Mark } from './frame.ts';
import { type HiddenFinding, hiddenIn } from './hidden.ts';
import { type Palette, paletteOf } from './palette.ts';
import type { ReportOptions } from './reporter.ts';
import type { FileReport, Run } from './run.ts';
import { maskerFor } from './secrets.ts';
import { suggestionRows } from './suggestion.ts';

/** The options that the text report looks at. */
export type TextOptions = Pick<ReportOptions, 'color' | 'width' | 'quiet' | 'showSuppressed'>;

/** Aliases of rules, by rule id. */
type Aliases = ReadonlyMap<string, readonly string[]>;

/** More than this stays readable on no terminal, less leaves no room for code. */
const widest = 120;
const narrowest = 40;

/** Further places of one finding are left out beyond this many. */
const mostRelated = 8;

/** For people: a block for each file with findings, one piece a finding. The summary is {@link summaryLine}'s. */
export function* textReport(run: Run, options: TextOptions): Generator<string> {
  const aliases: Aliases = new Map(run.rules.map((rule) => [rule.id, rule.aliases ?? []]));
  const palette = paletteOf(options.color);
  for (const file of run.files) {
    const hidden = options.showSuppressed ? hiddenIn(file) : [];
    if (file.findings.length + hidden.length === 0) continue;
    const canvas = canvasOf(file, options, palette);
    yield `${palette.path(escapeText(file.path))}\n\n`;
    for (const finding of file.findings) {
      const rows = options.quiet
        ? messageRows(canvas, finding, aliases, palette)
        : findingRows(canvas, finding, aliases, palette);
      yield `${rows.join('\n')}\n\n`;
    }
    for (const one of hidden) yield `${hiddenRows(canvas, one, aliases).map(palette.hidden).join('\n')}\n\n`;
  }
}

function canvasOf(file: FileReport, options: TextOptions, palette: Palette): Canvas {
  return {
    source: file.source,
    masker: maskerFor(file.source.text),
    width: Math.min(Math.max(options.width, narrowest), widest),
    paintGutter: palette.gutter,
  };
}

function findingRows(
  canvas: Canvas,
  finding: Finding,
  aliases: Aliases,
  palette: Palette,
): readonly string[] {
  return [
    ...messageRows(canvas, finding, aliases, palette),
    '',
    ...frameRows(canvas, marksOf(finding, palette)),
    '',
    ...fixRows(canvas, finding, palette),
    `  ${palette.link(escapeText(helpOf(finding)))}`,
  ];
}

function messageRows(
  canvas: Canvas,
  finding: Finding,
  aliases: Aliases,
  palette: Palette,
): readonly string[] {
  const { line, column } = finding.range.start;
  const names = aliases.get(finding.rule) ?? [];
  const head = [
    palette.place(`${line}:${column}`),
    palette.severity[finding.severity](finding.severity),
    escapeText(finding.rule),
    ...(names.length > 0 ? [palette.alias(escapeText(names.join(' ')))] : []),
  ];
  return [`  ${head.join('  ')}`, ...paragraph(canvas, finding.message)];
}

/** A finding that is hidden, and why. */
function hiddenRows(canvas: Canvas, { finding, by }: HiddenFinding, aliases: Aliases): readonly string[] {
  const why =
    by.kind === 'baseline'
      ? `In the baseline since ${by.since}.`
      : `Suppressed on line ${by.line}${by.reason === undefined ? '.' : `: ${by.reason}`}`;
  return [...messageRows(canvas, finding, aliases, paletteOf(false)), ...paragraph(canvas, why)];
}

/** Prose, wrapped and indented. */
function paragraph(canvas: Canvas, text: string): readonly string[] {
  return wrap(cellsOf(text, canvas.masker.find(text)), canvas.width - 2).map((row) => `  ${row}`);
}

function marksOf(finding: Finding, palette: Palette): readonly Mark[] {
  const related = finding.related.slice(0, mostRelated).map(({ span, message }) => ({
    span,
    label: message,
    underline: '-',
    paint: palette.related,
  }));
  return [
    { span: finding.span, label: '', underline: '^', paint: palette.severity[finding.severity] },
    ...related,
  ];
}

function fixRows(canvas: Canvas, { fix }: Finding, palette: Palette): readonly string[] {
  if (fix === undefined) return [];
  const [first, ...more] = paragraph(canvas, `Fix (${fix.safety}): ${fix.title}`);
  return [palette.fix(first!), ...more.map(palette.fix), ...suggestionRows(canvas, fix, palette), ''];
}
