import type { AnyRule } from '../rule/settings.ts';
import type { OptionsTo, RuleCases } from './cases.ts';
import { judgeBad, judgeGood, judgeRule, judgeWhole } from './judge.ts';
import { type Prepared, prepare } from './prepare.ts';

/** What registers tests: `describe` and `it` of `vitest`, of `node:test`, or of any runner that has the like. */
export interface Runner {
  describe(name: string, body: () => void): unknown;
  it(name: string, body: () => Promise<void>): unknown;
}

/**
 * Registers the tests of a rule: one for each case, one for the rule itself, and one for all cases together, which must
 * show every message of the rule, and its fix. Good cases must be silent and parse; in bad ones exactly the marked
 * places must be reported, and fixes must change the text, do no harm and leave nothing to fix.
 *
 * @param runner if not given, the global `describe` and `it`
 * @throws when there is no runner; whatever is wrong with rule and cases fails a test
 *
 * @example
 * import { describe, it } from 'node:test';
 * import { dockerfile, testRule } from 'azml-lint/testing';
 *
 * testRule(noCurl, {
 *   good: [dockerfile`
 *     FROM ubuntu:24.04
 *     RUN wget example.com
 *   `],
 *   bad: [dockerfile`
 *     FROM ubuntu:24.04
 *     RUN curl example.com
 *     #   ^^^^^^^^^^^^^^^^
 *   `],
 * }, { describe, it });
 */
export function testRule<R extends AnyRule>(
  rule: R,
  cases: RuleCases<OptionsTo<R>>,
  runner: Runner = globalRunner(),
): void {
  const { describe, it } = runner;
  const { good, bad } = prepareAll(rule, cases);
  const all = [...good, ...bad];
  describe(rule.id, () => {
    it('is a rule', async () => complain(await judgeRule(rule)));
    it('is shown as a whole', async () => complain(judgeWhole(rule, good, bad)));
    for (const one of good)
      it(`good: ${one.name}`, async () => complain([...twins(one, all), ...(await judgeGood(one))]));
    for (const one of bad)
      it(`bad: ${one.name}`, async () => complain([...twins(one, all), ...(await judgeBad(one))]));
  });
}

function prepareAll(rule: AnyRule, { good, bad, beside = [] }: RuleCases<unknown>) {
  return {
    good: good.map((one) => prepare(rule, one, beside)),
    bad: bad.map((one) => prepare(rule, one, beside)),
  };
}

/** An earlier case with the same text and settings: one of the two was meant to be another. */
function twins(one: Prepared, all: readonly Prepared[]): readonly string[] {
  const same = (other: Prepared) => keyOf(other) === keyOf(one);
  const first = all.find(same)!;
  return first === one ? [] : [`it is the same as the case "${first.name}"`];
}

function keyOf({ text, settings: { options, buildArgs, now, family } }: Prepared): string {
  return JSON.stringify([text, options, buildArgs, now, family]);
}

function complain(complaints: readonly string[]): void {
  if (complaints.length === 0) return;
  const error = new Error(complaints.join('\n\n'));
  // Where it was thrown is nobody's business: the complaints say what to look at.
  error.stack = `${error.name}: ${error.message}`;
  throw error;
}

function globalRunner(): Runner {
  const { describe, it } = globalThis as Partial<Runner>;
  if (describe && it) return { describe, it };
  throw new Error(
    'There is no global `describe` and `it`. Import them from "vitest" or "node:test" and give them to testRule as its ' +
      'third argument: `testRule(rule, cases, { describe, it })`.',
  );
}
