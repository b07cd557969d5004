/** What safe fixes must preserve in a Dockerfile; the builder accepts the results. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { listsRemovedBeforeReader, meaningCases } from '../bench/meaning.ts';
import { settingsOf } from '../src/config/settings.ts';
import { parseDockerfile } from '../src/dockerfile/parse.ts';
import { fixSource } from '../src/fix/fix.ts';
import { readMarkers } from '../src/testing/markers.ts';
import { casesOf } from '../src/testing/page.ts';

const settings = settingsOf({ preset: 'all', now: '2026-07-31' });

function fixed(text: string): string {
  return fixSource(text, settings, { unsafe: false }).text;
}

describe('what survives', () => {
  test.each(meaningCases)('$name', ({ before, after = before }) => expect(fixed(before)).toBe(after));
});

describe('lists that are removed before a reader', () => {
  const gone = 'RUN apt-get update && rm -rf /var/lib/apt/lists/*';
  const kept = 'RUN apt-get update';
  const lists = (before: string, after: string) =>
    listsRemovedBeforeReader(`FROM a AS b\n${before}\n`, `FROM a AS b\n${after}\n`).length;

  test.each([
    'RUN apt-get install x',
    'RUN apt-get -fy install',
    'RUN apt upgrade -y',
    'RUN gdebi -n x.deb',
    'RUN <<EOF\napt-cache policy x\nEOF',
    'FROM b\nRUN apt-get build-dep x',
    'RUN apt-get install x && apt-get update',
    'FROM b AS c\nFROM c\nRUN apt-get install x',
  ])('are counted before `%s`', (reader) => {
    expect(lists(`${kept}\n${reader}`, `${gone}\n${reader}`)).toBe(1);
    expect(lists(`${gone}\n${reader}`, `${gone}\n${reader}`)).toBe(0);
  });

  test.each([
    'RUN make',
    'RUN apt-get update && apt-get install x',
    'FROM a\nRUN apt-get install x',
    `${gone}\nRUN apt-get install x`,
  ])('are not before `%s`', (reader) => expect(lists(`${kept}\n${reader}`, `${gone}\n${reader}`)).toBe(0));

  test('are not where the fix has fetched them itself', () => {
    const install = 'RUN apt-get install x';
    expect(lists(`RUN true\n${install}`, `${gone}\n${install}`)).toBe(0);
  });
});

/** Every Dockerfile of the project: those of the fixtures, and those on the pages of rules. */
const dockerfiles: readonly string[] = [
  ...readdirSync('fixtures/dockerfiles').map((name) =>
    readFileSync(join('fixtures/dockerfiles', name), 'utf8'),
  ),
  ...readdirSync('rules', { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => readdirSync(join('rules', name)).map((file) => join('rules', name, file)))
    .filter((path) => path.endsWith('.md'))
    .flatMap((path) => {
      const { valid, invalid } = casesOf(readFileSync(path, 'utf8'));
      return [...valid, ...invalid]
        .flatMap((one) => ('text' in one ? [one.text] : Object.values(one.project)))
        .map((text) => readMarkers(text).text);
    }),
];

/** The same file in other people's styles. */
const variants: Readonly<Record<string, (text: string) => string>> = {
  'as they are': (text) => text,
  'with CRLF': (text) => text.replaceAll('\n', '\r\n'),
  'without a line end': (text) => text.replace(/\n$/, ''),
  'with a byte-order mark': (text) => `\ufeff${text}`,
  'in small letters': (text) => text.replace(/^[A-Z]+(?= )/gm, (keyword) => keyword.toLowerCase()),
  'with blank lines in what is continued': (text) => text.replace(/\\\n/g, '\\\n\n'),
  'with comments in what is continued': (text) => text.replace(/\\\n/g, '\\\n# so\n'),
  'with a continuation at the end': (text) => text.replace(/\n$/, ' \\\n'),
  'with all in one stage more': (text) => `FROM busybox:1.37 AS first\nRUN true\n${text}`,
};

describe('the builder accepts what safe fixes leave of what it accepted', () => {
  test.each(Object.entries(variants))('%s', (_, variant) => {
    const accepted = dockerfiles.map(variant).filter((text) => parseDockerfile(text).problems.length === 0);
    expect(accepted.length).toBeGreaterThan(300);
    const refused = accepted.map(fixed).filter((text) => parseDockerfile(text).problems.length > 0);
    expect(refused).toEqual([]);
  });
});
