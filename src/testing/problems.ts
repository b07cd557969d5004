import type { Finding } from '../rule/finding.ts';
import type { ForEach } from './cases.ts';

/** Problems, each a sentence or a drawing; empty if there are none. */
export type Problems = readonly string[];

/** How a value differs from the expected one, after "is". */
export function differs(found: string, wanted: string): string | undefined {
  return found === wanted ? undefined : `\n    ${found}\n  and not\n    ${wanted}`;
}

/**
 * Compares one property of all findings with what a case says: one value for all, or one for each.
 *
 * @param difference how a finding differs from the expected value, after "is"; `undefined` if it does not
 */
export function checkEach<Value extends object | string>(
  what: string,
  wanted: ForEach<Value> | undefined,
  findings: readonly Finding[],
  difference: (finding: Finding, wanted: Value) => string | undefined,
): Problems {
  if (wanted === undefined) return [];
  const values: readonly Value[] = Array.isArray(wanted) ? wanted : findings.map(() => wanted as Value);
  if (values.length !== findings.length)
    return [`\`${what}\` lists ${values.length}, but ${findings.length} findings are reported`];
  return findings.flatMap((finding, index) => {
    const other = difference(finding, values[index]!);
    return other === undefined ? [] : [`the ${what} of finding ${index + 1} is${other}`];
  });
}
