/** A table that sorts, filters, searches, turns pages and can be saved. What it shows is all in the address. */
import { csvOf } from '../../text/csv.ts';
import { button, type Child, h } from './dom.ts';
import { download } from './download.ts';
import { change, type Place } from './place.ts';
import { figure, plural } from './words.ts';

export interface Column<Row> {
  readonly key: string;
  readonly title: string;
  /** Numbers stand on the right, and are sorted from the largest down at first. */
  readonly isNumber?: boolean;
  /** What sorts, and what is saved if there is no `text`. */
  value(row: Row): string | number;
  /** What is shown; by default the value. */
  cell?(row: Row): Child | readonly Child[];
  text?(row: Row): string;
  /** A class of the cells. */
  readonly look?: string;
  /** It is only in the file that is saved. */
  readonly isSavedOnly?: boolean;
  /** An explanation for the head. */
  readonly about?: string;
}

/** A choice above the table. */
export interface Choice<Row> {
  readonly key: string;
  readonly label: string;
  readonly options: readonly (readonly [value: string, label: string])[];
  keeps(row: Row, value: string): boolean;
  /** The value without a choice in the address; by default all. */
  readonly otherwise?: string;
}

/** A filter that only links set; it is shown above the table and can be taken away. */
export interface Narrowing<Row> {
  readonly key: string;
  readonly label: string;
  keeps(row: Row, value: string): boolean;
}

export interface Table<Row> {
  readonly name: string;
  readonly title: string;
  readonly lead: string;
  readonly rows: readonly Row[];
  readonly columns: readonly Column<Row>[];
  readonly choices: readonly Choice<Row>[];
  readonly narrowings: readonly Narrowing<Row>[];
  /** Choices that change the rows themselves: made by the view. */
  readonly controls?: readonly HTMLElement[];
  /** Makes the test of a search. */
  search(words: string): (row: Row) => boolean;
  /** The key of a column, with `-` in front for descending. */
  readonly sort: string;
}

const PAGE = 50;

/** No more rows of a table are printed. */
const MOST_PRINTED = 1000;

interface Shown<Row> {
  readonly rows: readonly Row[];
  readonly sort: string;
}

/** The rows that a place leaves, in its order. */
function shownRows<Row>(table: Table<Row>, { params }: Place): Shown<Row> {
  const tests: ((row: Row) => boolean)[] = [];
  for (const { key, keeps, otherwise } of [...table.choices, ...table.narrowings].map(withDefault)) {
    const value = params.get(key) ?? otherwise;
    if (value !== undefined && value !== 'all') tests.push((row) => keeps(row, value));
  }
  const words = params.get('q')?.trim().toLowerCase();
  if (words) tests.push(table.search(words));
  const rows = table.rows.filter((row) => tests.every((test) => test(row)));
  const given = params.get('sort');
  const sort =
    given !== undefined && table.columns.some(({ key }) => key === given.replace(/^-/, ''))
      ? given
      : table.sort;
  return { rows: sortedRows(rows, table, sort), sort };
}

function withDefault<Row>(filter: Choice<Row> | Narrowing<Row>) {
  const { key } = filter;
  const keeps = (row: Row, value: string) => filter.keeps(row, value);
  return { key, keeps, otherwise: 'otherwise' in filter ? filter.otherwise : undefined };
}

const collator = new Intl.Collator('en', { numeric: true });

function sortedRows<Row>(rows: readonly Row[], { columns }: Table<Row>, sort: string): readonly Row[] {
  const column = columns.find(({ key }) => key === sort.replace(/^-/, ''));
  if (column === undefined) return rows;
  const sign = sort.startsWith('-') ? -1 : 1;
  const keyed = rows.map((row) => ({ row, value: column.value(row) }));
  keyed.sort((a, b) => {
    // What is not known comes last, whichever way is up.
    if (a.value === '' || b.value === '') return a.value === b.value ? 0 : a.value === '' ? 1 : -1;
    if (typeof a.value === 'number' && typeof b.value === 'number') return sign * (a.value - b.value);
    return sign * collator.compare(String(a.value), String(b.value));
  });
  return keyed.map(({ row }) => row);
}

