import { Chalk, type ChalkInstance } from 'chalk';
import type { Severity } from '../rule/finding.ts';

type Paint = (text: string) => string;

/** The colours of the text report, by what they are for. */
export interface Palette {
  readonly path: Paint;
  readonly place: Paint;
  readonly severity: Readonly<Record<Severity, Paint>>;
  readonly alias: Paint;
  readonly gutter: Paint;
  readonly related: Paint;
  readonly fix: Paint;
  readonly removed: Paint;
  readonly added: Paint;
  readonly link: Paint;
  /** Findings that are hidden. */
  readonly hidden: Paint;
}

/** Sixteen colours, which follow the theme of the terminal; or none at all. */
export function paletteOf(color: boolean): Palette {
  const chalk = new Chalk({ level: color ? 1 : 0 });
  // Chalk would join further arguments, such as the index that map() passes.
  const paint =
    (style: ChalkInstance): Paint =>
    (text) =>
      style(text);
  return {
    path: paint(chalk.bold.underline),
    place: paint(chalk.bold),
    severity: {
      error: paint(chalk.red.bold),
      warning: paint(chalk.yellow.bold),
      info: paint(chalk.cyan.bold),
    },
    alias: paint(chalk.dim),
    gutter: paint(chalk.dim),
    related: paint(chalk.blue),
    fix: paint(chalk.green.bold),
    removed: paint(chalk.red),
    added: paint(chalk.green),
    link: paint(chalk.dim),
    hidden: paint(chalk.dim),
  };
}
