import { parseDockerfile } from '../dockerfile/parse.ts';
import { kindOfText } from '../kinds/index.ts';
import type { Finding } from '../rule/finding.ts';
import { lintWith } from './lint-with.ts';
import { indented, markerDiff } from './marker-diff.ts';
import type { PreparedCase } from './prepared-case.ts';
import type { Problems } from './problems.ts';

/** A part of a message that only its reader can fill in: `ARG TAG=…`, `until=YYYY-MM-DD`, `python:3.12-*`. */
const PLACEHOLDER = /…|\*+|\b[A-Z]+(?:[-/][A-Z]+)+\b/;

/**
 * Whether a text results from an invalid case by doing literally what the messages say: the rule finds nothing in it,
 * and each of its words is in the invalid text, or is code in a message.
 */
export function checkCured(
  { rule, text: invalid, readForm, settings }: PreparedCase,
  marked: string,
  findings: readonly Finding[],
): Problems {
  const { text, markers } = readForm(marked);
  const diff = markerDiff(text, [], lintWith(rule, text, settings));
  const own = wordsBeyond(invalid, text, findings);
  const lost = instructionsLost(invalid, text, findings);
  return [
    ...(markers.length > 0 ? ['a cured text has no marks'] : []),
    ...(diff ? [`in the cured text, what comes after + is reported:\n\n${diff}`] : []),
    ...(own.length > 0
      ? [
          `the cure has words that no message says: ${own.map((word) => `\`${word}\``).join(', ')}\n\n${indented(text)}`,
        ]
      : []),
    ...lost.map((line) => `no message speaks of this, and it is not in the cured text: ${line}`),
  ];
}

/** The words of the cured text that are neither in the invalid one nor code of a message. */
function wordsBeyond(invalid: string, cured: string, findings: readonly Finding[]): readonly string[] {
  const codes = findings.flatMap(codesOf).map(wordsOf);
  const sure = codes.flat().filter((word) => !PLACEHOLDER.test(word));
  const known = new Set(
    [invalid, ...findings.flatMap((finding) => replacedIn(invalid, finding))].flatMap(wordsOf),
  );
  for (const word of sure) known.add(word);
  const open = codes.filter((code) => code.some((word) => PLACEHOLDER.test(word)));
  const words = wordsOf(cured);
  return words.filter((word, at) => !known.has(word) && !open.some((code) => isFilledIn(code, words, at)));
}

/** A text with one code of a message instead of another: `20260722.v3` for `20251203.v1`. */
function replacedIn(text: string, finding: Finding): readonly string[] {
  const codes = codesOf(finding);
  const there = codes.filter((code) => text.includes(code));
  return codes
    .filter((code) => !PLACEHOLDER.test(code))
    .flatMap((better) => {
      const others = there.filter((code) => code !== better);
      const allReplaced = others.reduce((left, code) => left.replaceAll(code, () => better), text);
      return [allReplaced, ...others.map((code) => text.replaceAll(code, () => better))];
    });
}

/** Whether a word is where a code has its placeholder: between the same neighbors, if it has any. */
function isFilledIn(code: readonly string[], words: readonly string[], at: number): boolean {
  return code.some((word, index) => {
    if (!PLACEHOLDER.test(word)) return false;
    const around = [-1, 1].filter((step) => code[index + step] !== undefined);
    if (around.length === 0 && PLACEHOLDER.exec(word)![0] === word) return false;
    const same = (step: number) =>
      isForm(code[index + step]!, words[at + step] ?? '') || code[index + step] === '&&';
    return isForm(word, words[at]!) && around.every(same);
  });
}

/** Whether a word is another one with its placeholders filled in. */
function isForm(form: string, word: string): boolean {
  const parts = form.split(new RegExp(PLACEHOLDER, 'g'));
  const pattern = parts.map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.+');
  return new RegExp(`^${pattern}$`).test(word);
}

/** The instructions that no finding mentions, but from which words are missing. */
function instructionsLost(invalid: string, cured: string, findings: readonly Finding[]): readonly string[] {
  const left = instructionsOf(cured);
  return instructionsOf(invalid)
    .filter((one) => !findings.some((finding) => speaksOf(finding, one)))
    .filter(({ words }) => {
      const at = left.findIndex((one) => holds(one.words, words));
      if (at !== -1) left.splice(at, 1);
      return at === -1;
    })
    .map(({ words }) => words.join(' '));
}

/** Whether some words contain others, in the same order. */
function holds(words: readonly string[], others: readonly string[]): boolean {
  let found = 0;
  for (const word of words) if (word === others[found]) found++;
  return found === others.length;
}

interface InstructionWords {
  readonly words: readonly string[];
  readonly startLine: number;
  readonly endLine: number;
}

/** The instructions of a Dockerfile; the lines of another file. */
function instructionsOf(text: string): InstructionWords[] {
  const lines = text.split('\n');
  if (kindOfText(text).id !== 'dockerfile')
    return lines.map((line, index) => ({ startLine: index + 1, endLine: index + 1, words: wordsOf(line) }));
  return parseDockerfile(text).instructions.map(({ startLine, endLine }) => ({
    startLine,
    endLine,
    words: wordsOf(lines.slice(startLine - 1, endLine).join('\n')),
  }));
}

/** Whether a finding or one of its labels points at an instruction, or its message names the line or quotes a word. */
function speaksOf(finding: Finding, { startLine, endLine, words }: InstructionWords): boolean {
  const { range, related, message } = finding;
  const named = [...message.matchAll(/\bline (\d+)/g)].map(([, line]) => Number(line));
  const places = [range, ...related.map((one) => one.range)];
  return (
    places.some(({ start, end }) => start.line <= endLine && end.line >= startLine) ||
    named.some((line) => startLine <= line && line <= endLine) ||
    codesOf(finding).some((code) =>
      words.slice(1).some((word) => word.split(':').includes(code) || word === code),
    )
  );
}

/** The code in the message of a finding. */
export function codesOf({ message }: Finding): readonly string[] {
  return [...message.matchAll(/`([^`]+)`/g)].map(([, code]) => code!);
}

/** The words between blanks, quotes, `=`, `@`, commas, semicolons and brackets. */
export function wordsOf(text: string): readonly string[] {
  return text
    .replaceAll(/\\[ \t]*\n/g, ' ')
    .split(/[\s"'=,;@()[\]{}]+/)
    .filter((word) => word !== '');
}
