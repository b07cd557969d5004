/** What somebody does in a window of VS Code, and sees. */
import type { Locator, Page } from 'playwright-core';

export class Workbench {
  readonly page: Page;

  /** @param page where a window is opened */
  constructor(page: Page) {
    this.page = page;
    page.setDefaultTimeout(30_000);
  }

  /** Opens a file of the folder, by its path. */
  async open(path: string): Promise<void> {
    const name = path.split('/').at(-1)!;
    await this.#choose('Control+P', path, name);
    await this.page.getByRole('tab', { name, selected: true }).waitFor();
    await this.#lines.first().waitFor();
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

  get #lines(): Locator {
    return this.#editor.locator('.view-line');
  }

  /** The line of the editor with a text. */
  line(text: string): Locator {
    return this.#lines.filter({ hasText: text });
  }

  /** A word of the editor, if its color sets it apart from what is beside it. */
  word(text: string): Locator {
    return this.#lines.locator('span span').filter({ hasText: text }).first();
  }

  /** The wavy lines of findings. */
  squiggles(severity: 'error' | 'warning' | 'info'): Locator {
    return this.#editor.locator(`.squiggly-${severity}`);
  }

  /** The entries of the Problems panel, when it is open. */
  get problems(): Locator {
    return this.page.locator('.markers-panel .monaco-list-row');
  }

  /** The suggestions of the editor, when it makes some. */
  get suggestions(): Locator {
    return this.page.locator('.suggest-widget.visible .monaco-list-row');
  }

  /** The light bulb, when the cursor is at something that can be changed. */
  get lightBulb(): Locator {
    return this.page.locator('[class*="codicon-gutter-lightbulb"], .lightBulbWidget').first();
  }

  /** The text of the output, when it is open. */
  get output(): Locator {
    return this.page.locator('.output-view .view-lines');
  }

  /** Points at something until the editor shows what it knows of it. */
  async hoverOver(target: Locator): Promise<Locator> {
    const shown = this.page.locator('.monaco-resizable-hover .monaco-hover-content');
    for (let attempt = 0; attempt < 10 && !(await shown.isVisible()); attempt++) {
      const { x, y } = await middleOf(target);
      await this.page.mouse.move(x, y + 200);
      await this.page.mouse.move(x, y);
      await shown.waitFor({ timeout: 2000 }).catch(() => undefined);
    }
    await shown.waitFor();
    return shown;
  }

  /** Puts the cursor on something. */
  async clickOn(target: Locator): Promise<void> {
    const { x, y } = await middleOf(target);
    await this.page.mouse.click(x, y);
  }

  /** Opens the menu of what can be done at the cursor, and gives its entries. */
  async actions(): Promise<Locator> {
    const entries = this.page.locator('.action-widget .monaco-list-row.action');
    // The editor says that there are none while those of the text before are still on their way.
    for (let attempt = 0; attempt < 10 && !(await entries.first().isVisible()); attempt++) {
      await this.page.keyboard.press('Control+.');
      await entries
        .first()
        .waitFor({ timeout: 3000 })
        .catch(() => undefined);
    }
    await entries.first().waitFor();
    return entries;
  }

  /** Replaces all text of the editor, as somebody types it. */
  async type(text: string): Promise<void> {
    await this.#lines.first().click();
    await this.page.keyboard.press('Control+A');
    await this.page.keyboard.type(text);
  }

  async save(): Promise<void> {
    await this.page.keyboard.press('Control+S');
  }
}

/** Wavy lines do not take part when a pointer is over them, so one points at their place. */
async function middleOf(target: Locator): Promise<{ x: number; y: number }> {
  const box = await target.first().boundingBox();
  if (box === null) throw new Error(`${target} is not visible`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
