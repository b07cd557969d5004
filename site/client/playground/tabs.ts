/** The tabs of the files: one is open, all but the configuration can be closed. */
export interface TabEvents {
  readonly open: (path: string) => void;
  readonly close: (path: string) => void;
  readonly add: () => void;
}

export interface Tab {
  readonly path: string;
  /** The worst that is found in it. */
  readonly worst: string | undefined;
  readonly canClose: boolean;
  /** It is always in sight. */
  readonly isConfiguration: boolean;
}

export function showTabs(bar: HTMLElement, tabs: readonly Tab[], open: string, events: TabEvents): void {
  const hadFocus = bar.contains(document.activeElement);
  const add = document.createElement('button');
  add.type = 'button';
  add.className = 'add';
  add.textContent = '+';
  add.setAttribute('aria-label', 'Add a file');
  add.addEventListener('click', events.add);
  const made = (isConfiguration: boolean) =>
    tabs
      .filter((tab) => tab.isConfiguration === isConfiguration)
      .map((tab) => shown(tab, tab.path === open, events));
  bar.replaceChildren(...made(false), add, ...made(true));
  const current = bar.querySelector<HTMLElement>('[aria-selected=true]');
  if (hadFocus) current?.focus();
  bar.onkeydown = (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    const at = tabs.findIndex(({ path }) => path === open);
    events.open(tabs[(at + step + tabs.length) % tabs.length]!.path);
  };
}

function shown(
  { path, worst, canClose, isConfiguration }: Tab,
  isOpen: boolean,
  events: TabEvents,
): HTMLElement {
  const group = document.createElement('span');
  group.className = `tab${isOpen ? ' open' : ''}${isConfiguration ? ' configuration' : ''}`;
  group.setAttribute('role', 'presentation');
  const tab = document.createElement('button');
  tab.type = 'button';
  tab.setAttribute('role', 'tab');
  tab.setAttribute('aria-selected', String(isOpen));
  tab.setAttribute('aria-controls', 'editor');
  tab.tabIndex = isOpen ? 0 : -1;
  tab.textContent = path;
  if (worst) tab.classList.add(worst);
  tab.addEventListener('click', () => events.open(path));
  group.append(tab);
  if (canClose) {
    const close = document.createElement('button');
    close.type = 'button';
    close.className = 'close';
    close.textContent = '×';
    close.setAttribute('aria-label', `Remove ${path}`);
    close.addEventListener('click', () => events.close(path));
    group.append(close);
  }
  return group;
}
