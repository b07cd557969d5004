/** Finds out which shell reads a script. */
import { verbatim } from '../text/fragment.ts';
import { plainWord } from './word.ts';
import { innerOf, type Shell, shellOf } from './wrapper.ts';

/** The words to which the text of a shell form is appended, as SHELL sets them. */
export interface EffectiveShell {
  readonly words: readonly string[];
}

/** The shell that Docker uses for Linux images without SHELL. */
export const DEFAULT_SHELL: EffectiveShell = { words: ['/bin/sh', '-c'] };

const MAX_WRAPPERS = 8;

/**
 * The shell that reads scripts, also inside `conda run … bash -c` and `env bash -c`. Kind `other`: one that is not read
 * here.
 */
export function interpreterOf({ words }: EffectiveShell): Shell {
  // The script itself comes last; its text has no influence.
  let rest = [...words, ''].map((text) => plainWord(verbatim(text, 0), true));
  for (let depth = 0; depth < MAX_WRAPPERS; depth++) {
    const inner = innerOf(rest);
    if (inner?.runs !== 'command') {
      if (inner?.shell) return inner.shell;
      break;
    }
    rest = rest.slice(inner.at);
  }
  return shellOf(rest);
}

/** The shell named in a first line such as `#!/usr/bin/env bash`; `undefined` without such a line. */
export function shebangShell(script: string): Shell | undefined {
  if (!script.startsWith('#!')) return undefined;
  const end = script.indexOf('\n');
  const line = script.slice(2, end === -1 ? undefined : end);
  const words = line.split(/\s+/).filter((word) => word !== '' && word !== '-S');
  return interpreterOf({ words });
}
