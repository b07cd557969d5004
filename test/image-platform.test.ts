/** How platforms are read, and which texts are not platforms. */
import { expect, test } from 'vitest';
import { readPlatform } from '../src/image/platform.ts';

test.each([
  ['linux/amd64', 'linux', 'amd64'],
  ['Linux/x86_64', 'linux', 'amd64'],
  ['linux/arm/v7', 'linux', 'arm'],
  ['aarch64', undefined, 'arm64'],
  ['windows', 'windows', undefined],
  ['foo/bar', 'foo', 'bar'],
  ['macos/aarch64', 'darwin', 'arm64'],
])('%s', (text, os, architecture) => expect(readPlatform(text)).toEqual({ os, architecture }));

test.each(['', 'foo', 'a/b/c/d', 'linux/', 'linux amd64', 'constructor'])('%j is none', (text) =>
  expect(readPlatform(text)).toBeUndefined(),
);
