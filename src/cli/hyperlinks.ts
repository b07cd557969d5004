import { isColored } from './color.ts';
import type { Io, Output } from './io.ts';

type Environment = Io['env'];

/**
 * Whether a stream goes to a terminal that is known to support links. FORCE_HYPERLINK decides; without it, switching
 * colors off switches links off too. The list of terminals is that of the npm package `supports-hyperlinks` 4.6.
 */
export function hasHyperlinks(color: boolean | undefined, stream: Output, env: Environment): boolean {
  const { FORCE_HYPERLINK: force } = env;
  if (force !== undefined && force !== '') return Number.parseInt(force, 10) !== 0;
  const isPossible = stream.isTTY === true && isColored(color, stream, env) && (env.CI ?? '') === '';
  return isPossible && knowsLinks(env);
}

/** By TERM_PROGRAM: the first version that supports links, as numbers. */
const since: Readonly<Record<string, readonly [number, number]>> = {
  'iTerm.app': [3, 1],
  WezTerm: [20200620, 0],
  vscode: [1, 72],
  ghostty: [0, 0],
  zed: [0, 0],
  WarpTerminal: [0, 0],
};

function knowsLinks(env: Environment): boolean {
  const { TERM_PROGRAM: program = '', TERM: terminal = '', VTE_VERSION: vte = '' } = env;
  // The terminal around tmux and screen is known, but not whether they let links through.
  if (/^(?:tmux|screen)/.test(terminal)) return false;
  if (env.WT_SESSION !== undefined || terminal === 'alacritty' || terminal === 'xterm-kitty') return true;
  const needed = since[program];
  if (needed !== undefined) return isAtLeast(env.TERM_PROGRAM_VERSION ?? '', needed);
  // Version 5000 crashed on the first link.
  return /^\d+$/.test(vte) && Number(vte) > 5000;
}

function isAtLeast(version: string, [major, minor]: readonly [number, number]): boolean {
  const [first = 0, second = 0] = version.split(/[.-]/).map((part) => Number.parseInt(part, 10) || 0);
  return first > major || (first === major && second >= minor);
}