/** A table that stays on the page: only what changes is made anew, so that the focus remains where it is. */
export class TableView<Row> {
  readonly element: HTMLElement;
  readonly #table: Table<Row>;
  readonly #columns: readonly Column<Row>[];
  readonly #chips = h('div', { class: 'chips' });
  readonly #count = h('p', { class: 'count', role: 'status' });
  readonly #body = h('tbody');
  readonly #heads: HTMLTableCellElement[];
  readonly #pages = h('nav', { class: 'pages', 'aria-label': 'Pages of the table' });
  readonly #inputs: (() => void)[] = [];
  #place!: Place;

  constructor(table: Table<Row>) {
    this.#table = table;
    this.#columns = shownColumns(table);
    this.#heads = this.#columns.map((column) => this.#head(column));
    this.element = h(
      'section',
      { class: 'view', 'aria-labelledby': `title-${table.name}` },
      h('h2', { id: `title-${table.name}` }, table.title),
      h('p', { class: 'lead' }, table.lead),
      this.#toolbar(),
      this.#chips,
      h(
        'div',
        { class: 'scroll', tabindex: 0, role: 'region', 'aria-labelledby': `title-${table.name}` },
        h(
          'table',
          { class: `table ${table.name}` },
          h('caption', { class: 'unseen' }, table.title),
          h('thead', {}, h('tr', {}, ...this.#heads)),
          this.#body,
        ),
      ),
      this.#pages,
    );
  }

  show(place: Place): void {
    this.#place = place;
    const { rows, sort } = shownRows(this.#table, place);
    for (const update of this.#inputs) update();
    this.#showChips();
    this.#showOrder(sort);
    const last = Math.max(0, Math.ceil(rows.length / PAGE) - 1);
    const page = Math.min(last, Math.max(0, Number(place.params.get('page') ?? 1) - 1 || 0));
    const start = page * PAGE;
    this.#body.replaceChildren(...rowElements(this.#table, rows.slice(start, start + PAGE)));
    const of = rows.length === this.#table.rows.length ? '' : ` of ${figure(this.#table.rows.length)}`;
    this.#count.textContent = `${figure(rows.length)}${of}`;
    this.#showPages(start, rows.length, page, last);
  }

  #head(column: Column<Row>): HTMLTableCellElement {
    const sort = (): void => {
      const now = shownSort(this.#table, this.#place);
      const first = column.isNumber ? `-${column.key}` : column.key;
      const second = column.isNumber ? column.key : `-${column.key}`;
      change({ sort: now === first ? second : first, page: undefined });
    };
    return h(
      'th',
      { scope: 'col', class: column.isNumber ? 'number' : undefined },
      button({ title: column.about }, sort, column.title),
    );
  }

  #toolbar(): HTMLElement {
    const { choices, controls = [], title } = this.#table;
    const search = h('input', {
      type: 'search',
      placeholder: 'Search',
      'aria-label': `Search in ${title}`,
      class: 'search',
    });
    search.addEventListener('input', () => change({ q: search.value, page: undefined }));
    this.#inputs.push(() => {
      const words = this.#place.params.get('q') ?? '';
      if (search.value !== words) search.value = words;
    });
    return h(
      'div',
      { class: 'toolbar' },
      search,
      ...controls,
      ...choices.map((choice) => this.#choice(choice)),
      this.#count,
      button({ class: 'quiet' }, () => this.#save(), 'Save as CSV'),
    );
  }

  #choice({ key, label, options, otherwise = 'all' }: Choice<Row>): HTMLElement {
    const select = selectOf(label, options, (value) =>
      change({ [key]: value === otherwise ? undefined : value, page: undefined }),
    );
    this.#inputs.push(() => {
      select.value = this.#place.params.get(key) ?? otherwise;
    });
    return h('label', { class: 'choice' }, h('span', {}, label), select);
  }

