/** The page of a rule: its Markdown, with the words underlined that the rule reports, and what it says about them. */
import type { Finding } from '../../src/rule/finding.ts';
import type { AnyRule } from '../../src/rule/settings.ts';
import { readMarkers } from '../../src/testing/markers.ts';
import { sourceOf } from '../../src/text/source.ts';
import { hashOf } from '../client/playground/state.ts';
import { badExamples, type Example } from './examples.ts';
import { highlight, type Mark } from './highlight.ts';
import { html, raw } from './html.ts';
import { type FenceRenderer, frame, type Rendered, render, renderInline } from './markdown.ts';
import { relativeUrl, type Source, type Sources } from './sources.ts';

/** An example below Bad, and its address in the playground. */
export interface LinkedExample extends Example {
  readonly hash: string;
}

export interface RulePage {
  readonly rule: AnyRule;
  readonly source: Source;
  readonly rendered: Rendered;
  readonly examples: readonly LinkedExample[];
}

export async function rulePage(
  rule: AnyRule,
  source: Source,
  sources: Sources,
  rules: readonly AnyRule[],
): Promise<RulePage> {
  const examples: LinkedExample[] = [];
  for (const example of badExamples(rule, source.text, rules))
    examples.push({ ...example, hash: (await hashOf(example.state))! });
  return { rule, source, examples, rendered: render(source, sources, fenceOf(source, examples)) };
}

/** Shows marks as underlines, and after the last fence of an example what the rule says about it. */
function fenceOf(source: Source, examples: readonly LinkedExample[]): FenceRenderer {
  let open: { example: LinkedExample; left: number } | undefined;
  return (code, info, line) => {
    const [language = '', name] = info.split(/\s+/);
    const begun = examples.find((example) => example.line === line);
    if (begun) open = { example: begun, left: begun.fences };
    const block = frame(marked(code, language), language, name?.startsWith('{') ? undefined : name);
    if (open === undefined || --open.left > 0) return block;
    const { example } = open;
    open = undefined;
    return block + saidAbout(example, source);
  };
}

/** A text with its marks as underlines. */
function marked(code: string, language: string): string {
  const { text, markers } = readMarkers(code);
  const { lineStarts } = sourceOf(text);
  const marks = markers.map(({ kind, line, column, endColumn }): Mark => {
    const start = lineStarts[line - 1]! + column - 1;
    const lineEnd = (lineStarts[line] ?? text.length + 1) - 1;
    return { kind, start, end: endColumn === undefined ? lineEnd : lineStarts[line - 1]! + endColumn - 1 };
  });
  return highlight(text, language, marks);
}

function saidAbout({ findings, hash, fences }: LinkedExample, { url }: Source): string {
  return html`<div class="said">
${findings.length > 0 && html`<ul class="findings">${findings.map((finding) => said(finding, fences > 1))}</ul>`}
<p><a class="try" href="${relativeUrl(url, 'playground/')}#${hash}">Open in the playground</a></p>
</div>`.text;
}

function said({ severity, message, range, file, fix }: Finding, hasFiles: boolean) {
  const place = `${hasFiles ? `${file.path}:` : ''}${range.start.line}:${range.start.column}`;
  return html`<li><span class="badge ${severity}">${severity}</span> <span class="place">${place}</span> ${raw(renderInline(message))}${fix && html` <span class="fix-title">Fix (${fix.safety}): ${raw(renderInline(fix.title))}</span>`}</li>`;
}
