import {
  defineRule,
  type Install,
  matchesGlob,
  normalizePolicyEntries,
  type Package,
  type PackageManager,
  type PolicyWords,
  policyEntriesSchema,
} from 'azml-lint';
import {
  allInstalls,
  isSubrange,
  packageManagers,
  packageName,
  versionRange,
  versionsOf,
} from 'azml-lint/facts';

interface Entry extends PolicyWords {
  readonly package: string;
  readonly instead?: string;
  readonly managers?: readonly PackageManager[];
}

interface Options {
  readonly packages: readonly (string | Entry)[];
  readonly managers: readonly PackageManager[];
}

const managersSchema = { type: 'array', items: { enum: packageManagers }, minItems: 1 };

export default defineRule({
  id: 'policy/forbidden-package',
  title: 'A RUN installs a package that policy forbids',
  level: { inference: 'off', training: 'off', other: 'off' },
  messages: {
    forbidden: '`{package}` is forbidden by policy{cure}.',
    version: '`{package}` is forbidden by policy, which rules out `{forbidden}`{cure}{newer}.',
  },
  options: {
    defaults: { packages: [], managers: packageManagers } as Options,
    required: ['packages'],
    schema: {
      packages: policyEntriesSchema(
        'Packages that no RUN may install.',
        'package',
        {
          type: 'string',
          pattern:
            '^[^\\s<>=~!,;[\\]]+(?:\\s*(?:<=?|>=?|==|~=)\\s*v?\\d[\\w.*+]*(?:\\s*,(?=\\s*[<>=~])|$))*$',
          description:
            'The name of a package, which may be a glob: `azureml-*`; or a name and versions: `pillow<10.3`, ' +
            '`torch>=2.0,<2.6`, which only pip, conda, npm, yarn and pnpm are held to.',
        },
        {
          instead: { type: 'string', minLength: 1, description: 'The package to use.' },
          managers: { ...managersSchema, description: 'The package managers that the entry is about.' },
        },
      ),
      managers: {
        ...managersSchema,
        description: 'The package managers that entries without their own are about.',
      },
    },
  },
  check({ file, options, report }) {
    const entries = normalizePolicyEntries(options.packages, 'package').map((entry) => ({
      managers: options.managers,
      ...entry,
      ...readEntry(entry.package),
    }));
    for (const { manager, packages } of allInstalls(file)) {
      const candidates = entries.filter(({ managers }) => managers.includes(manager));
      for (const one of packages) {
        const entry = candidates.find((candidate) => isForbidden(one, manager, candidate));
        if (!entry) continue;
        const cure = entry.instead === undefined ? '' : `: use \`${entry.instead}\``;
        const about = { at: one.word, policy: entry };
        const data = { package: one.word.text, cure };
        if (entry.specifier === '') report({ ...about, message: 'forbidden', data });
        else {
          const newer = entry.instead === undefined ? newerThan(entry.specifier) : '';
          report({ ...about, message: 'version', data: { ...data, forbidden: entry.package, newer } });
        }
      }
    }
  },
});

/** The first version above the forbidden ones, if there is one. */
function newerThan(specifier: string): string {
  const end = /<\s*([\w.]+)$/.exec(specifier)?.[1];
  return end === undefined ? '' : `: ask for \`${end}\` or newer`;
}

interface Forbidden {
  readonly name: string;
  readonly specifier: string;
}

function readEntry(text: string): Forbidden {
  const [, name = text, specifier = ''] = /^([^\s<>=~]+)\s*(.*)$/.exec(text) ?? [];
  return { name, specifier };
}

/** An open version may be any version: an install is forbidden only if all versions that it allows are. */
function isForbidden(one: Package, manager: Install['manager'], { name, specifier }: Forbidden): boolean {
  if (one.name === undefined || !matchesGlob(packageName(name, manager), one.name)) return false;
  if (specifier === '') return true;
  const versions = versionsOf(one, manager);
  const forbidden = versionRange(specifier);
  return versions !== undefined && forbidden !== undefined && isSubrange(versions, forbidden);
}
