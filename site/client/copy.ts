/** A button on each block of code that copies it: of what somebody types, without the prompts and without the output. */
export function addCopyButtons(): void {
  for (const figure of document.querySelectorAll<HTMLElement>('figure.code')) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'copy';
    button.textContent = 'Copy';
    button.addEventListener('click', async () => {
      const isCopied = await navigator.clipboard.writeText(textOf(figure)).then(
        () => true,
        () => false,
      );
      button.textContent = isCopied ? 'Copied' : 'Not copied';
      setTimeout(() => {
        button.textContent = 'Copy';
      }, 1500);
    });
    figure.append(button);
  }
}

function textOf(figure: HTMLElement): string {
  const commands = [...figure.querySelectorAll('.command')].map(({ textContent }) => textContent);
  return commands.length > 0 ? commands.join('\n') : (figure.querySelector('code')?.textContent ?? '');
}
