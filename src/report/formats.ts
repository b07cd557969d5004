import type { AzureOptions } from './azure.ts';
import type { Checkout } from './paths.ts';
import type { Reporter } from './reporter.ts';
import type { SarifOptions } from './sarif.ts';
import { type TextOptions, text } from './text.ts';

/** The options of all reports; each uses its own. */
export interface ReportOptions extends TextOptions, SarifOptions, AzureOptions, Checkout {}

type Load = () => Reporter<ReportOptions> | Promise<Reporter<ReportOptions>>;

/**
 * Every value of `--format`, with the loader of its reporter. The text reporter is always loaded, because most runs
 * need it.
 */
const formats = {
  text: () => text,
  compact: () => import('./compact.ts').then(({ compact }) => compact),
  json: () => import('./json.ts').then(({ json }) => json),
  sarif: () => import('./sarif.ts').then(({ sarif }) => sarif),
  github: () => import('./github.ts').then(({ github }) => github),
  azure: () => import('./azure.ts').then(({ azure }) => azure),
  gitlab: () => import('./gitlab.ts').then(({ gitlab }) => gitlab),
  rdjson: () => import('./rdjson.ts').then(({ rdjson }) => rdjson),
  junit: () => import('./junit.ts').then(({ junit }) => junit),
  checkstyle: () => import('./checkstyle.ts').then(({ checkstyle }) => checkstyle),
  markdown: () => import('./markdown.ts').then(({ markdown }) => markdown),
} satisfies Readonly<Record<string, Load>>;

export type Format = keyof typeof formats;

/** The names of the formats, in the order of the help. */
export const formatNames = Object.keys(formats) as readonly Format[];

/** All possible reports: a format, or figures instead of one. */
export type ReportName = Format | 'statistics';

/** The reporter of a format, loaded on demand. */
export function loadReporter(name: ReportName): ReturnType<Load> {
  if (name === 'statistics') return import('./statistics.ts').then(({ statistics }) => statistics);
  return formats[name]();
}
