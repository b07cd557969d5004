import { Chalk } from 'chalk';
import { fillLines, type ShownWord } from '../report/fill-lines.ts';

type Style = (text: string) => string;

/** A part of a word with one style. */
interface Piece {
  readonly text: string;
  readonly style: Style;
}

/** Pieces that no line break may separate. */
type Word = readonly Piece[];

interface Look {
  readonly width: number;
  readonly styles: Readonly<Record<'title' | 'heading' | 'code' | 'strong' | 'link' | 'plain', Style>>;
}

/**
 * Renders a page for a terminal. It supports what our pages consist of: headings, paragraphs, lists, fenced code,
 * tables, and within a line code, strong words and links. Comments are left out.
 *
 * @param width the number of columns for paragraphs
 */
export function renderMarkdown(markdown: string, width: number, color: boolean): string {
  const chalk = new Chalk({ level: color ? 1 : 0 });
  const styles = {
    title: chalk.bold.underline,
    heading: chalk.bold,
    code: chalk.cyan,
    strong: chalk.bold,
    link: chalk.underline,
    plain: (text: string) => text,
  };
  const blocks = blocksOf(markdown.split('\n')).filter(([first]) => !first!.startsWith('<!--'));
  return `${blocks.map((block) => renderBlock(block, { width, styles })).join('\n\n')}\n`;
}

/** Lines that belong together: a fence with its content, or lines without a blank line between them. */
function blocksOf(lines: readonly string[]): readonly (readonly string[])[] {
  const blocks: string[][] = [];
  let block: string[] = [];
  let isFenced = false;
  const end = () => {
    if (block.length > 0) blocks.push(block);
    block = [];
  };
  for (const line of lines) {
    if (line === '' && !isFenced) end();
    else block.push(line);
    if (!line.startsWith('```')) continue;
    if (isFenced) end();
    isFenced = !isFenced;
  }
  end();
  return blocks;
}

function renderBlock(lines: readonly string[], look: Look): string {
  const { styles } = look;
  const [first = ''] = lines;
  const heading = /^(#+) +(.*)/.exec(first);
  if (heading) return (heading[1]!.length === 1 ? styles.title : styles.heading)(heading[2]!);
  if (first.startsWith('```'))
    return lines
      .slice(1, -1)
      .map((line) => styles.code(`    ${line}`.trimEnd()))
      .join('\n');
  if (first.startsWith('|'))
    return rowsOf(lines)
      .map((item) => renderItem(item, look))
      .join('\n');
  return itemsOf(lines)
    .map((item) => renderItem(item, look))
    .join('\n');
}

/** The rows of a table as items of a list, since they are wider than a terminal: the first cell, then the others by their heads. */
function rowsOf([head = '', , ...rows]: readonly string[]): readonly string[] {
  const heads = cellsOf(head);
  return rows.map((row) => {
    const [first = '', ...others] = cellsOf(row);
    const named = others.flatMap((cell, index) => (cell === '' ? [] : [`${heads[index + 1]}: ${cell}`]));
    return `- ${[first, ...named].join('; ')}`;
  });
}

function cellsOf(row: string): readonly string[] {
  return row
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map((cell) => cell.trim().replaceAll('\\|', '|'));
}

/** The items of a list, or a whole paragraph as one item; each item as one line. */
function itemsOf(lines: readonly string[]): readonly string[] {
  const items: string[] = [];
  for (const line of lines) {
    if (items.length === 0 || /^\s*(?:[-*]|\d+\.) /.test(line)) items.push(line);
    else items.push(`${items.pop()} ${line.trim()}`);
  }
  return items;
}

function renderItem(item: string, { width, styles }: Look): string {
  const bullet = /^\s*(?:[-*]|\d+\.) /.exec(item)?.[0] ?? '';
  const words = wordsOf(item.slice(bullet.length), styles).map(shownWord);
  const lines = fillLines(words, width - bullet.length);
  return lines.map((line, index) => (index === 0 ? bullet : ' '.repeat(bullet.length)) + line).join('\n');
}

function wordsOf(text: string, styles: Look['styles']): readonly Word[] {
  const words: Piece[][] = [[]];
  const add = (part: string, style: Style) => {
    part.split(/\s+/).forEach((word, index) => {
      if (index > 0) words.push([]);
      if (word !== '') words.at(-1)!.push({ text: word, style });
    });
  };
  for (const [part, code, strong, label, uri] of text.matchAll(
    /`([^`]+)`|\*\*([^*]+)\*\*|\[([^\]]+)\]\(([^)]+)\)|[^`*[]+|[`*[]/g,
  )) {
    if (code !== undefined) add(code, styles.code);
    else if (strong !== undefined) add(strong, styles.strong);
    else if (label === undefined) add(part, styles.plain);
    else {
      add(label, styles.plain);
      add(` <${uri}>`, styles.link);
    }
  }
  return words.filter((word) => word.length > 0);
}

function shownWord(word: Word): ShownWord {
  return {
    shown: word.map(({ text, style }) => style(text)).join(''),
    width: word.reduce((sum, { text }) => sum + text.length, 0),
  };
}
