/** azml-lint/testing: tests for rules, with any runner that has `describe` and `it`. */

export {
  type BadCase,
  type CaseSettings,
  dockerfile,
  type GoodCase,
  type OptionsTo,
  type RuleCases,
} from './cases.ts';
export { type LintWith, lintWith } from './lint-with.ts';
export { casesOf, type PageCases } from './page.ts';
export { type Runner, testRule } from './test-rule.ts';
