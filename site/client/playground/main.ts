/** The playground: what is typed is linted at once, in a thread of its own. */
import { addRule, presetIn, withPreset } from './config-text.ts';
import { Editor } from './editor.ts';
import type { Linted, ShownFinding } from './engine.ts';
import { fillMenu } from './examples.ts';
import { listFindings } from './findings.ts';
import { Linter } from './linter.ts';
import { askForPath } from './name-dialog.ts';
import { printedNodes } from './printed.ts';
import { hashOf, type PlaygroundState, stateOf } from './state.ts';
import { summaryNodes } from './summary.ts';
import { showTabs } from './tabs.ts';

const page = document.querySelector<HTMLElement>('.playground')!;
const find = <Found extends HTMLElement>(selector: string) => page.querySelector<Found>(selector)!;
const tabs = find('.tabs');
const summary = find('.summary');
const list = find('.found');
const printed = find('.printed');
const preset = find<HTMLSelectElement>('[name=preset]');
const now = find<HTMLInputElement>('[name=now]');
const whole = find<HTMLInputElement>('[name=whole]');
const fixAll = find<HTMLButtonElement>('[name=fix]');
const share = find<HTMLButtonElement>('[name=share]');

/** The configuration is a file among the others, but it is not linted. */
const config = '.azml-lint.yaml';
const damaged = 'This link is damaged, or too long: these are not its files.';

let paths: readonly string[] = [];
let open = '';
const nothing: Linted = { findings: [], problems: [], report: '' };
let linted = nothing;
/** The texts that it is about. */
let lintedTexts: ReadonlyMap<string, string> = new Map();
/** What is told until somebody changes something. */
let notice = '';
/** The hash that this page has written itself. */
let written = '';

const editor = new Editor(find('.editor'), { changed, fix });
const linter = new Linter({
  linted: (answer, { files }) => {
    linted = answer;
    lintedTexts = new Map(files);
    page.dataset.milliseconds = answer.milliseconds.toFixed(1);
    show();
  },
  failed: (message) => {
    linted = nothing;
    show();
    summary.replaceChildren(message);
  },
});

function state(): PlaygroundState {
  return {
    files: paths.map((path) => [path, editor.textOf(path)] as const),
    config: editor.textOf(config),
    now: now.value,
    whole: whole.checked,
  };
}

function load(given: PlaygroundState, told = ''): void {
  paths = given.files.map(([path]) => path);
  editor.load([...given.files, [config, given.config]]);
  now.value = given.now;
  whole.checked = given.whole;
  openFile(paths[0]!);
  changed();
  notice = told;
}

function openFile(path: string): void {
  open = path;
  editor.open(path);
  show();
}

function changed(): void {
  notice = '';
  preset.value = presetIn(editor.textOf(config));
  linter.lint(state());
  scheduleHash();
}

/** Shows what was found last. */
function show(): void {
  const { findings, problems } = linted;
  const worst = (path: string) =>
    ['error', 'warning', 'info'].find((severity) =>
      findings.some((one) => one.path === path && one.severity === severity),
    );
  const tab = (path: string) => ({
    path,
    worst: worst(path),
    canClose: path !== config && paths.length > 1,
    isConfiguration: path === config,
  });
  showTabs(tabs, [...paths, config].map(tab), open, { open: openFile, close: closeFile, add: addFile });
  editor.show(findings);
  summary.replaceChildren(...summaryNodes(linted, notice));
  printed.replaceChildren(...printedNodes(linted.report));
  listFindings(list, findings, paths.length > 1, { reveal, fix, switchOff });
  fixAll.disabled = !findings.some(({ fix }) => fix?.safety === 'safe');
  page.classList.toggle('wrong-configuration', problems.length > 0);
}

function reveal(path: string, start: number, end: number): void {
  if (path !== open) openFile(path);
  editor.reveal(start, end);
}

function fix({ fix }: ShownFinding): void {
  const edits = (fix?.edits ?? []).filter(([path]) => paths.includes(path));
  // While the linter is at work on a newer text, what is shown is about an older one.
  if (edits.some(([path]) => editor.textOf(path) !== lintedTexts.get(path))) return;
  for (const [path, own] of edits) editor.edit(path, own);
  changed();
}

function switchOff(rule: string): void {
  editor.replace(config, addRule(editor.textOf(config), rule, 'off'));
  changed();
}

async function addFile(): Promise<void> {
  const path = await askForPath(find<HTMLDialogElement>('.name-dialog'), [...paths, config]);
  if (path === undefined) return;
  editor.add(path, '');
  paths = [...paths, path];
  whole.checked = true;
  openFile(path);
  changed();
}

function closeFile(path: string): void {
  const at = paths.indexOf(path);
  paths = paths.filter((one) => one !== path);
  if (open === path) openFile(paths[Math.max(0, at - 1)]!);
  editor.remove(path);
  changed();
}

let timer = 0;

/** The address follows what is typed, so that loading the page again changes nothing. */
function scheduleHash(): void {
  clearTimeout(timer);
  timer = window.setTimeout(writeHash, 400);
}

/** Whether the files fit into an address. */
async function writeHash(): Promise<boolean> {
  clearTimeout(timer);
  const hash = await hashOf(state());
  written = hash ?? '';
  history.replaceState(null, '', hash === undefined ? location.pathname : `#${hash}`);
  return hash !== undefined;
}

async function loadHash(): Promise<boolean> {
  const hash = location.hash.slice(1);
  if (hash === '' || hash === written) return hash !== '';
  const given = await stateOf(hash);
  if (given !== undefined) load(given);
  else if (paths.length > 0) load(state(), damaged);
  return given !== undefined;
}

for (const choice of page.querySelectorAll<HTMLInputElement>('[name=view]'))
  choice.addEventListener('input', () => {
    list.hidden = choice.value !== 'list';
    printed.parentElement!.hidden = !list.hidden;
  });
preset.addEventListener('input', () => {
  editor.replace(config, withPreset(editor.textOf(config), preset.value));
  changed();
});
now.addEventListener('input', changed);
whole.addEventListener('input', changed);
addEventListener('hashchange', loadHash);
share.addEventListener('click', async () => {
  share.textContent = !(await writeHash())
    ? 'Too long for a link'
    : await navigator.clipboard.writeText(location.href).then(
        () => 'Copied',
        () => 'It is the address of this page',
      );
  setTimeout(() => {
    share.textContent = 'Copy a link';
  }, 2000);
});
fixAll.addEventListener('click', async () => {
  const texts = await linter.fix(state(), false);
  for (const [path, text] of Object.entries(texts ?? {}))
    if (paths.includes(path)) editor.replace(path, text);
  changed();
});

const examples = fillMenu(find<HTMLSelectElement>('[name=example]'));
if (!(await loadHash())) {
  const [first] = await examples;
  const given = first && (await stateOf(first.hash));
  load(
    given ?? { files: [['Dockerfile', '']], config: '', now: '', whole: false },
    location.hash === '' ? '' : damaged,
  );
}
