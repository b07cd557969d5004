/** Numbers and days in words. */
import { daysBetween } from '../totals.ts';

const numbers = new Intl.NumberFormat('en');

export function figure(count: number): string {
  return numbers.format(count);
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${figure(count)} ${count === 1 ? one : many}`;
}

/** Per cent, rounded so that 100 % and 0 % mean all and none. */
export function share(part: number, whole: number): number {
  if (whole === 0) return 0;
  const percent = Math.round((100 * part) / whole);
  return part < whole ? Math.min(percent, 99) : percent;
}

/** `in 43 days`, `5 months ago`. */
export function distance(today: string, day: string): string {
  const days = daysBetween(today, day);
  const size = Math.abs(days);
  if (size === 0) return 'today';
  const words =
    size < 100
      ? plural(size, 'day')
      : size < 730
        ? plural(Math.round(size / 30.44), 'month')
        : plural(Math.round(size / 365.25), 'year');
  return days < 0 ? `${words} ago` : `in ${words}`;
}

/** `+3`, `−3`, or nothing. */
export function signed(difference: number): string {
  if (difference === 0) return '';
  return `${difference > 0 ? '+' : '−'}${figure(Math.abs(difference))}`;
}
