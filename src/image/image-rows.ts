/** What is known of an image, for people: labeled rows, and Markdown made of them. */
import { PUBLIC_PORT } from './contract.ts';
import type { ImageProfile, Replacement, SupportEnd } from './image-profile.ts';

/** One thing that is known of an image. It holds no text of a file but what is valid in the name of an image. */
export interface ImageRow {
  readonly label: string;
  readonly value: string;
  /** The value is a name, a path or a setting, not words. */
  readonly isCode: boolean;
  /** Words about the value. */
  readonly note?: string;
}

/**
 * What is known of an image, the most important first. What has no row is not known.
 *
 * @example
 * const [use] = readDockerfile('FROM python:3.8-slim\n').images;
 * const [first] = imageRows(profileOf(use!.base.reference, '2026-08-01'));
 * first?.label; // => 'Supported until'
 * first?.value; // => '2024-10-07'
 * first?.note; // => 'the end of Python 3.8, which is past'
 */
export function imageRows(profile: ImageProfile): readonly ImageRow[] {
  const { supportedUntil, replacement } = profile;
  const found = [
    words('Kind', profile.about),
    words('Status', statusOf(profile), profile.reason),
    words('Supported until', supportedUntil?.date, supportedUntil && endInWords(supportedUntil)),
    code('Meant', profile.meant),
    code('Use instead', replacement?.image, replacement && reasonInWords(replacement)),
    words('Tag', profile.released && `of ${profile.released}`),
    code('Newest tag', profile.newestTag, profile.asOf && `as of ${profile.asOf}`),
    words('User', profile.user),
    words('Python', profile.python),
    words('Ubuntu', profile.ubuntu),
    words('Debian', profile.debian),
    words('CUDA', profile.cuda),
    code('Environment', profile.pythonPrefix),
    words('Server', serverInWords(profile)),
    code('Entry script', profile.entryScript, profile.appRoot && `in ${profile.appRoot}`),
    ...Object.entries(profile.variables).map(([name, value]) => code('Sets', `${name}=${value}`)),
  ];
  return found.filter((row) => row !== undefined);
}

/**
 * What is known of an image as Markdown: its name, and a list.
 *
 * @example
 * const [use] = readDockerfile('FROM ubuntu:24.04\n').images;
 * const markdown = imageMarkdown(profileOf(use!.base.reference, '2026-08-01'));
 * markdown.split('\n')[2]; // => '- Supported until: 2029-05-31 (the end of Ubuntu 24.04)'
 */
export function imageMarkdown(profile: ImageProfile): string {
  const rows = imageRows(profile).map(({ label, value, isCode, note }) => {
    const text = isCode ? `\`${value}\`` : value;
    return `- ${label}: ${text}${note === undefined ? '' : ` (${note})`}\n`;
  });
  const list = rows.length === 0 ? 'Nothing is known of this image.\n' : rows.join('');
  return `**\`${profile.name}\`**\n\n${list}`;
}

function words(label: string, value: string | undefined, note?: string): ImageRow | undefined {
  return row(label, value, note, false);
}

function code(label: string, value: string | undefined, note?: string): ImageRow | undefined {
  return row(label, value, note, true);
}

function row(
  label: string,
  value: string | undefined,
  note: string | undefined,
  isCode: boolean,
): ImageRow | undefined {
  return value === undefined ? undefined : { label, value, isCode, ...(note !== undefined && { note }) };
}

function statusOf({ status, deprecatedSince }: ImageProfile): string | undefined {
  const since = deprecatedSince === undefined ? '' : ` since ${deprecatedSince}`;
  switch (status) {
    case undefined:
      return undefined;
    case 'eol-components':
      return 'still published, beside an image with newer components';
    case 'stale':
      return 'still published, but not rebuilt for a long time';
    case 'unknown':
      return 'seen in use, but nothing is known about its support';
    default:
      return `${status}${since}`;
  }
}

const PRODUCTS = { ubuntu: 'Ubuntu', python: 'Python' } as const;

function endInWords({ of, version, ended }: SupportEnd): string {
  const what = of === 'image' ? 'the day of its deprecation' : `the end of ${PRODUCTS[of]} ${version}`;
  return ended ? `${what}, which is past` : what;
}

function reasonInWords({ because, remark }: Replacement): string | undefined {
  if (remark !== undefined) return remark;
  return because === 'stale-tag' ? 'this tag is more than six months old' : undefined;
}

function serverInWords({ startsServer, appRoot }: ImageProfile): string | undefined {
  if (startsServer === undefined) return undefined;
  if (!startsServer) return 'not started';
  const root = appRoot === undefined ? '' : `, looks for the entry script in ${appRoot}`;
  return `starts by itself on port ${PUBLIC_PORT}${root}`;
}
