import type { Reporter } from './reporter.ts';
import type { SarifOptions } from './sarif.ts';
import { type TextOptions, text } from './text.ts';

/** What all reports together take; each looks at its own. */
export interface ReportOptions extends TextOptions, SarifOptions {}

type Load = () => Reporter<ReportOptions> | Promise<Reporter<ReportOptions>>;

/** Every value of `--format`, with what loads its reporter. That of text is there already, since most runs need it. */
const formats = {
  text: () => text,
  compact: () => import('./compact.ts').then(({ compact }) => compact),
  json: () => import('./json.ts').then(({ json }) => json),
  sarif: () => import('./sarif.ts').then(({ sarif }) => sarif),
} satisfies Readonly<Record<string, Load>>;

export type Format = keyof typeof formats;

/** The names of the formats, in the order in which help lists them. */
export const formatNames = Object.keys(formats) as readonly Format[];

/** What can be asked for besides a format: figures in the place of the report. */
export type ReportName = Format | 'statistics';

/** The reporter of a format, loaded when it is asked for. */
export function loadReporter(name: ReportName): ReturnType<Load> {
  if (name === 'statistics') return import('./statistics.ts').then(({ statistics }) => statistics);
  return formats[name]();
}
