import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Progress } from '../src/cli/progress.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** The output while the given numbers of files are finished, each after some milliseconds. */
async function shown(files: number, each: number, { isTTY = true, quiet = false } = {}): Promise<string> {
  const stream = Object.assign(new PassThrough(), { isTTY });
  const progress = new Progress(stream, files, quiet);
  for (let done = 0; done < files; done++) {
    progress.report(done);
    vi.advanceTimersByTime(each);
  }
  progress.clear();
  stream.end();
  return text(stream);
}

test('a short run says nothing', async () => {
  expect(await shown(10, 50)).toBe('');
});

test('a long run has one line, renewed ten times a second at most, and taken away in the end', async () => {
  expect(await shown(20, 50)).toBe('\r16 of 20 files\r18 of 20 files\r\x1b[K');
});

test('nothing where there is no terminal', async () => {
  expect(await shown(1000, 50, { isTTY: false })).toBe('');
});

test('nothing where nothing is wanted', async () => {
  expect(await shown(1000, 50, { quiet: true })).toBe('');
});
