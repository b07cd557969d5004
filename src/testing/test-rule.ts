import type { AnyRule } from '../rule/settings.ts';
import type { OptionsTo, RuleCases } from './cases.ts';
import { checkCoverage, checkDefinition, checkInvalid, checkValid } from './check-case.ts';
import { checkInvalidProject, checkValidProject } from './check-project.ts';
import { type PreparedCase, type PreparedCases, prepareCases } from './prepared-case.ts';
import type { PreparedProject } from './prepared-project.ts';
import type { Problems } from './problems.ts';

/** The functions that register tests: `describe` and `it` of `vitest`, of `node:test`, or of a similar runner. */
export interface Runner {
  describe(name: string, body: () => void): unknown;
  it: RegisterTest & {
    /** Registers a test that runs instead of all others; used for cases with `only`. */
    readonly only?: RegisterTest;
  };
}

export type RegisterTest = (name: string, body: () => Promise<void>) => unknown;

/**
 * Registers the tests of a rule: one for each case, one for the rule itself, and one for all cases together, which must
 * show every message of the rule, and its fix. Valid cases must be silent and parse; in invalid ones exactly the marked
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
 *   valid: [dockerfile`
 *     FROM ubuntu:24.04
 *     RUN wget example.com
 *   `],
 *   invalid: [dockerfile`
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
  const prepared = prepareCases(rule, cases);
  runner.describe(rule.id, () => {
    runner.it('is a rule', async () => failWith(await checkDefinition(rule)));
    runner.it('is shown as a whole', async () => failWith(checkCoverage(rule, prepared)));
    testPrepared(prepared, runner);
  });
}

/**
 * Registers the tests of single cases of a rule, in addition to those of its page. They need not show the whole rule.
 *
 * @throws for a case without a text
 */
export function testCases<R extends AnyRule>(
  rule: R,
  cases: RuleCases<OptionsTo<R>>,
  runner: Runner = globalRunner(),
): void {
  const prepared = prepareCases(rule, cases);
  runner.describe(rule.id, () => testPrepared(prepared, runner));
}

function testPrepared(
  { valid, invalid, validProjects, invalidProjects }: PreparedCases,
  runner: Runner,
): void {
  const firsts = firstOfEach([...valid, ...invalid]);
  const test = (kind: string, one: PreparedCase, check: () => Promise<Problems>) =>
    registerFor(one, runner)(`${kind}: ${one.name}`, async () =>
      failWith([...duplicated(one, firsts), ...(await check())]),
    );
  for (const one of valid) test('valid', one, () => checkValid(one));
  for (const one of invalid) test('invalid', one, () => checkInvalid(one));
  const testProject = (kind: string, one: PreparedProject, check: () => Problems) =>
    registerFor(one, runner)(`${kind}: ${one.name}`, async () => failWith(check()));
  for (const one of validProjects) testProject('valid', one, () => checkValidProject(one));
  for (const one of invalidProjects) testProject('invalid', one, () => checkInvalidProject(one));
}

function registerFor({ given }: Pick<PreparedCase | PreparedProject, 'given'>, { it }: Runner): RegisterTest {
  if (!given.only) return it;
  if (it.only) return it.only;
  throw new Error('a case says `only`, but the `it` of this runner has no `only`');
}

/** The first case with each text and settings. */
function firstOfEach(all: readonly PreparedCase[]): ReadonlyMap<string, PreparedCase> {
  return new Map([...all].reverse().map((one) => [keyOf(one), one]));
}

/** The problem of a case that repeats an earlier one: one of the two was meant to be different. */
function duplicated(one: PreparedCase, firsts: ReadonlyMap<string, PreparedCase>): Problems {
  const first = firsts.get(keyOf(one))!;
  return first === one ? [] : [`it is the same as the case "${first.name}"`];
}

function keyOf({
  text,
  settings: { options, buildArgs, now, family, files, managedBuild },
}: PreparedCase): string {
  return JSON.stringify([text, options, buildArgs, now, family, files, managedBuild]);
}

/** Fails the running test if there are problems. */
function failWith(problems: Problems): void {
  if (problems.length === 0) return;
  const error = new Error(problems.join('\n\n'));
  // The stack is of no interest: the problems say what to look at.
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
