/** Code as HTML, with the names of classes for what it is made of and marks for what a finding is about. */

import { pythonLanguage } from '@codemirror/lang-python';
import { yamlLanguage } from '@codemirror/lang-yaml';
import { StreamLanguage, type StreamParser } from '@codemirror/language';
import { diff } from '@codemirror/legacy-modes/mode/diff';
import { json, typescript } from '@codemirror/legacy-modes/mode/javascript';
import { lua } from '@codemirror/legacy-modes/mode/lua';
import { shell } from '@codemirror/legacy-modes/mode/shell';
import { toml } from '@codemirror/legacy-modes/mode/toml';
import type { Parser } from '@lezer/common';
import { classHighlighter, highlightTree, tags } from '@lezer/highlight';
import { dockerfileLanguage } from '../client/dockerfile-language.ts';
import { printedLine } from '../client/printed-line.ts';
import { escapeHtml } from './html.ts';

/** Names of tokens that some modes use without saying what they mean. */
const tokenTable = { property: tags.propertyName };
const stream = (mode: StreamParser<unknown>) => StreamLanguage.define({ tokenTable, ...mode }).parser;
const [ofJson, ofShell, ofTypescript] = [stream(json), stream(shell), stream(typescript)];

const parsers: Readonly<Record<string, Parser>> = {
  bash: ofShell,
  diff: stream(diff),
  dockerfile: dockerfileLanguage.parser,
  js: ofTypescript,
  json: ofJson,
  jsonc: ofJson,
  lua: stream(lua),
  python: pythonLanguage.parser,
  sh: ofShell,
  toml: stream(toml),
  ts: ofTypescript,
  yaml: yamlLanguage.parser,
};

/** A part of a text to be marked, `end` exclusive. */
export interface Mark {
  readonly start: number;
  readonly end: number;
  /** The class of the mark. */
  readonly kind: string;
}

/** A text as HTML. A language that is not known is plain text. */
export function highlight(code: string, language: string, marks: readonly Mark[] = []): string {
  const tokens: Mark[] = [];
  const parser = parsers[language];
  if (parser !== undefined)
    highlightTree(parser.parse(code), classHighlighter, (start, end, kind) =>
      tokens.push({ start, end, kind }),
    );
  const edges = new Set([0, code.length, ...[...tokens, ...marks].flatMap(({ start, end }) => [start, end])]);
  const cuts = [...edges].sort((a, b) => a - b);
  const at = { token: 0 };
  return cuts
    .slice(1)
    .map((end, index) => segment(code, cuts[index]!, end, { tokens, marks, at }))
    .join('');
}

/** A piece of the text in which neither a token nor a mark begins or ends; `at` moves on through the tokens. */
function segment(
  code: string,
  start: number,
  end: number,
  { tokens, marks, at }: { tokens: readonly Mark[]; marks: readonly Mark[]; at: { token: number } },
): string {
  while (at.token < tokens.length && tokens[at.token]!.end <= start) at.token++;
  const token = tokens[at.token];
  const text = escapeHtml(code.slice(start, end));
  const colored =
    token !== undefined && token.start <= start && end <= token.end
      ? `<span class="${token.kind}">${text}</span>`
      : text;
  const mark = marks.find((one) => one.start <= start && end <= one.end);
  return mark === undefined ? colored : `<mark class="${mark.kind}">${colored}</mark>`;
}

/** What somebody types and what is printed, each command in one line after `$ `. */
export function highlightConsole(code: string): string {
  return code
    .split('\n')
    .map((line) =>
      line.startsWith('$ ')
        ? `<span class="prompt">$ </span><span class="command">${escapeHtml(line.slice(2))}</span>`
        : printed(line),
    )
    .join('\n');
}

function printed(line: string): string {
  return printedLine(line)
    .map(([text, kind]) =>
      kind === undefined ? escapeHtml(text) : `<span class="${kind}">${escapeHtml(text)}</span>`,
    )
    .join('');
}
