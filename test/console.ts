/** The console commands of a page, with their output. */

export interface ShownCommand {
  readonly command: string;
  /** The shown part of its output; a line `…` matches any lines. */
  readonly output: string;
}

/** The commands of a text: lines that begin with `$ `, each followed by its output. */
export function commandsShown(text: string): readonly ShownCommand[] {
  return [...text.matchAll(/^\$ (.*)\n((?:(?!\$ ).*\n)*)/gm)].map(([, command, output]) => ({
    command: command!,
    output: output!,
  }));
}

/** Output with the parts that differ between runs made equal. */
export function settledOutput(text: string): string {
  return text
    .replace(/\d+\.\d\d s\b/g, '0.10 s')
    .replace(/\([\d.]+ms\)/g, '(1ms)')
    .replace(/[ \t]+$/gm, '')
    .trim();
}

/** The pattern of an output as a page shows it. */
export function outputPattern(shown: string): RegExp {
  const escaped = settledOutput(shown).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replace(/^…$/gm, '[\\s\\S]*')}$`);
}
