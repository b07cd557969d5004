import { expect, test } from 'vitest';
import { hasHyperlinks } from '../src/cli/hyperlinks.ts';
import type { Output } from '../src/cli/io.ts';

const terminal = { isTTY: true } as Output;
const pipe = {} as Output;

test.each<[string, Record<string, string>, boolean]>([
  ['nothing known', { TERM: 'xterm-256color' }, false],
  ['kitty', { TERM: 'xterm-kitty' }, true],
  ['kitty in tmux', { TERM: 'tmux-256color', VTE_VERSION: '7600' }, false],
  ['GNOME terminal', { VTE_VERSION: '7600' }, true],
  ['the version of it that crashed', { VTE_VERSION: '5000' }, false],
  ['Windows Terminal', { WT_SESSION: '' }, true],
  ['Visual Studio Code', { TERM_PROGRAM: 'vscode', TERM_PROGRAM_VERSION: '1.104.2' }, true],
  ['an old one', { TERM_PROGRAM: 'vscode', TERM_PROGRAM_VERSION: '1.71.9' }, false],
  ['iTerm', { TERM_PROGRAM: 'iTerm.app', TERM_PROGRAM_VERSION: '3.5.0' }, true],
  ['an old one', { TERM_PROGRAM: 'iTerm.app', TERM_PROGRAM_VERSION: '3.0.15' }, false],
  ['WezTerm, by date', { TERM_PROGRAM: 'WezTerm', TERM_PROGRAM_VERSION: '20240203-110809-5046fc22' }, true],
  ['a terminal of macOS', { TERM_PROGRAM: 'Apple_Terminal', TERM_PROGRAM_VERSION: '455' }, false],
  ['CI', { TERM: 'xterm-kitty', CI: 'true' }, false],
  ['NO_COLOR', { TERM: 'xterm-kitty', NO_COLOR: '1' }, false],
  ['asked for', { FORCE_HYPERLINK: '1', CI: 'true', NO_COLOR: '1' }, true],
  ['asked not to', { FORCE_HYPERLINK: '0', TERM: 'xterm-kitty' }, false],
])('%s', (_name, env, expected) => {
  expect(hasHyperlinks(undefined, terminal, env)).toBe(expected);
});

test('what goes to a pipe has none, nor what shall have no colors', () => {
  const env = { TERM: 'xterm-kitty' };
  expect(hasHyperlinks(true, pipe, env)).toBe(false);
  expect(hasHyperlinks(false, terminal, env)).toBe(false);
});
