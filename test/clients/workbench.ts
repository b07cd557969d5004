/** What somebody does in a window of VS Code, and sees. */
import type { Locator, Page } from 'playwright-core';

export class Workbench {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    page.setDefaultTimeout(30_000);
  }

  /** Waits until the window is ready for work. */
  async ready(): Promise<void> {
    await this.page.getByRole('treeitem').first().waitFor();
  }

  /** Opens a file of the folder, by its path. */
  async open(path: string): Promise<void> {
    await this.#choose('Control+P', path, path.split('/').at(-1)!);
    await this.page.getByRole('tab', { name: path.split('/').at(-1)!, selected: true }).waitFor();
    await this.lines.first().waitFor();
  }

  /** Runs a command by its title. */
  async run(title: string): Promise<void> {
    await this.#choose('F1', `>${title}`, title);
  }

  async #choose(key: string, text: string, entry: string): Promise<void> {
    const input = this.page.locator('.quick-input-widget input.input');
    await this.page.keyboard.press(key);
    await input.fill(text);
    await this.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: entry }).first().click();
    await input.waitFor({ state: 'hidden' });
  }

  get #editor(): Locator {
    return this.page.locator('.editor-instance .monaco-editor').first();
  }

  /** The lines that are visible in the editor, in no order. */
  get lines(): Locator {
    return this.#editor.locator('.view-line');
  }

  /** The line of the editor with a text. */
  lineWith(text: string): Locator {
    return this.lines.filter({ hasText: text });
  }

  /** The wavy lines of findings. */
  squiggles(severity: 'error' | 'warning' | 'info'): Locator {
    return this.#editor.locator(`.squiggly-${severity}`);
  }

  /** The entries of the Problems panel. */
  get problems(): Locator {
    return this.page.locator('.markers-panel .monaco-list-row');
  }

  /** Points at something, and gives what is shown over it. */
  async hoverOver(target: Locator): Promise<Locator> {
    const { x, y } = await middleOf(target);
    await this.page.mouse.move(x - 2, y);
    await this.page.mouse.move(x, y);
    const shown = this.page.locator('.monaco-resizable-hover .monaco-hover-content');
    await shown.waitFor();
    return shown;
  }

  /** Puts the cursor on something. */
  async clickOn(target: Locator): Promise<void> {
    const { x, y } = await middleOf(target);
    await this.page.mouse.click(x, y);
  }

  /** The entries of the menu of actions at the cursor. */
  async actions(): Promise<Locator> {
    await this.page.keyboard.press('Control+.');
    const entries = this.page.locator('.action-widget .monaco-list-row.action');
    await entries.first().waitFor();
    return entries;
  }
}

/** Wavy lines take no part in layout as far as a pointer is concerned, so one points at their place. */
async function middleOf(target: Locator): Promise<{ x: number; y: number }> {
  const box = await target.first().boundingBox();
  if (box === null) throw new Error(`${target} is not visible`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
