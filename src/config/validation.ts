import type { Ajv, ErrorObject, Options } from 'ajv';
import type { AnyRule } from '../rule/settings.ts';
import { defaultsOf, optionsByRuleSchema, optionsSchema } from './schema.ts';

/** How schemas are compiled: at build time for the built-in ones, at run time for the rules of plugins. */
export const ajvOptions: Options = { allErrors: true, strictTuples: false, strictTypes: false };

/** Returns the errors of a value; the list is empty for a valid one. */
export type Validate = (value: unknown) => readonly ErrorObject[];

/** A function that ajv made from a schema. */
export interface Compiled {
  (value: unknown): unknown;
  errors?: readonly ErrorObject[] | null;
}

export function validateWith(compiled: Compiled): Validate {
  return (value) => (compiled(value) ? [] : (compiled.errors ?? []));
}

/** A validator for options by the id of their rule, and the problems with the rules themselves. */
export interface CheckedOptions {
  readonly validate: Validate;
  readonly problems: readonly string[];
}

/** Created once, because it first compiles the schema of all schemas. */
let shared: Ajv | undefined;

/** Makes a function that compiles a schema; it keeps nothing, so that another schema may take its place. */
async function compiler(): Promise<(schema: object) => Compiled> {
  // A CommonJS package in a file of its own has only a default export.
  const { Ajv } = (await import('ajv')).default;
  shared ??= new Ajv({ ...ajvOptions, addUsedSchema: false });
  const ajv = shared;
  return (schema) => {
    try {
      return ajv.compile(schema);
    } finally {
      ajv.removeSchema(schema);
    }
  };
}

/** Compiles the options of a plugin's rules. Invalid JSON Schemas and defaults that do not match them are problems. */
export async function compileOptions(rules: readonly AnyRule[]): Promise<CheckedOptions> {
  const compile = await compiler();
  const problems = rules.flatMap((rule) => {
    try {
      const errors = validateWith(compile(optionsSchema(rule)))(defaultsOf(rule));
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
    validate: problems.length > 0 ? () => [] : validateWith(compile(optionsByRuleSchema(rules))),
    problems,
  };
}
