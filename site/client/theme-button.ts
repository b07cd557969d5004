/** The button that changes between dark and light. */
export function setUpTheme(): void {
  const button = document.querySelector<HTMLButtonElement>('button.theme')!;
  const prefersDark = matchMedia('(prefers-color-scheme: dark)');
  const root = document.documentElement;
  button.hidden = false;
  button.addEventListener('click', () => {
    const isDark = root.dataset.theme === 'dark' || (root.dataset.theme === undefined && prefersDark.matches);
    root.dataset.theme = isDark ? 'light' : 'dark';
    try {
      localStorage.setItem('theme', root.dataset.theme);
    } catch {
      // Then it holds for this page.
    }
  });
}
