import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';
import { generateValidators } from '../scripts/generate/config-schema.ts';
import type { BuiltIn } from '../src/config/built-in.ts';
import { type ConfigurationLoader, configurationLoader } from '../src/config/load.ts';
import type { LoadOptions } from '../src/config/load-options.ts';
import { ConfigError } from '../src/config/problem.ts';
import { validateWith } from '../src/config/validation.ts';
import type { FamilyLevels } from '../src/rule/rule.ts';
import type { AnyRule } from '../src/rule/settings.ts';
import type { Span } from '../src/text/fragment.ts';
import type { SourceFile } from '../src/text/source.ts';

/** A rule that does nothing. */
export function ruleNamed(id: string, more: Partial<AnyRule> = {}): AnyRule {
  return {
    id,
    title: `Rule ${id}`,
    level: levelsOf('warning'),
    messages: { found: 'Found.' },
    check: () => {},
    ...more,
  };
}

export function levelsOf(
  inference: FamilyLevels['inference'],
  training = inference,
  other = training,
): FamilyLevels {
  return { inference, training, other };
}

/** They replace the built-in rules: one of each kind that configuration distinguishes. */
export const sampleRules: readonly AnyRule[] = [
  ruleNamed('apt/lists-kept', { aliases: ['DL3009'], level: levelsOf('error', 'warning') }),
  ruleNamed('apt/recommends-installed', { aliases: ['DL3015'], level: levelsOf('info') }),
  ruleNamed('apt/upgrade', { level: levelsOf('off') }),
  ruleNamed('base-image/not-allowed', {
    aliases: ['DL3026'],
    level: levelsOf('error'),
    options: {
      defaults: { allow: ['mcr.microsoft.com/azureml/**'], stages: 'final', copySources: false },
      schema: {
        allow: {
          type: 'array',
          items: { type: 'string', minLength: 1 },
          minItems: 1,
          description: 'Globs of images.',
        },
        stages: { enum: ['final', 'all'], description: 'Which stages.' },
        copySources: { type: 'boolean', description: 'Also images that are copied from.' },
      },
    },
  }),
  ruleNamed('dockerfile/several-cmds', { aliases: ['DL4003', 'MultipleInstructionsDisallowed'] }),
  ruleNamed('dockerfile/several-entrypoints', {
    aliases: ['DL4004', 'MultipleInstructionsDisallowed'],
    level: levelsOf('error'),
  }),
  ruleNamed('policy/forbidden-command', {
    level: levelsOf('off'),
    options: {
      defaults: { commands: [] },
      schema: {
        commands: {
          type: 'array',
          description: 'What may not be run.',
          items: {
            type: 'object',
            properties: { name: { type: 'string' }, message: { type: 'string' } },
            required: ['name'],
            additionalProperties: false,
          },
        },
      },
      required: ['commands'],
    },
  }),
  ruleNamed('user/root-not-dropped', { aliases: ['DL3002'], level: levelsOf('error', 'off', 'warning') }),
  ruleNamed('user/name-not-numeric', { level: levelsOf('off'), strictLevel: 'error' }),
];

const source = generateValidators(sampleRules);
const validators = await import(`data:text/javascript;base64,${Buffer.from(source).toString('base64')}`);

/** As in the program, but with the sample rules. */
export const samples: BuiltIn = {
  rules: sampleRules,
  loadValidators: async () => ({
    file: validateWith(validators.validateFile),
    options: validateWith(validators.validateOptions),
  }),
};

const projects: string[] = [];
afterAll(() => {
  for (const root of projects) rmSync(root, { recursive: true, force: true });
});

/** Writes files, texts by path, into a new directory that counts as a repository, and returns its path. */
export function project(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'azml-lint-config-'));
  projects.push(root);
  for (const [path, text] of Object.entries({ '.git': '', ...files })) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

/** A loader that knows the sample rules. */
export function loaderIn(cwd: string, options: Partial<LoadOptions> = {}): ConfigurationLoader {
  return configurationLoader({ cwd, now: '2026-07-31', ...options }, samples);
}

/** The problems of the configuration of `Dockerfile`: `[place: message, hint]`, or `[]`. */
export async function problemsIn(
  cwd: string,
  options: Partial<LoadOptions> = {},
): Promise<readonly string[]> {
  try {
    await loaderIn(cwd, options)('Dockerfile');
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.message.split('\n');
  }
}

export function textAt({ text }: SourceFile, { start, end }: Span): string {
  return text.slice(start, end);
}
