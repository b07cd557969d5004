/** Shows what the address says, and again whenever that changes. */
import type { Scope } from '../totals.ts';
import { byId, h } from './dom.ts';
import { data, isCompared, repositoryAt, scopeOf } from './fleet.ts';
import { overview } from './overview.ts';
import { addressOf, change, currentPlace, type Place } from './place.ts';
import { printedTable, type Table, TableView } from './table.ts';
import { findingsTable } from './tables/findings.ts';
import { hiddenTable } from './tables/hidden.ts';
import { imagesTable } from './tables/images.ts';
import { movesTable } from './tables/moves.ts';
import { changesTable, repositoriesTable } from './tables/repositories.ts';
import { rulesTable } from './tables/rules.ts';
import { stagesTable } from './tables/stages.ts';
import { startTheme } from './theme.ts';
import { plural } from './words.ts';

// biome-ignore lint/suspicious/noExplicitAny: the rows of a table are its own
type Maker = (scope: Scope, place: Place) => Table<any>;

interface View {
  readonly title: string;
  readonly table?: Maker;
}

const views: Readonly<Record<string, View>> = {
  overview: { title: 'Overview' },
  images: { title: 'Images', table: imagesTable },
  stages: { title: 'Stages', table: stagesTable },
  rules: { title: 'Rules', table: rulesTable },
  repositories: { title: 'Repositories', table: repositoriesTable },
  findings: { title: 'Findings', table: findingsTable },
  hidden: { title: 'Hidden', table: hiddenTable },
  ...(isCompared && {
    changes: { title: 'Changes', table: changesTable },
    moves: { title: 'Images changed', table: movesTable },
  }),
};

const content = byId('content');
const scopeInput = byId<HTMLInputElement>('scope');

/** What the view on the page was made for: it is made anew only when that changes. */
let made = '';
let tableView: { show(place: Place): void } | undefined;
let lastView = '';

function show(): void {
  const place = currentPlace();
  const name = Object.hasOwn(views, place.view) ? place.view : 'overview';
  const words = place.params.get('in') ?? '';
  if (scopeInput.value !== words) scopeInput.value = words;
  showNavigation(name);
  const isMadeFor = JSON.stringify([name, words, place.params.get('by')]);
  if (made !== isMadeFor) {
    made = isMadeFor;
    const scope = scopeOf(words);
    const { table } = views[name]!;
    tableView = undefined;
    if (table === undefined) content.replaceChildren(overview(scope));
    else {
      const view = new TableView(table(scope, place));
      content.replaceChildren(view.element);
      tableView = view;
    }
  }
  tableView?.show(place);
  if (lastView !== '' && lastView !== name) {
    scrollTo(0, 0);
    content.focus({ preventScroll: true });
  }
  lastView = name;
  document.title = `${name === 'overview' ? '' : `${views[name]!.title} – `}Fleet report of azml-lint, ${data.day}`;
}

function showNavigation(current: string): void {
  const links = Object.entries(views).map(([name, { title }]) =>
    h('a', { href: addressOf(name), 'aria-current': name === current && 'page' }, title),
  );
  byId('views').replaceChildren(...links);
}

/** Everything, one after the other and without controls. What is open keeps its filters. */
function showAll(): void {
  const place = currentPlace();
  const scope = scopeOf(place.params.get('in') ?? '');
  const sections = Object.entries(views).map(([name, { table }]) => {
    const own = name === place.view ? place : { view: name, params: new Map<string, string>() };
    return table === undefined ? overview(scope) : printedTable(table(scope, own), own);
  });
  content.replaceChildren(...sections);
  made = '';
}

function showHead(): void {
  const now = data.repositories.filter(({ state }) => state !== 2).length;
  const compared = isCompared ? ', compared with the previous reports' : '';
  byId('subtitle').textContent = `${plural(now, 'repository', 'repositories')} on ${data.day}${compared}`;
  const failed = data.repositories.flatMap(({ failures }, repository) =>
    failures > 0 ? [repositoryAt(repository).name] : [],
  );
  byId('footer').replaceChildren(
    h(
      'p',
      {},
      `Made by azml-lint ${data.version} from ${plural(data.reports, 'report')} of azml-lint ${data.versions.join(', ')}. Ages are judged by ${data.day}.`,
    ),
    ...(failed.length > 0 ? [h('p', {}, `Not all of these could be linted: ${firstOf(failed)}.`)] : []),
    ...(data.leftOut.length > 0
      ? [h('p', {}, `No valid reports, and left out: ${firstOf(data.leftOut)}.`)]
      : []),
  );
}

function firstOf(names: readonly string[]): string {
  const [first, left] = [names.slice(0, 10), names.length - 10];
  return `${first.join(', ')}${left > 0 ? `, and ${plural(left, 'more', 'more')}` : ''}`;
}

startTheme();
showHead();
show();
addEventListener('hashchange', show);
scopeInput.addEventListener('input', () => change({ in: scopeInput.value || undefined, page: undefined }));
addEventListener('beforeprint', showAll);
addEventListener('afterprint', show);
matchMedia('print').addEventListener('change', ({ matches }) => (matches ? showAll() : show()));
byId('skip').addEventListener('click', (event) => {
  event.preventDefault();
  content.focus();
});
addEventListener('keydown', (event) => {
  const isTyping = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
  if (event.key !== '/' || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  (content.querySelector<HTMLInputElement>('input[type=search]') ?? scopeInput).focus();
});
