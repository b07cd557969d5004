/** The home directory of root, which other users may not enter. */
import { knownPrefix, type Value } from '../../dockerfile/value.ts';
import type { RunStep, Stage } from '../../model/model.ts';
import type { Fragment } from '../../text/fragment.ts';
import { isAbsolute, isWithin, normalizePath } from '../../text/paths.ts';

/** The directory. Source: /etc/passwd of every Linux image. */
export const ROOT_HOME = '/root';

/** Replaces an unknown part; no path contains it. */
const UNKNOWN = '\0';

/** The path of a value that is certainly in the home directory of root, without its unknown parts. */
export function pathInRootHome(value: Value): string | undefined {
  const known = knownPrefix(value);
  const isCertain = value.parts.length === 1 || known.startsWith(`${ROOT_HOME}/`);
  const path = normalizePath(known);
  return isCertain && isWithin(path, ROOT_HOME) ? path : undefined;
}

/** The entries of PATH below the home directory of root at the end of a stage, with the value that added them. */
export function rootHomeInPath(stage: Stage): ReadonlyMap<string, Fragment> {
  const inForce = new Set(entriesIn(stage.atEnd.env('PATH')?.value));
  const brought = new Map<string, Fragment>();
  for (const { instruction, value } of stage.ancestors.flatMap((one) => one.stepsOf('ENV'))) {
    for (const pair of instruction.pairs) {
      if (pair.name.text !== 'PATH' || !pair.value) continue;
      for (const entry of entriesIn(value(pair.value)))
        if (inForce.has(entry) && !brought.has(entry)) brought.set(entry, pair.value);
    }
  }
  return brought;
}

/** The completely known directories below that of root. */
function entriesIn(path: Value | undefined): readonly string[] {
  const text = (path?.parts ?? []).map((part) => (typeof part === 'string' ? part : UNKNOWN)).join('');
  return text
    .split(':')
    .filter(
      (entry) => !entry.includes(UNKNOWN) && isAbsolute(entry) && isWithin(normalizePath(entry), ROOT_HOME),
    );
}

/** Whether a RUN lets others into the directory. */
export function opensRootHome({ commands }: RunStep): boolean {
  return commands.some(
    (command) =>
      command.is('chmod|chown|usermod') &&
      command.words.some(({ text }) => normalizePath(text) === ROOT_HOME),
  );
}
