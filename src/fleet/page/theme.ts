/** Light, dark, or as the system has it. */
import { byId } from './dom.ts';

const modes = ['auto', 'light', 'dark'] as const;
type Mode = (typeof modes)[number];
const KEY = 'azml-lint-theme';

export function startTheme(): void {
  let mode = stored();
  const button = byId<HTMLButtonElement>('theme');
  const show = (): void => {
    if (mode === 'auto') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = mode;
    button.textContent = { auto: 'System', light: 'Light', dark: 'Dark' }[mode];
    button.setAttribute('aria-label', `Colors: ${button.textContent}. Change`);
  };
  button.addEventListener('click', () => {
    mode = modes[(modes.indexOf(mode) + 1) % modes.length]!;
    keep(mode);
    show();
  });
  show();
}

/** A page of a file may have no storage. */
function stored(): Mode {
  try {
    const value = localStorage.getItem(KEY);
    return modes.find((mode) => mode === value) ?? 'auto';
  } catch {
    return 'auto';
  }
}

function keep(mode: Mode): void {
  try {
    localStorage.setItem(KEY, mode);
  } catch {
    // It then holds until the page is left.
  }
}
