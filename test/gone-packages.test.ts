/** The data about packages that are gone: its form, its sources and its age. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { gonePackage } from '../src/image/gone-packages.ts';
import { osReleaseOf } from '../src/image/os-release.ts';
import { readDockerfile } from '../src/model/read-dockerfile.ts';

interface Row {
  readonly of: string;
  readonly package: string;
  readonly gone: string;
  readonly now?: string;
  readonly same?: true;
  readonly source: string;
}
interface Data {
  readonly sources: Readonly<Record<string, { readonly day: string; readonly what: string }>>;
  readonly packages: readonly Row[];
}

const data: Data = JSON.parse(
  readFileSync(new URL('../src/image/gone-packages.json', import.meta.url), 'utf8'),
);
const days = Object.values(data.sources).map(({ day }) => day);
const lists = data.sources['debian-lists']!.day;
const age = Math.floor((Date.now() - Date.parse(lists)) / 86_400_000);

describe(`gone-packages.json, whose lists are of ${lists}, ${age} days ago`, () => {
  test('has a source with a day for every row, and no other sources', () => {
    const used = new Set(data.packages.map(({ source }) => source));
    expect([...used].sort()).toEqual(Object.keys(data.sources).sort());
    expect(days.filter((day) => new Date(day).toISOString().slice(0, 10) !== day)).toEqual([]);
  });

  test.each(data.packages.map((row) => [`${row.of} ${row.package}`, row] as const))('%s', (_, row) => {
    expect(['debian', 'ubuntu']).toContain(row.of);
    expect(row.package).toMatch(/^[a-z0-9][a-z0-9+.-]+$/);
    expect(row.gone).toMatch(row.of === 'debian' ? /^\d+$/ : /^\d\d\.\d\d$/);
    expect(row.now ?? 'none').toMatch(/^[a-z0-9][a-z0-9+.-]+$/);
    expect(row.now).not.toBe(row.package);
    expect(row.same === true && row.now === undefined).toBe(false);
  });

  test('has each package of a distribution once, in order', () => {
    const names = data.packages.map((row) => `${row.of} ${row.package}`);
    expect(names).toEqual([...new Set(names)].sort());
  });

  test('does not call a package gone that takes the place of another', () => {
    const successors = data.packages.filter(({ of, gone, now }) => {
      const number = data.packages.find((row) => row.of === of && row.package === now)?.gone;
      return number !== undefined && Number(number) <= Number(gone);
    });
    expect(successors).toEqual([]);
  });
});

test('a package is gone from a release on', () => {
  const gone = (number: string) =>
    gonePackage('libgl1-mesa-glx', { distribution: 'ubuntu', number })?.replacement;
  expect([gone('22.04'), gone('24.04'), gone('26.04')]).toEqual([undefined, 'libgl1', 'libgl1']);
});

test.each([
  ['ubuntu:24.04', 'ubuntu 24.04'],
  ['ubuntu:noble-20260101', 'ubuntu 24.04'],
  ['docker.io/library/ubuntu:22.04', 'ubuntu 22.04'],
  ['debian:12.5-slim', 'debian 12'],
  ['debian:trixie-slim', 'debian 13'],
  ['python:3.12-slim-bookworm', 'debian 12'],
  ['nvidia/cuda:12.6.3-cudnn-runtime-ubuntu22.04', 'ubuntu 22.04'],
  ['acme/base-ubuntu2404:1', 'ubuntu 24.04'],
  ['gcr.io/distroless/python3-debian12', 'debian 12'],
  ['ubuntu', undefined],
  ['ubuntu:latest', undefined],
  ['ubuntu:rolling', undefined],
  ['python:3.12', undefined],
  ['acme/ubuntu:24.04', undefined],
  ['acme/debian:12', undefined],
  ['alpine:3.20', undefined],
])('the release of %s', (image, expected) => {
  const { base } = readDockerfile(`FROM ${image}\n`).finalStage!;
  const release = base.kind === 'image' ? osReleaseOf(base.reference) : undefined;
  expect(release && `${release.distribution} ${release.number}`).toBe(expected);
});
