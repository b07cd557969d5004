import {
  defineRule,
  knownText,
  matchesGlob,
  normalizePolicyEntries,
  type PolicyWords,
  policyEntriesSchema,
} from 'azml-lint';

interface Entry extends PolicyWords {
  readonly name: string;
}

interface Options {
  readonly names: readonly (string | Entry)[];
  readonly values: Readonly<Record<string, string | readonly string[]>>;
}

const glob = { type: 'string', description: 'A glob, where `*` stops at a slash and `**` does not.' };

export default defineRule({
  id: 'policy/required-env',
  title: 'The image lacks an environment variable that policy requires',
  level: { inference: 'off', training: 'off', other: 'off' },
  messages: {
    missing:
      'Policy requires the environment variable `{name}`{allowed}, and nothing here sets it. Add `ENV {name}={value}`.',
    value: '`{name}` is `{value}`, but policy requires {allowed}. Write `{name}={better}`.',
    base: 'The base image sets `{name}` to `{value}`, but policy requires {allowed}. Write `ENV {name}={better}`.',
  },
  options: {
    defaults: { names: [], values: {} } as Options,
    required: ['names'],
    schema: {
      names: policyEntriesSchema('Environment variables that the image must have.', 'name', {
        type: 'string',
        pattern: '^[A-Za-z_][A-Za-z0-9_]*$',
        description: 'The name of an environment variable.',
      }),
      values: {
        type: 'object',
        additionalProperties: { anyOf: [glob, { type: 'array', items: glob, minItems: 1 }] },
        description: 'The values that a variable may have, by its name: one glob or several.',
      },
    },
  },
  check({ file: { finalStage }, options, report }) {
    if (!finalStage) return;
    const { from, atEnd } = finalStage;
    const base = from.image ?? from.keyword;
    const entries = new Map(
      normalizePolicyEntries(options.names, 'name').map((entry) => [entry.name, entry]),
    );

    for (const entry of entries.values()) {
      if (atEnd.env(entry.name)) continue;
      const { name } = entry;
      const globs = allowedFor(name, options);
      const allowed = globs.length === 0 ? '' : ` as ${inWords(globs)}`;
      const value = valueFor(globs);
      report({ at: base, message: 'missing', data: { name, allowed, value }, policy: entry });
    }
    for (const name of Object.keys(options.values)) {
      const binding = atEnd.env(name);
      const value = binding && knownText(binding.value);
      const allowed = allowedFor(name, options);
      if (value === undefined || allowed.some((pattern) => matchesGlob(pattern, value))) continue;
      const message = binding?.pair ? 'value' : 'base';
      const data = { name, value, allowed: inWords(allowed), better: valueFor(allowed) };
      report({ at: binding?.pair ?? base, message, data, policy: entries.get(name) });
    }
  },
});

function allowedFor(name: string, { values }: Options): readonly string[] {
  return Object.hasOwn(values, name) ? [values[name]!].flat() : [];
}

/** A value to write, with `…` for open parts. */
function valueFor(globs: readonly string[]): string {
  const exact = globs.find((pattern) => !/[*?]/.test(pattern));
  return exact ?? globs[0]?.replaceAll(/[*?]+/g, '…') ?? '…';
}

function inWords(globs: readonly string[]): string {
  return globs.map((pattern) => `\`${pattern}\``).join(' or ');
}
