/** azml-lint/testing: tests for rules, with any runner that has `describe` and `it`. */

export type {
  CaseSettings,
  ForEach,
  InvalidCase,
  InvalidCases,
  InvalidProject,
  OptionsTo,
  RuleCases,
  ValidCase,
  ValidCases,
  ValidProject,
} from './cases.ts';
export { dockerfile, dockerfiles } from './dockerfile-tag.ts';
export { type LintWith, lintWith } from './lint-with.ts';
export { casesOf, type PageCases } from './page.ts';
export { type RegisterTest, type Runner, testRule } from './test-rule.ts';
