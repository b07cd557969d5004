/** The first view: figures that are read in ten seconds, what ends when, and where to begin. */
import { type Figures, figuresOf, imageTotals, repositoryTotals, ruleTotals, type Scope } from '../totals.ts';
import { type Child, h } from './dom.ts';
import { data, isCompared, repositoryAt } from './fleet.ts';
import { bar, difference, imageParts, imageUse, link, nameParts, supportDay } from './parts.ts';
import type { Params } from './place.ts';
import { timeline } from './timeline.ts';
import { figure, plural, share, signed } from './words.ts';

/** So many rows of each list. */
const FIRST = 8;

export function overview(scope: Scope): HTMLElement {
  const figures = figuresOf(data, scope);
  return h(
    'div',
    { class: 'overview' },
    heads(figures),
    ...(isCompared ? [since(figures, scope)] : []),
    ...[timeline(scope)].filter((element) => element !== undefined),
    h('div', { class: 'lists' }, moveFirst(scope), mostErrors(scope), worstRepositories(scope)),
  );
}

function heads(figures: Figures): HTMLElement {
  const { repositories, counts, before, clean, cleanBefore, repositoriesBefore } = figures;
  const percent = share(clean, repositories);
  const points = percent - share(cleanBefore, repositoriesBefore);
  const pointsWords =
    isCompared &&
    points !== 0 &&
    h('span', { class: points > 0 ? 'better' : 'worse' }, `${signed(points)} pts`);
  const compared = (severity: number): Child =>
    isCompared && difference(counts[severity]!, before[severity]!);
  return h(
    'dl',
    { class: 'figures' },
    head('Repositories', link('repositories', {}, figure(repositories)), `${plural(figures.files, 'file')}`),
    head(
      'Without errors',
      link('repositories', { has: 'clean' }, h('span', {}, String(percent), h('small', {}, ' %'))),
      `${figure(clean)} of ${figure(repositories)}`,
      pointsWords,
    ),
    head(
      'Errors',
      link('findings', { severity: 'error' }, figure(counts[0])),
      `in ${plural(repositories - clean, 'repository', 'repositories')}`,
      compared(0),
      counts[0] > 0 ? 'error' : '',
    ),
    head(
      'Warnings',
      link('findings', { severity: 'warning' }, figure(counts[1])),
      `and ${plural(counts[2], 'info')}`,
      compared(1),
    ),
    head(
      'On ended images',
      link('repositories', { has: 'ended' }, figure(figures.ended)),
      plural(figures.endedImages, 'image'),
      undefined,
      figures.ended > 0 ? 'error' : '',
    ),
    head(
      'Ending within 90 days',
      link('repositories', { has: 'ending' }, figure(figures.ending)),
      plural(figures.endingImages, 'image'),
      undefined,
      figures.ending > 0 ? 'warning' : '',
    ),
  );
}

function head(title: string, value: Child, about: string, change?: Child, look = ''): HTMLElement {
  return h(
    'div',
    { class: `figure ${look}` },
    h('dt', {}, title),
    h('dd', { class: 'value' }, value, change && h('span', { class: 'change' }, change)),
    h('dd', { class: 'about' }, about),
  );
}

/** What changed, in one line. */
function since(figures: Figures, scope: Scope): HTMLElement {
  const totals = repositoryTotals(data, scope);
  const sumOf = (key: 'added' | 'gone' | 'newlyHidden') => totals.reduce((sum, one) => sum + one[key], 0);
  const [added, gone, newlyHidden] = [sumOf('added'), sumOf('gone'), sumOf('newlyHidden')];
  const moved = data.imageChanges.repository.filter(scope).length;
  const { worse, better, new: fresh, gone: left } = figures.verdicts;
  const part = (count: number, words: string, view: string, params: Params, look = ''): Child =>
    h('li', {}, link(view, params, h('b', { class: count > 0 ? look : 'none' }, figure(count)), ` ${words}`));
  const versions =
    `${data.previous?.versions.join(', ')}` === data.versions.join(', ')
      ? ''
      : `The previous reports are of azml-lint ${data.previous?.versions.join(', ')}, these of ${data.versions.join(', ')}: new rules may have found what was there before.`;
  return h(
    'section',
    { class: 'since', 'aria-label': 'Since the previous reports' },
    h('h2', {}, 'Since the previous reports'),
    h(
      'ul',
      {},
      part(worse, 'worse', 'changes', { verdict: 'worse' }, 'worse'),
      part(better, 'better', 'changes', { verdict: 'better' }, 'better'),
      part(fresh, fresh === 1 ? 'new repository' : 'new repositories', 'changes', { verdict: 'new' }),
      part(left, left === 1 ? 'repository gone' : 'repositories gone', 'changes', { verdict: 'gone' }),
      part(added, added === 1 ? 'new finding' : 'new findings', 'findings', { state: 'new' }),
      part(gone, gone === 1 ? 'finding gone' : 'findings gone', 'findings', { state: 'gone' }),
      part(newlyHidden, 'newly hidden', 'hidden', { state: 'new' }),
      part(moved, moved === 1 ? 'image changed' : 'images changed', 'moves', {}),
    ),
    versions !== '' && h('p', { class: 'lead' }, versions),
  );
}

