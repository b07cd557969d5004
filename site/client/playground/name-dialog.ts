import { isPath } from './state.ts';

/** Asks for the path of a new file; `undefined` if nobody wants it any more. */
export function askForPath(dialog: HTMLDialogElement, taken: readonly string[]): Promise<string | undefined> {
  const input = dialog.querySelector('input')!;
  const why = dialog.querySelector('.why')!;
  const form = dialog.querySelector('form')!;
  input.value = '';
  why.textContent = '';
  dialog.returnValue = '';
  dialog.showModal();
  const check = (event: SubmitEvent) => {
    if ((event.submitter as HTMLButtonElement | null)?.value !== 'ok') return;
    const problem = problemOf(input.value.trim(), taken);
    why.textContent = problem ?? '';
    if (problem !== undefined) event.preventDefault();
  };
  form.addEventListener('submit', check);
  return new Promise((resolve) => {
    const close = () => {
      form.removeEventListener('submit', check);
      resolve(dialog.returnValue === 'ok' ? input.value.trim() : undefined);
    };
    dialog.addEventListener('close', close, { once: true });
  });
}

function problemOf(path: string, taken: readonly string[]): string | undefined {
  if (!isPath(path)) return 'A path has names with slashes between them: `code/score.py`.';
  return taken.includes(path) ? 'There is one of this name.' : undefined;
}
