import type { Reporter } from './reporter.ts';

/** Every value of `--format`, with the way to its reporter; a run loads only the ones it uses. */
export const formats = {
  text: async () => (await import('./text.ts')).textReport,
  json: async () => (await import('./json.ts')).jsonReport,
  sarif: async () => (await import('./sarif.ts')).sarifReport,
} satisfies Readonly<Record<string, () => Promise<Reporter>>>;

export type Format = keyof typeof formats;

/** The names of the formats, in the order in which help lists them. */
export const formatNames = Object.keys(formats) as readonly Format[];
