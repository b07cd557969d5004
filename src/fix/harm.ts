import type { File } from '../facts/file.ts';
import type { Finding } from '../rule/finding.ts';

/** What no fix may do: break the Dockerfile, break a script in it, or bring an error that was not there. */
export type Harm =
  | { readonly kind: 'syntax' | 'script' }
  | { readonly kind: 'new-error'; readonly rule: string };

/** What is known about a text before or after a change. */
export interface Examined {
  readonly file: File;
  readonly findings: readonly Finding[];
}

/**
 * The harm that a change did.
 *
 * @param fixed the findings that it was made for: those that were errors may not be there afterwards
 */
export function harmOf(before: Examined, after: Examined, fixed: readonly Finding[]): Harm | undefined {
  if (grown(problemsIn(before), problemsIn(after)) !== undefined) return { kind: 'syntax' };
  if (scriptErrorsIn(after) > scriptErrorsIn(before)) return { kind: 'script' };
  const allowed = errorsIn(before.findings);
  for (const [rule, count] of errorsIn(fixed)) allowed.set(rule, allowed.get(rule)! - count);
  const rule = grown(allowed, errorsIn(after.findings));
  return rule === undefined ? undefined : { kind: 'new-error', rule };
}

/** Why a fix is refused, as the end of a sentence. */
export function describeHarm(harm: Harm): string {
  switch (harm.kind) {
    case 'syntax':
      return 'the Dockerfile would no longer parse';
    case 'script':
      return 'a script would no longer parse';
    case 'new-error':
      return `\`${harm.rule}\` would report a new error`;
  }
}

type Counts = Map<string, number>;

/** The first thing of which there is more than there was. */
function grown(before: Counts, after: Counts): string | undefined {
  return [...after].find(([key, count]) => count > (before.get(key) ?? 0))?.[0];
}

function problemsIn({ file }: Examined): Counts {
  return counted(file.dockerfile.problems.map(({ code }) => code));
}

function scriptErrorsIn({ file }: Examined): number {
  return file.runs.reduce(
    (sum, { scripts }) => scripts.reduce((own, { errors }) => own + errors.length, sum),
    0,
  );
}

function errorsIn(findings: readonly Finding[]): Counts {
  return counted(findings.filter(({ severity }) => severity === 'error').map(({ rule }) => rule));
}

function counted(keys: readonly string[]): Counts {
  const counts: Counts = new Map();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}
