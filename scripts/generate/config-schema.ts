import Ajv from 'ajv';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { buildSync } from 'esbuild';
import { rules } from '../../rules/index.generated.ts';
import { fileSchema, optionsByRuleSchema, optionsSchema, ruleEntrySchema } from '../../src/config/schema.ts';
import { ajvOptions } from '../../src/config/validation.ts';
import { helpUri, schemaUri } from '../../src/rule/links.ts';
import { groupOf, ruleNames } from '../../src/rule/names.ts';
import { SHELLCHECK, SHELLCHECK_NAMES } from '../../src/rule/peers.ts';
import type { AnyRule } from '../../src/rule/settings.ts';

/** The JSON Schema of configuration files for editors, and the validators of the program. Neither is in git. */
export default function configSchema(): Record<string, string> {
  return {
    'schema/config.schema.json': schemaText(rules),
    'src/config/validators.generated.ts': generateValidators(rules),
  };
}

/** The published schema: each name of a rule has one line. */
export function schemaText(rules: readonly AnyRule[]): string {
  return `${inLines(generateConfigSchema(rules))}\n`;
}

const levelOnly = { $ref: '#/definitions/levelOnly' };

/**
 * One draft-07 schema for a whole configuration file. Rules have their id, aliases and `group/*`; a name in one of our
 * own groups must be an existing rule, other groups are left to plugins.
 */
export function generateConfigSchema(rules: readonly AnyRule[]): object {
  const names = ruleNames(rules);
  const groups = [...new Set([...rules.map((rule) => groupOf(rule.id)), SHELLCHECK])];
  const { definitions, ...file } = fileSchema({
    properties: Object.fromEntries(names.all.map((name) => [name, entryFor(name, names.find(name))])),
    patternProperties: {
      [SHELLCHECK_NAMES]: {
        description: 'What ShellCheck finds, where `shellcheck` is true.',
        ...levelOnly,
      },
      [`^(?!(?:${groups.join('|')})/)[a-z][a-z0-9-]*/`]: {
        description: 'A rule of a plugin.',
        ...ruleEntrySchema({ type: 'object' }),
      },
    },
    additionalProperties: false,
  });
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: schemaUri(),
    title: 'Configuration of azml-lint',
    ...file,
    definitions: {
      levelOnly: ruleEntrySchema({ type: 'object', additionalProperties: false }),
      ...definitions,
    },
  };
}

/** The id of a rule has the schema, an alias of one rule refers to it; a name of several rules takes the options of all. */
function entryFor(name: string, rules: readonly AnyRule[]): object {
  const [rule, ...others] = rules;
  if (name === rule?.id) return ruleEntry(rule);
  if (rule && others.length === 0 && !name.endsWith('/*'))
    return { $ref: `#/definitions/rules/properties/${rule.id.replace('/', '~1')}` };
  const description = `All of: ${rules.map(({ id }) => id).join(', ')}.`;
  const options = Object.assign({}, ...rules.map(({ options }) => options?.schema)) as Record<string, object>;
  if (Object.keys(options).length === 0) return { description, allOf: [levelOnly] };
  return {
    description,
    ...ruleEntrySchema({ type: 'object', properties: options, additionalProperties: false }),
  };
}

function ruleEntry(rule: AnyRule): object {
  const { inference, training, other } = rule.level;
  const recommended = `Recommended: ${inference} on inference images, ${training} on training images, ${other} on others.`;
  return {
    description: `${rule.title}. ${recommended} ${helpUri(rule.id)}`,
    markdownDescription: `${rule.title}. ${recommended} [${rule.id}](${helpUri(rule.id)})`,
    ...(rule.options ? ruleEntrySchema(optionsSchema(rule)) : { allOf: [levelOnly] }),
  };
}

/** JSON with the first levels on several lines, and each deeper value on one line. */
function inLines(value: unknown, depth = 4, indent = ''): string {
  if (depth === 0 || typeof value !== 'object' || value === null || Array.isArray(value))
    return JSON.stringify(value);
  const inner = `${indent}  `;
  const lines = Object.entries(value).map(
    ([key, item]) => `${inner}${JSON.stringify(key)}: ${inLines(item, depth - 1, inner)}`,
  );
  return `{\n${lines.join(',\n')}\n${indent}}`;
}

/**
 * The source of a module with the functions that ajv makes from the schemas: `validateFile` for a whole configuration
 * file, where any rule may have any options, and `validateOptions` for options by the id of their rule, so that aliases
 * and plugins need no code of their own. The module has no dependencies: it runs without ajv.
 */
export function generateValidators(rules: readonly AnyRule[]): string {
  const ajv = new Ajv.default({ ...ajvOptions, code: { source: true, esm: true } });
  ajv.addSchema(fileSchema({ additionalProperties: ruleEntrySchema({ type: 'object' }) }), 'file');
  ajv.addSchema(optionsByRuleSchema(rules), 'options');
  const { outputFiles } = buildSync({
    stdin: {
      contents: standaloneCode.default(ajv, { validateFile: 'file', validateOptions: 'options' }),
      resolveDir: process.cwd(),
    },
    bundle: true,
    format: 'esm',
    write: false,
    minifySyntax: true,
  });
  return `// @ts-nocheck\n// Made by \`npm run generate\` from the schemas of the rules.\n${outputFiles[0]!.text}`;
}
