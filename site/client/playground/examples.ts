/** The menu of examples: choosing one is following its link. */
interface Example {
  readonly group: string;
  readonly name: string;
  readonly hash: string;
}

export async function fillMenu(menu: HTMLSelectElement): Promise<readonly Example[]> {
  const { default: examples } = (await import('./examples.js' as string)) as {
    readonly default: readonly Example[];
  };
  for (const group of new Set(examples.map((example) => example.group))) {
    const shown = document.createElement('optgroup');
    shown.label = group;
    for (const { name, hash } of examples.filter((example) => example.group === group))
      shown.append(new Option(name, hash));
    menu.append(shown);
  }
  menu.addEventListener('input', () => {
    if (menu.value !== '') location.hash = menu.value;
    menu.selectedIndex = 0;
  });
  return examples;
}