  #showChips(): void {
    const { params } = this.#place;
    const chips = this.#table.narrowings.flatMap(({ key, label }) => {
      const value = params.get(key);
      if (value === undefined) return [];
      const remove = () => change({ [key]: undefined, page: undefined });
      return [
        button(
          { class: 'chip', 'aria-label': `Remove the filter ${label}: ${value}` },
          remove,
          `${label}: `,
          h('b', {}, value),
          ' ×',
        ),
      ];
    });
    this.#chips.replaceChildren(...chips);
  }

  #showOrder(sort: string): void {
    this.#columns.forEach(({ key }, index) => {
      const head = this.#heads[index]!;
      if (key === sort) head.setAttribute('aria-sort', 'ascending');
      else if (`-${key}` === sort) head.setAttribute('aria-sort', 'descending');
      else head.removeAttribute('aria-sort');
    });
  }

  #showPages(start: number, all: number, page: number, last: number): void {
    if (last === 0) {
      this.#pages.replaceChildren(...(all === 0 ? [h('p', { class: 'nothing' }, 'Nothing fits.')] : []));
      return;
    }
    const turn = (to: number, words: string) =>
      button(
        { disabled: to < 0 || to > last, class: 'quiet' },
        () => change({ page: String(to + 1) }),
        words,
      );
    const focused = this.#pages.contains(document.activeElement)
      ? [...this.#pages.children].indexOf(document.activeElement!)
      : -1;
    this.#pages.replaceChildren(
      turn(page - 1, '← Previous'),
      h('span', {}, `${figure(start + 1)}–${figure(Math.min(start + PAGE, all))} of ${figure(all)}`),
      turn(page + 1, 'Next →'),
    );
    const again = this.#pages.children[focused];
    if (again instanceof HTMLElement) again.focus();
  }

  #save(): void {
    const { rows } = shownRows(this.#table, this.#place);
    const { columns, name } = this.#table;
    const lines = rows.map((row) => columns.map((column) => column.text?.(row) ?? column.value(row)));
    download(`azml-lint-${name}.csv`, csvOf([columns.map(({ title }) => title), ...lines]));
  }
}

function shownSort<Row>(table: Table<Row>, { params }: Place): string {
  return params.get('sort') ?? table.sort;
}

function shownColumns<Row>({ columns }: Table<Row>): readonly Column<Row>[] {
  return columns.filter(({ isSavedOnly }) => !isSavedOnly);
}

function rowElements<Row>(table: Table<Row>, rows: readonly Row[]): readonly HTMLElement[] {
  const columns = shownColumns(table);
  return rows.map((row) =>
    h(
      'tr',
      {},
      ...columns.map((column) => {
        const shown = column.cell?.(row) ?? column.value(row);
        const children = Array.isArray(shown) ? (shown as readonly Child[]) : [shown as Child];
        const look = [column.isNumber && 'number', column.look].filter(Boolean).join(' ');
        const shownChildren = children.map((child) =>
          typeof child === 'number'
            ? child === 0
              ? h('span', { class: 'none' }, '0')
              : figure(child)
            : child,
        );
        return h('td', { class: look || undefined }, ...shownChildren);
      }),
    ),
  );
}

/** A whole table without controls, for paper. */
export function printedTable<Row>(table: Table<Row>, place: Place): HTMLElement {
  const { rows } = shownRows(table, place);
  const left = rows.length - MOST_PRINTED;
  return h(
    'section',
    { class: 'view' },
    h('h2', {}, table.title),
    h('p', { class: 'lead' }, table.lead),
    h(
      'table',
      { class: `table ${table.name}` },
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          ...shownColumns(table).map(({ title, isNumber }) =>
            h('th', { class: isNumber ? 'number' : undefined }, title),
          ),
        ),
      ),
      h('tbody', {}, ...rowElements(table, rows.slice(0, MOST_PRINTED))),
    ),
    left > 0 && h('p', { class: 'lead' }, `${plural(left, 'row')} more are not printed.`),
  );
}

export function selectOf(
  label: string,
  options: readonly (readonly [value: string, label: string])[],
  choose: (value: string) => void,
): HTMLSelectElement {
  const select = h(
    'select',
    { 'aria-label': label },
    ...options.map(([value, words]) => h('option', { value }, words)),
  );
  select.addEventListener('change', () => choose(select.value));
  return select;
}
