import { compactReport } from './compact.ts';
import { jsonReport } from './json.ts';
import type { Reporter } from './reporter.ts';
import { sarifReport } from './sarif.ts';
import { textReport } from './text.ts';

/** Every value of `--format`, with its reporter. Together they are small: a file for each would take longer to load. */
export const formats = {
  text: textReport,
  compact: compactReport,
  json: jsonReport,
  sarif: sarifReport,
} satisfies Readonly<Record<string, Reporter>>;

export type Format = keyof typeof formats;

/** The names of the formats, in the order in which help lists them. */
export const formatNames = Object.keys(formats) as readonly Format[];
