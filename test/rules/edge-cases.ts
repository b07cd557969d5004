import type { AnyRule } from 'azml-lint';
import { describe, it } from 'vitest';
import type { OptionsTo, RuleCases } from '../../src/testing/cases.ts';
import { testCases } from '../../src/testing/test-rule.ts';

/** The ids of the rules that have edge cases, in the order of their files. */
export const tested: string[] = [];

/** Registers the edge cases of a built-in rule that its page need not show. */
export function testEdgeCases<R extends AnyRule>(rule: R, cases: RuleCases<OptionsTo<R>>): void {
  tested.push(rule.id);
  testCases(rule, cases, { describe, it });
}
