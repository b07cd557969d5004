/** When the support of the images in use ends: a column for each month. */
import { type EndTime, endsOfSupport, type Scope, supportOn } from '../totals.ts';
import { h } from './dom.ts';
import { data } from './fleet.ts';
import { addressOf } from './place.ts';
import { figure, plural } from './words.ts';

/** Months before and after the day of the report; what is further away is joined. */
const [BEFORE, AFTER] = [14, 36];

const monthName = new Intl.DateTimeFormat('en', { month: 'short', timeZone: 'UTC' });

interface Slot {
  readonly label: string;
  /** Below the label, where a year begins. */
  readonly year: string;
  readonly words: string;
  /** What ends then, if anything does. */
  readonly end: EndTime | undefined;
  readonly address: string;
  readonly isNow: boolean;
  readonly look: string;
}

export function timeline(scope: Scope): HTMLElement | undefined {
  const slots = slotsOf(scope);
  const most = Math.max(...slots.map(countOf));
  if (most === 0) return undefined;
  return h(
    'section',
    { class: 'timeline', 'aria-labelledby': 'timeline-title' },
    h('h2', { id: 'timeline-title' }, 'Ends of support'),
    h(
      'p',
      { class: 'lead' },
      'Repositories by the month in which the support of an image that they build on ends.',
    ),
    h(
      'div',
      { class: 'scroll', tabindex: 0, role: 'region', 'aria-labelledby': 'timeline-title' },
      h('ol', { class: 'months' }, ...slots.map((slot) => monthOf(slot, most))),
    ),
  );
}

function countOf({ end }: Slot): number {
  return end?.repositories ?? 0;
}

function monthOf(slot: Slot, most: number): HTMLElement {
  const { label, year, words, address, isNow, look, end } = slot;
  const count = countOf(slot);
  const column = h('span', { class: `column ${look}` });
  column.style.setProperty('--part', String(count / most));
  const about = `${words}: ${plural(count, 'repository', 'repositories')}, ${plural(end?.images ?? 0, 'image')}`;
  const axis = [h('span', { class: 'month' }, count > 0 ? label : ''), h('span', { class: 'year' }, year)];
  const mark = h(
    'span',
    { class: 'height' },
    count > 0 && h('span', { class: 'amount' }, figure(count)),
    column,
  );
  return h(
    'li',
    {
      class: isNow ? 'now' : address.includes('month=') ? undefined : 'edge',
      'aria-hidden': count === 0 && !isNow,
    },
    ...(count === 0
      ? [h('span', { class: 'slot' }, mark, ...axis)]
      : [h('a', { class: 'slot', href: address, title: about, 'aria-label': about }, mark, ...axis)]),
  );
}

function slotsOf(scope: Scope): readonly Slot[] {
  const first = monthFrom(data.day, -BEFORE);
  const last = monthFrom(data.day, AFTER);
  const timeOf = (month: string) => (month < first ? 'earlier' : month > last ? 'later' : month);
  const ends = new Map(endsOfSupport(data, scope, timeOf).map((end) => [end.time, end]));
  const inside = Array.from({ length: BEFORE + AFTER + 1 }, (_, index) =>
    monthFrom(data.day, index - BEFORE),
  );
  const edge = (label: string, words: string, address: string, look: string): Slot[] => {
    const end = ends.get(label);
    return end === undefined ? [] : [{ label, year: '', words, end, address, isNow: false, look }];
  };
  return [
    ...edge('earlier', 'Earlier', addressOf('images', { before: first }), 'ended'),
    ...inside.map((month, index): Slot => {
      const date = new Date(`${month}-01T00:00:00Z`);
      return {
        label: monthName.format(date),
        year: month.endsWith('-01') || index === 0 ? month.slice(0, 4) : '',
        words: `${monthName.format(date)} ${month.slice(0, 4)}`,
        end: ends.get(month),
        address: addressOf('images', { month }),
        isNow: month === data.day.slice(0, 7),
        look: supportOn({ supportedUntil: lastDayOf(month) }, data.day),
      };
    }),
    ...edge('later', 'Later', addressOf('images', { from: nextMonth(last) }), 'supported'),
  ];
}

/** Makers name months: support ends with the last day of one. */
function lastDayOf(month: string): string {
  const [year, number] = month.split('-').map(Number);
  return new Date(Date.UTC(year!, number!, 0)).toISOString().slice(0, 10);
}

function nextMonth(month: string): string {
  return monthFrom(`${month}-01`, 1);
}

function monthFrom(day: string, months: number): string {
  const [year, month] = day.split('-').map(Number);
  return new Date(Date.UTC(year!, month! - 1 + months, 1)).toISOString().slice(0, 7);
}
