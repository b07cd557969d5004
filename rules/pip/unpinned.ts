import { defineRule, type Install, type Package, type RunStep } from 'azml-lint';
import { commandsSchema, isChosen, redirectionStarts, withReference } from 'azml-lint/facts';

/** At most this many packages are named; the others are counted. */
const MOST_NAMES = 3;

interface Options {
  readonly except: readonly string[];
  readonly lowerBounds: 'open' | 'pins';
  readonly besideFiles: boolean;
  readonly ofOtherRules: boolean;
  readonly commands: readonly string[];
}

export default defineRule({
  id: 'pip/unpinned',
  aliases: { DL3013: 'differs' },
  title: 'Python packages have no version',
  level: { inference: 'info', training: 'info', other: 'info' },
  messages: {
    open:
      'The next build of this environment may get another {packages}, so that what was tested is not what runs. ' +
      'Write {pins} (`pip freeze` in an image that works shows the versions).',
    repository:
      '`{package}` names no commit or tag, so each build gets what is there that day. Write `{pinned}`.',
  },
  options: {
    defaults: {
      except: ['pip', 'setuptools', 'wheel'],
      lowerBounds: 'open',
      besideFiles: true,
      ofOtherRules: false,
      commands: [],
    } as Options,
    schema: {
      except: {
        type: 'array',
        items: { type: 'string', minLength: 1 },
        description: 'Packages that need no version, such as tools that the build alone uses.',
      },
      lowerBounds: {
        enum: ['open', 'pins'],
        description:
          'Whether a lower bound alone, as in `flask>=3`, leaves the version open, or counts as one.',
      },
      besideFiles: {
        type: 'boolean',
        description: 'Whether packages are looked at that stand next to `-r requirements.txt`.',
      },
      ofOtherRules: {
        type: 'boolean',
        description:
          'Whether packages are reported here too that have a rule of their own: `git+https://…` (`pip/unpinned-git`), ' +
          '`flask>=3` without quotes (`pip/unquoted-specifier`).',
      },
      commands: commandsSchema,
    },
  },
  presetOptions: {
    hadolint: {
      except: [],
      lowerBounds: 'pins',
      besideFiles: false,
      ofOtherRules: true,
      commands: ['pip install', 'pipx install'],
    },
  },
  check({ file, options, report }) {
    for (const run of file.runs) {
      for (const install of run.installs) {
        if (!isLookedAt(install, run, options)) continue;
        const open = install.packages.filter((each) => isOpen(each, install, options));
        const [first] = open;
        if (!first) continue;
        if (first.repository)
          report({
            at: first.word,
            message: 'repository',
            data: { package: first.word.text, pinned: withReference(first.word.text, '') },
          });
        else report({ at: first.word, message: 'open', data: inWords(open) });
      }
    }
  },
});

function isLookedAt(
  { manager, command, files, constraints }: Install,
  { before }: RunStep,
  { commands, besideFiles }: Options,
): boolean {
  if (manager !== 'pip' || !isChosen(command, commands)) return false;
  // Constraints may pin everything.
  return (
    constraints.length === 0 && !before.variable('PIP_CONSTRAINT') && (besideFiles || files.length === 0)
  );
}

function isOpen(
  { word, name, pin, specifier, repository }: Package,
  { command }: Install,
  { except, lowerBounds, ofOtherRules }: Options,
): boolean {
  if (repository) return ofOtherRules && specifier === '' && command.targets.includes(word);
  // In `flask>=3` without quotes, the shell takes the version for a redirection.
  const isTorn = redirectionStarts(command).has(word.end);
  if (name === undefined || (isTorn && !ofOtherRules) || except.includes(name)) return false;
  // `--upgrade 'flask>=3'` asks for the newest on purpose: a patch of what is there.
  const isPatch = /^>=[^,]*$/.test(specifier.trim()) && command.flag('-U', '--upgrade') !== undefined;
  return pin === 'none' || (pin === 'open' && lowerBounds === 'open' && !isPatch);
}

function inWords(packages: readonly Package[]) {
  const names = [...new Set(packages.flatMap(({ repository, written }) => (repository ? [] : written!)))];
  const shown = names.slice(0, MOST_NAMES);
  const listed = (suffix: string) => shown.map((name) => `\`${name}${suffix}\``).join(', ');
  const more = names.length > shown.length ? ' …' : '';
  return { packages: listed('') + more, pins: listed('==…') + more };
}
