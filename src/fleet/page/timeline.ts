/** When the support of the images in use ends: a column for each month. */
import { type EndMonth, endsOfSupport, type Scope, supportOn } from '../totals.ts';
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
  readonly ends: readonly EndMonth[];
  readonly address: string;
  readonly isNow: boolean;
  readonly look: string;
}

export function timeline(scope: Scope): HTMLElement | undefined {
  const ends = endsOfSupport(data, scope);
  if (ends.length === 0) return undefined;
  const slots = slotsOf(ends);
  const counts = slots.map(({ ends }) => ends.reduce((sum, { repositories }) => sum + repositories, 0));
  const most = Math.max(...counts);
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
      h('ol', { class: 'months' }, ...slots.map((slot, index) => monthOf(slot, counts[index]!, most))),
    ),
  );
}

function monthOf(
  { label, year, words, address, isNow, look, ends }: Slot,
  count: number,
  most: number,
): HTMLElement {
  const column = h('span', { class: `column ${look}` });
  column.style.setProperty('--part', String(count / most));
  const images = ends.reduce((sum, one) => sum + one.images, 0);
  const about = `${words}: ${plural(count, 'repository', 'repositories')}, ${plural(images, 'image')}`;
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

function slotsOf(ends: readonly EndMonth[]): readonly Slot[] {
  const first = monthFrom(data.day, -BEFORE);
  const last = monthFrom(data.day, AFTER);
  const inside = Array.from({ length: BEFORE + AFTER + 1 }, (_, index) =>
    monthFrom(data.day, index - BEFORE),
  );
  const edge = (
    label: string,
    words: string,
    of: readonly EndMonth[],
    address: string,
    look: string,
  ): Slot[] => (of.length === 0 ? [] : [{ label, year: '', words, ends: of, address, isNow: false, look }]);
  return [
    ...edge(
      'earlier',
      'Earlier',
      ends.filter(({ month }) => month < first),
      addressOf('images', { before: first }),
      'ended',
    ),
    ...inside.map((month, index): Slot => {
      const date = new Date(`${month}-01T00:00:00Z`);
      const own = ends.filter((end) => end.month === month);
      return {
        label: monthName.format(date),
        year: month.endsWith('-01') || index === 0 ? month.slice(0, 4) : '',
        words: `${monthName.format(date)} ${month.slice(0, 4)}`,
        ends: own,
        address: addressOf('images', { month }),
        isNow: month === data.day.slice(0, 7),
        look: supportOn({ supportedUntil: lastDayOf(month) }, data.day),
      };
    }),
    ...edge(
      'later',
      'Later',
      ends.filter(({ month }) => month > last),
      addressOf('images', { from: nextMonth(last) }),
      'supported',
    ),
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
