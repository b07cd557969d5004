import { Chalk, type ChalkInstance } from 'chalk';
import type { Severity } from '../rule/finding.ts';

type Paint = (text: string) => string;

/** The colors of the text report, by their purpose. */
export interface Palette {
  readonly path: Paint;
  readonly place: Paint;
  readonly severity: Readonly<Record<Severity, Paint>>;
  readonly rule: Paint;
  readonly alias: Paint;
  readonly gutter: Paint;
  readonly related: Paint;
  readonly fix: Paint;
  /** The sign of a removed line; the line itself keeps its color, because it is read. */
  readonly removed: Paint;
  /** The unchanged part of an added line. */
  readonly added: Paint;
  /** The new part of an added line. */
  readonly fresh: Paint;
  readonly link: Paint;
  /** Hidden findings. */
  readonly hidden: Paint;
}

/** Sixteen colors, which follow the theme of the terminal; or no colors. */
export function paletteOf(color: boolean): Palette {
  const chalk = new Chalk({ level: color ? 1 : 0 });
  // Chalk would join further arguments, such as the index that map() passes.
  const paint =
    (style: ChalkInstance): Paint =>
    (text) =>
      style(text);
  return {
    path: paint(chalk.dim),
    place: paint(chalk.bold),
    severity: {
      error: paint(chalk.red.bold),
      warning: paint(chalk.yellow.bold),
      info: paint(chalk.cyan.bold),
    },
    rule: paint(chalk.bold),
    alias: paint(chalk.dim),
    gutter: paint(chalk.dim),
    // Neither blue nor magenta is readable on black in every terminal.
    related: paint(chalk.cyan),
    fix: paint(chalk.green),
    removed: paint(chalk.red),
    added: paint(chalk.green),
    fresh: paint(chalk.green.bold),
    link: paint(chalk.dim),
    hidden: paint(chalk.dim),
  };
}
