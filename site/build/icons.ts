import { raw } from './html.ts';

const icon = (paths: string) =>
  raw(
    `<svg viewBox="0 0 24 24" width="20" height="20" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${paths}</svg>`,
  );

export const icons = {
  menu: icon('<path d="M4 6h16M4 12h16M4 18h16"/>'),
  search: icon('<circle cx="11" cy="11" r="7"/><path d="m20 20-4-4"/>'),
  theme: icon('<circle cx="12" cy="12" r="9"/><path d="M12 3a9 9 0 0 1 0 18z" fill="currentColor"/>'),
  /** A line of code, and the underline below it. */
  logo: icon(
    '<path d="M4 8h6M14 8h6"/><path class="squiggle" d="M4 16c1.3-3 2.7-3 4 0s2.7 3 4 0 2.7-3 4 0 2.7 3 4 0"/>',
  ),
};
