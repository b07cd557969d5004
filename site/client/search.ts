/** The search: a dialog over an index that is made when it is first opened. */
import type MiniSearch from 'minisearch';
import type { SearchEntry } from './search-entry.ts';

type Found = Pick<SearchEntry, 'kind' | 'url' | 'title' | 'about'>;

const most = 30;

export function setUpSearch(): void {
  const button = document.querySelector<HTMLButtonElement>('button.search')!;
  const dialog = document.querySelector<HTMLDialogElement>('.search-dialog')!;
  const input = dialog.querySelector('input')!;
  const list = dialog.querySelector('ul')!;
  const none = dialog.querySelector<HTMLElement>('.none')!;
  const root = document.documentElement.dataset.root!;
  let index: Promise<MiniSearch> | undefined;

  const open = () => {
    index ??= import('./search-index.ts').then(({ makeIndex }) => makeIndex());
    if (!dialog.open) dialog.showModal();
    input.select();
    void show();
  };
  const show = async () => {
    const words = input.value.trim();
    const found = words === '' ? [] : (await index!).search(words).slice(0, most);
    // Meanwhile something else may have been typed.
    if (words !== input.value.trim()) return;
    list.replaceChildren(...found.map((one, at) => option(one as unknown as Found, at, root)));
    none.hidden = words === '' || found.length > 0;
    select(0);
  };
  const options = () => [...list.querySelectorAll<HTMLElement>('[role=option]')];
  const select = (at: number) => {
    input.removeAttribute('aria-activedescendant');
    for (const [place, one] of options().entries()) {
      one.setAttribute('aria-selected', String(place === at));
      if (place !== at) continue;
      input.setAttribute('aria-activedescendant', one.id);
      one.scrollIntoView({ block: 'nearest' });
    }
  };
  const selected = () => options().findIndex((one) => one.getAttribute('aria-selected') === 'true');

  button.hidden = false;
  button.addEventListener('click', open);
  input.addEventListener('input', show);
  input.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const count = options().length;
    if (step !== undefined && count > 0) select((selected() + step + count) % count);
    else if (event.key === 'Enter') options()[selected()]?.querySelector('a')?.click();
    else return;
    event.preventDefault();
  });
  // Links to the page that is open only move it.
  list.addEventListener('click', () => dialog.close());
  dialog.addEventListener('click', ({ target }) => target === dialog && dialog.close());
  document.addEventListener('keydown', (event) => {
    const isTyping =
      event.target instanceof Element && event.target.closest('input, textarea, select, [contenteditable]');
    const asked = (event.key === '/' && !isTyping) || (event.key === 'k' && (event.ctrlKey || event.metaKey));
    if (!asked || event.defaultPrevented) return;
    event.preventDefault();
    open();
  });
}

function option({ kind, url, title, about }: Found, at: number, root: string): HTMLElement {
  const item = document.createElement('li');
  item.id = `found-${at}`;
  item.setAttribute('role', 'option');
  item.className = kind;
  const link = document.createElement('a');
  link.href = root + url;
  link.tabIndex = -1;
  link.append(part('strong', title), part('span', about));
  item.append(link);
  return item;
}

function part(tag: string, text: string): HTMLElement {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
}
