import type { ErrorObject, Options } from 'ajv';
import type { AnyRule } from '../rule/settings.ts';
import { defaultsOf, optionsByRuleSchema, optionsSchema } from './schema.ts';

/** How schemas are compiled: at build time for what is built in, at run time for the rules of plugins. */
export const ajvOptions: Options = { allErrors: true, strictTuples: false, strictTypes: false };

/** Says what is wrong with a value; nothing is an empty list. */
export type Validate = (value: unknown) => readonly ErrorObject[];

/** A function that ajv made of a schema. */
export interface Compiled {
  (value: unknown): unknown;
  errors?: readonly ErrorObject[] | null;
}

export function validateWith(compiled: Compiled): Validate {
  return (value) => (compiled(value) ? [] : (compiled.errors ?? []));
}

/** What is known of the options of some rules: a validator for options by id of their rule, and what is wrong with the rules. */
export interface CheckedOptions {
  readonly validate: Validate;
  readonly problems: readonly string[];
}

/** Compiles the options of a plugin's rules. Schemas that are no JSON Schema and defaults that do not fit are problems. */
export async function compileOptions(rules: readonly AnyRule[]): Promise<CheckedOptions> {
  // A CommonJS package in a file of its own has a default export only.
  const { Ajv } = (await import('ajv')).default;
  const ajv = new Ajv(ajvOptions);
  const problems = rules.flatMap((rule) => {
    try {
      const errors = validateWith(ajv.compile(optionsSchema(rule)))(defaultsOf(rule));
      return errors.map(
        ({ instancePath, message }) => `the default of \`${rule.id}\` at ${instancePath} ${message}`,
      );
    } catch (error) {
      return [
        `the options of \`${rule.id}\` are no JSON Schema: ${error instanceof Error ? error.message : error}`,
      ];
    }
  });
  return {
    validate: problems.length > 0 ? () => [] : validateWith(ajv.compile(optionsByRuleSchema(rules))),
    problems,
  };
}