interface Line {
  readonly name: Child;
  readonly detail?: readonly Child[];
  readonly count: number;
  readonly look: string;
}

function list(title: string, more: Child, lines: readonly Line[], nothing: string): HTMLElement {
  const most = Math.max(0, ...lines.map(({ count }) => count));
  return h(
    'section',
    { class: 'list' },
    h('h2', {}, title),
    lines.length === 0
      ? h('p', { class: 'nothing' }, nothing)
      : h(
          'ol',
          {},
          ...lines.map(({ name, detail = [], count, look }) =>
            h(
              'li',
              {},
              h('span', { class: 'name' }, name),
              h('span', { class: 'amount' }, figure(count)),
              bar(count, most, look),
              detail.length > 0 && h('span', { class: 'detail' }, ...detail),
            ),
          ),
        ),
    h('p', { class: 'more' }, more),
  );
}

function moveFirst(scope: Scope): HTMLElement {
  const lines = imageTotals(data, 'tag', scope)
    .filter(({ support }) => support === 'ended' || support === 'ending')
    .sort((a, b) => b.repositories - a.repositories || (a.supportedUntil < b.supportedUntil ? -1 : 1))
    .slice(0, FIRST)
    .map(({ text, supportedUntil, support, successor, repositories, contents }) => ({
      name: link(
        'stages',
        imageUse({ text, supportedUntil, contents }),
        h('span', { class: 'code' }, ...imageParts(text)),
      ),
      detail: [
        ...supportDay(supportedUntil, support === 'ended' && supportedUntil === ''),
        ...(successor ? [' → ', h('span', { class: 'code' }, successor.replace(/^.*\//, ''))] : []),
      ],
      count: repositories,
      look: support,
    }));
  return list(
    'Images to move from first',
    link('images', { sort: 'until' }, 'All images by their end'),
    lines,
    'No image in use has ended or ends within 90 days.',
  );
}

function mostErrors(scope: Scope): HTMLElement {
  const lines = ruleTotals(data, scope)
    .filter(({ counts }) => counts[0] > 0)
    .sort((a, b) => b.counts[0] - a.counts[0])
    .slice(0, FIRST)
    .map(({ rule, counts, repositories }) => ({
      name: link(
        'findings',
        { rule: data.rules[rule]!.id, severity: 'error' },
        h('span', { class: 'code' }, data.rules[rule]!.id),
      ),
      detail: [`in ${plural(repositories, 'repository', 'repositories')}`],
      count: counts[0],
      look: 'error',
    }));
  return list(
    'Rules with most errors',
    link('rules', { sort: '-error' }, 'All rules'),
    lines,
    'There is no error.',
  );
}

function worstRepositories(scope: Scope): HTMLElement {
  const lines = repositoryTotals(data, scope)
    .filter(({ counts, verdict }) => counts[0] > 0 && verdict !== 'gone')
    .sort((a, b) => b.counts[0] - a.counts[0] || b.counts[1] - a.counts[1])
    .slice(0, FIRST)
    .map(({ repository, counts, ended }) => ({
      name: link(
        'findings',
        { repository: repositoryAt(repository).name },
        ...nameParts(repositoryAt(repository).name),
      ),
      detail: [plural(counts[1], 'warning'), ended > 0 ? `, ${plural(ended, 'ended image')}` : ''],
      count: counts[0],
      look: 'error',
    }));
  return list(
    'Repositories with most errors',
    link('repositories', { sort: '-error' }, 'All repositories'),
    lines,
    'There is no error.',
  );
}
