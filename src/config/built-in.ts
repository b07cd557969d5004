import { rules } from '../../rules/index.generated.ts';
import type { AnyRule } from '../rule/settings.ts';
import { type Validate, validateWith } from './validation.ts';

/** The rules that are always there, and what validates their configuration. */
export interface BuiltIn {
  readonly rules: readonly AnyRule[];
  /** Comes late, because most runs have no configuration file. */
  loadValidators(): Promise<Validators>;
}

export interface Validators {
  /** For a whole configuration file; options of rules are not looked into. */
  readonly file: Validate;
  /** For options by id of their rule. */
  readonly options: Validate;
}

export const builtIn: BuiltIn = {
  rules,
  async loadValidators() {
    const { validateFile, validateOptions } = await import('./validators.generated.ts');
    return { file: validateWith(validateFile), options: validateWith(validateOptions) };
  },
};
