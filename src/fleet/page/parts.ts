/** What several tables show in the same way. */
import { type ImageData, type State, severityNames, states } from '../data.ts';
import { type ImageTotals, supportOn } from '../totals.ts';
import { type Child, h, webLink } from './dom.ts';
import { data, lineAddress, repositoryAt } from './fleet.ts';
import { addressOf, type Params } from './place.ts';
import type { Choice } from './table.ts';
import { distance, figure, signed } from './words.ts';

export function link(view: string, params: Params, ...children: readonly Child[]): HTMLElement {
  return h('a', { href: addressOf(view, params) }, ...children);
}

/** A number that leads to what it counts. */
export function countLink(count: number, view: string, params: Params, look?: string): Child {
  if (count === 0) return h('span', { class: 'none' }, '0');
  return h('a', { href: addressOf(view, params), class: look }, figure(count));
}

/** How much it is of the most, as a bar. */
export function bar(count: number, most: number, look = ''): HTMLElement {
  const element = h('span', { class: `bar ${look}`, 'aria-hidden': 'true' });
  element.style.setProperty('--part', String(most === 0 ? 0 : count / most));
  return element;
}

export function severityMark(severity: number): HTMLElement {
  const name = severityNames[severity] ?? 'none';
  return h('span', { class: `severity ${name}` }, name);
}

/** A name whose parts before the last slash are less important. */
export function nameParts(name: string): readonly Child[] {
  const cut = name.lastIndexOf('/') + 1;
  return [cut > 0 && h('span', { class: 'dim' }, ...breakable(name.slice(0, cut))), name.slice(cut)];
}

/** A line breaks after a slash rather than within a name. */
function breakable(path: string): readonly Child[] {
  return path.split(/(?<=\/)/).flatMap((part) => [part, h('wbr')]);
}

export function repositoryLink(repository: number): HTMLElement {
  const { name } = repositoryAt(repository);
  return link('findings', { repository: name }, ...nameParts(name));
}

/** An image: its registry and folders dimmed, as is its digest. */
export function imageParts(text: string): readonly Child[] {
  const [reference = '', digest] = text.split('@');
  return [
    ...nameParts(reference),
    digest !== undefined && h('span', { class: 'dim' }, `@${digest.slice(0, 19)}…`),
  ];
}

export function placeLink(repository: number, path: string, line: number): HTMLElement {
  return webLink(lineAddress(repositoryAt(repository), path, line), ...breakable(`${path}:${line}`));
}

/** The stages that a row of the images counts. */
export function imageUse(
  { text, supportedUntil, contents }: Pick<ImageTotals, 'text' | 'supportedUntil' | 'contents'>,
  by: 'tag' | 'digest' = 'tag',
): Params {
  const ends = supportedUntil || 'not known';
  return { [by === 'tag' ? 'image' : by]: text, ends, contents: contents || 'nothing known' };
}

/** The last day of support, colored by how near it is. */
export function supportDay(day = '', isOver = false): readonly Child[] {
  if (isOver) return [h('span', { class: 'support ended' }, 'no longer')];
  if (day === '') return [h('span', { class: 'none' }, 'not known')];
  const support = supportOn({ supportedUntil: day }, data.day);
  return [
    h('span', { class: `support ${support}` }, h('time', { datetime: day }, day)),
    ' ',
    h('span', { class: 'distance' }, distance(data.day, day)),
  ];
}

/** The same for a file that is saved. */
export function supportText({ supportedUntil, isOver }: Partial<ImageData>): string {
  return isOver ? 'no longer' : (supportedUntil ?? '');
}

/** How a number changed: more is worse. */
export function difference(now: number, before: number): Child {
  const words = signed(now - before);
  return words === '' ? '' : h('span', { class: now > before ? 'worse' : 'better' }, words);
}

const stateWords: Readonly<Record<State, string>> = {
  [states.same]: '',
  [states.new]: 'new',
  [states.gone]: 'gone',
  [states.hidden]: 'now hidden',
};

export function stateMark(state: State): Child {
  const words = stateWords[state];
  return words === '' ? '' : h('span', { class: `state ${words.replace('now ', '')}` }, words);
}

export function stateText(state: State): string {
  return stateWords[state];
}

/** What is there now, and with a comparison what is new or gone. */
export function stateChoice<Row>(isCompared: boolean, stateOf: (row: Row) => number): readonly Choice<Row>[] {
  const keeps = (row: Row, value: string): boolean => {
    const state = stateOf(row);
    if (value === 'now') return state === states.same || state === states.new;
    return state === states[value as keyof typeof states];
  };
  const options = [
    ['now', 'there now'],
    ['new', 'new'],
    ['gone', 'gone'],
    ['hidden', 'now hidden'],
  ] as const;
  return isCompared ? [{ key: 'state', label: 'Change', options, otherwise: 'now', keeps }] : [];
}
