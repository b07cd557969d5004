/** The filter above the table of all rules. What is filtered by is in the address, so that it can be shared. */
const form = document.querySelector<HTMLFormElement>('form.filter')!;
const rows = [...document.querySelectorAll<HTMLTableRowElement>('.rule-index tbody tr')];
const groups = [...document.querySelectorAll<HTMLElement>('.rule-index section')];
const count = form.querySelector('output')!;
const nothing = document.querySelector<HTMLElement>('p.nothing')!;
const families = ['inference', 'training', 'other'];
const names = ['words', 'level', 'family', 'fix'];

form.hidden = false;
const asked = new URLSearchParams(location.search);
for (const name of names) {
  const field = form.elements.namedItem(name) as HTMLInputElement | HTMLSelectElement;
  field.value = asked.get(name) ?? '';
}
form.addEventListener('input', filter);
form.addEventListener('submit', (event) => event.preventDefault());
filter();

function filter(): void {
  const values = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)]));
  const words = values
    .words!.toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  let shown = 0;
  for (const row of rows) {
    row.hidden = !(
      words.every((word) => row.dataset.words!.includes(word)) &&
      hasLevel(row, values) &&
      hasFix(row, values.fix!)
    );
    if (!row.hidden) shown++;
  }
  for (const group of groups) group.hidden = !group.querySelector('tbody tr:not([hidden])');
  nothing.hidden = shown > 0;
  count.textContent = shown === 1 ? '1 rule' : `${shown} rules`;
  const query = new URLSearchParams(Object.entries(values).filter(([, value]) => value !== '')).toString();
  history.replaceState(null, '', `${location.pathname}${query && `?${query}`}${location.hash}`);
}

function hasLevel(row: HTMLElement, { level, family }: Record<string, string>): boolean {
  const levels = row.dataset.levels!.split(' ');
  const own = family ? [levels[families.indexOf(family)]] : levels;
  if (!level) return !family || own[0] !== 'off';
  return level === 'off' ? own.every((one) => one === 'off') : own.includes(level);
}

function hasFix(row: HTMLElement, fix: string): boolean {
  return fix === '' || (fix === 'any' ? row.dataset.fix !== '' : row.dataset.fix === fix);
}
