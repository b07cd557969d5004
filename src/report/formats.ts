import { compactReport, growingCompact } from './compact.ts';
import { jsonReport } from './json.ts';
import type { GrowingReporter, Reporter } from './reporter.ts';
import { sarifReport } from './sarif.ts';
import { growingText, textReport } from './text.ts';

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

/** The formats that can be printed while files are still being linted. */
export const growingFormats: Readonly<Partial<Record<string, GrowingReporter>>> = {
  text: growingText,
  compact: growingCompact,
};
