/** On narrow screens the pages on the left are behind a button. */
export function setUpMenu(): void {
  const button = document.querySelector<HTMLButtonElement>('button.menu')!;
  const side = document.getElementById('side');
  if (side === null) return;
  button.hidden = false;
  const open = (isOpen: boolean) => {
    side.classList.toggle('open', isOpen);
    button.setAttribute('aria-expanded', String(isOpen));
  };
  button.addEventListener('click', () => open(!side.classList.contains('open')));
  document.addEventListener('keydown', ({ key }) => key === 'Escape' && open(false));
  document.getElementById('main')!.addEventListener('click', () => open(false));
  const current = side.querySelector('[aria-current]');
  // Only the list itself is scrolled.
  if (current) side.scrollTop = current.getBoundingClientRect().top - side.getBoundingClientRect().top - 120;
}
