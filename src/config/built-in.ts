import { rules } from '../../rules/index.generated.ts';
import type { AnyRule } from '../rule/settings.ts';
import { type Validate, validateWith } from './validation.ts';

/** The built-in rules, and the validators of their configuration. */
export interface BuiltIn {
  readonly rules: readonly AnyRule[];
  /** Loaded on demand, because most runs have no configuration file. */
  loadValidators(): Promise<Validators>;
}

/** Rules together with one for each code of ShellCheck. */
export async function withShellcheck(rules: readonly AnyRule[]): Promise<readonly AnyRule[]> {
  const { shellcheckRules } = await import('../shellcheck/rules.ts');
  return [...rules, ...shellcheckRules];
}

export interface Validators {
  /** For a whole configuration file, except the options of rules. */
  readonly file: Validate;
  /** For options by the id of their rule. */
  readonly options: Validate;
}

export const builtIn: BuiltIn = {
  rules,
  async loadValidators() {
    const { validateFile, validateOptions } = await import('./validators.generated.ts');
    return { file: validateWith(validateFile), options: validateWith(validateOptions) };
  },
};
