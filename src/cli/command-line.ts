import yargs, { type Argv, type Options } from 'yargs';
import { presetNames } from '../config/presets.ts';
import { failOnValues } from '../config/schema.ts';
import { formatNames } from '../report/formats.ts';
import { groupOf } from '../rule/names.ts';
import { version } from '../version.ts';
import { UsageError } from './errors.ts';
import { colorModes, type Invocation, inventoryFormats, mayBeNone, shells } from './invocation.ts';
import type { Io } from './io.ts';
import {
  completionInvocation,
  configInvocation,
  explainInvocation,
  type Given,
  initInvocation,
  inventoryInvocation,
  lintInvocation,
  lspInvocation,
  mcpInvocation,
  reportInvocation,
  rulesInvocation,
} from './parsed-arguments.ts';
import { wrongUse } from './usage-error.ts';

const usage = `azml-lint [paths..]

Lints Dockerfiles that extend the images of Azure Machine Learning. A path is a \
file, a directory to search, a glob, or - for standard input.`;

const epilogue = `Exit status: 0 nothing at or above --fail-on, 1 findings (with --diff: \
something to fix), 2 wrong use, bad configuration, files that cannot be read or \
written, or an internal error, 3 nothing to lint.`;

/** All values are text here; a number is converted where one is expected. */
const parserConfiguration = {
  'camel-case-expansion': false,
  'dot-notation': false,
  'parse-numbers': false,
  'parse-positional-numbers': false,
  'strip-aliased': true,
};

type OptionTable = Readonly<Record<string, Options>>;

const color: OptionTable = {
  color: value('always, never or auto; --no-color is never'),
};

const day = value('Day to judge ages by, YYYY-MM-DD, instead of today');

/** Options in one group of the help. */
function group(title: string, table: OptionTable): OptionTable {
  return Object.fromEntries(
    Object.entries(table).map(([name, option]) => [name, { ...option, group: `${title}:` }]),
  );
}

const fileOptions = group('Files', {
  'force-ignore': flag('Apply ignore to files that are named, too'),
  'list-files': flag('Print the files that would be linted, no more'),
  'stdin-filename': value('Name for what is read from standard input'),
  jobs: { alias: 'j', ...value('Threads to use at most') },
});

const configOptions = group('Configuration', {
  config: { alias: 'c', ...value('Configuration file; --no-config: none') },
  select: value('Only these rules: ID, alias or group; repeatable'),
  preset: value(`${presetNames.join(', ')}; instead of the configuration's`),
  rule: value('ID=SEVERITY, that is off, info, warning or error; repeatable'),
  'build-arg': value('KEY=VALUE as for docker build; repeatable'),
  context: value('Directory of the build context; --no-context: text only'),
  'build-context': value('NAME=DIR as for docker buildx build; repeatable'),
  'fail-on': value(`Lowest severity that fails: ${failOnValues.join(', ')}`),
  now: day,
  shellcheck: flag('ShellCheck looks at the scripts of RUNs, too'),
  trust: flag('Load plugins in CI too; they run code'),
});

const reportOptions = group('Report', {
  format: { alias: 'f', ...value(`${formatNames.join(', ')}; with =FILE written there; repeatable`) },
  output: { alias: 'o', ...value('File to print the report to') },
  statistics: flag('Count the findings of each rule, do not show them'),
  'max-findings': value('Report at most so many findings'),
  'show-suppressed': flag('Report suppressed findings too'),
  'sarif-suppressed': flag('Put suppressed findings into SARIF, as suppressed'),
  category: value('Name of this analysis, for SARIF'),
  verbose: flag('Say which build context each Dockerfile has, and why'),
  quiet: { alias: 'q', ...flag('Messages only: no code, summary or progress') },
  ...color,
});

const fixOptions = group('Fixes', {
  fix: flag('Make the safe fixes in the files'),
  diff: flag('Print what --fix would change, and change nothing'),
  unsafe: flag('Also the fixes that should be looked at afterwards'),
  'rule-only': value('Only fixes of these rules: ID, alias or group; repeatable'),
});

const baselineOptions = group('Old findings', {
  baseline: value('File of old findings; --no-baseline: none'),
  'update-baseline': flag('Write all that is found into the baseline'),
  'prune-baseline': flag('Take out of the baseline what is no longer found'),
});

/** The options of each command, by its name. */
const optionsOf = {
  lint: {
    ...fileOptions,
    ...reportOptions,
    ...fixOptions,
    ...baselineOptions,
    ...configOptions,
  },
  rules: { format: { alias: 'f', ...value('text, json') }, ...color },
  explain: color,
  init: {
    from: value('Configuration of hadolint to turn into ours: .hadolint.yaml'),
    force: flag('Write over a configuration that is there'),
  },
  config: configOptions,
  lsp: {
    ...configOptions,
    stdio: { ...flag('Talk over standard input and output, as it always does'), hidden: true },
    'client-process-id': { ...value('What some clients add'), alias: 'clientProcessId', hidden: true },
  },
  report: {
    output: { alias: 'o', ...value('File to write the page to') },
    previous: value('DIR with earlier reports, to say what changed; repeatable'),
    'fail-on-worse': flag('Fail if a repository got worse since then'),
    now: day,
  },
  completion: {},
  inventory: inventoryTable(),
  mcp: { config: configOptions.config!, trust: flag('Load plugins of the configurations that are found') },
} satisfies Readonly<Record<string, OptionTable>>;

/** Those of a lint that do not need rules. */
function inventoryTable(): OptionTable {
  const { 'list-files': _, ...files } = fileOptions;
  const { config, context, now, trust } = configOptions;
  const { output, quiet } = reportOptions;
  return {
    ...files,
    format: { ...reportOptions.format, describe: inventoryFormats.join(', ') },
    output: output!,
    quiet: { ...quiet, describe: 'Nothing but the inventory and errors' },
    ...group('Report', color),
    config: config!,
    'build-arg': configOptions['build-arg']!,
    context: context!,
    'build-context': configOptions['build-context']!,
    now: now!,
    trust: trust!,
  };
}

function value(describe: string): Options {
  return { type: 'string', nargs: 1, describe };
}

function flag(describe: string): Options {
  return { type: 'boolean', describe };
}

/** Parses a command line. Throws {@link UsageError}. A shell's completion proposes the rule names. */
export function parseCommandLine(args: readonly string[], io: Io, ruleNames: readonly string[]): Invocation {
  const isCompletion = args.includes('--get-yargs-completions');
  const options = optionsFor(args);
  let invocation: Invocation | undefined;
  const chosen = (read: (given: Given, io: Io) => Invocation) => (given: Given) => {
    refuseNegated(given, options);
    invocation = read(given, io);
  };
  const declareListed = (parser: Argv) =>
    declareRules(parser, isCompletion ? withoutAliases(optionsOf.rules) : optionsOf.rules);
  const declareExplained = (parser: Argv) => declareExplain(parser, isCompletion ? ruleNames : []);
  const declareShell = (parser: Argv) => declareCompletion(parser, isCompletion ? shells : []);
  const parser: Argv = yargs()
    .scriptName('azml-lint')
    .usage(usage)
    .locale('en')
    .parserConfiguration(parserConfiguration)
    .command('$0', false, declareLint, chosen(lintInvocation))
    .command('rules [words..]', 'List the rules', declareListed, chosen(rulesInvocation))
    .command('explain <rule>', 'Show the page of a rule', declareExplained, chosen(explainInvocation))
    .command('init', 'Write a configuration to start from', declareInit, chosen(initInvocation))
    .command(
      'config <path>',
      'Show the settings for a file and their origins',
      declareConfig,
      chosen(configInvocation),
    )
    .command(
      'report <paths..>',
      'Make a page of the reports of many repositories',
      declareReport,
      chosen(reportInvocation),
    )
    .command(
      'completion [shell]',
      'Print a completion script for a shell',
      declareShell,
      chosen(completionInvocation),
    )
    .command('lsp', 'Serve an editor (Language Server Protocol)', declareLsp, chosen(lspInvocation))
    .command(
      'inventory',
      'Show what each stage and environment is built on',
      (one: Argv) => declareInventory(one, isCompletion),
      chosen(inventoryInvocation),
    )
    .command('mcp', 'Serve coding agents, over the Model Context Protocol', declareMcp, chosen(mcpInvocation))
    .version(version)
    .alias('help', 'h')
    .alias('version', 'V')
    .epilogue(epilogue)
    .wrap(Math.min(io.stdout.columns ?? 80, 100))
    .strictOptions()
    .exitProcess(false)
    .fail((message, error) => {
      if (error !== undefined && error.name !== 'YError') throw error;
      throw wrongUse(message, args, options);
    });
  if (isCompletion) parser.options(proposed(optionsOf.lint, ruleNames));
  let printed = '';
  parser.parse(
    isCompletion ? [...args] : withColorValues(args),
    {},
    (_error: unknown, _given: unknown, output: string) => {
      printed = output;
    },
  );
  return invocation ?? { command: 'print', text: `${printed.trimEnd()}\n` };
}

/** The options of the command that the arguments name. */
function optionsFor(args: readonly string[]): OptionTable {
  const [command = 'lint'] = args;
  return {
    ...((optionsOf as Readonly<Record<string, OptionTable>>)[command] ?? optionsOf.lint),
    help: { alias: 'h', ...flag('') },
    version: { alias: 'V', ...flag('') },
  };
}

/** `--no-X` switches a flag off, or means "none" for an option that allows it. Other options have no such form. */
function refuseNegated(given: Given, options: OptionTable): void {
  for (const [name, { type }] of Object.entries(options)) {
    if (type !== 'string' || mayBeNone.includes(name) || ![given[name]].flat().includes(false)) continue;
    throw new UsageError(`there is no option \`--no-${name}\``);
  }
}

/**
 * `--color` takes a value only after `=`, or if the next word is one of its values: `--color Dockerfile` names a file.
 */
function withColorValues(args: readonly string[]): string[] {
  const end = args.indexOf('--');
  const given = end === -1 ? args : args.slice(0, end);
  const isValue = (arg: string | undefined) => (colorModes as readonly unknown[]).includes(arg);
  return [
    ...given.flatMap((arg, index) => {
      if (arg === '--no-color') return ['--color=never'];
      if (arg === '--color') return [`--color=${isValue(given[index + 1]) ? given[index + 1] : 'always'}`];
      return isValue(arg) && given[index - 1] === '--color' ? [] : [arg];
    }),
    ...args.slice(given.length),
  ];
}

/** Values of options that a shell can propose whatever rules there are. */
const fixedChoices: Readonly<Record<string, readonly string[]>> = {
  color: colorModes,
  format: formatNames,
  preset: presetNames,
  'fail-on': failOnValues,
};

/** Options that are proposed to a shell without a command; the commands do not inherit them. */
function proposed(table: OptionTable, ruleNames: readonly string[]): Record<string, Options> {
  const selectable = [...new Set(ruleNames.map(groupOf)), ...ruleNames];
  const choices: Readonly<Record<string, readonly string[]>> = {
    ...fixedChoices,
    select: selectable,
    'rule-only': selectable,
  };
  return Object.fromEntries(
    Object.entries(withoutAliases(table)).map(([name, option]) => [
      name,
      { ...option, global: false, ...(choices[name] && { choices: choices[name] }) },
    ]),
  );
}

/** Without aliases, because yargs would propose `--f` for `-f`. */
function withoutAliases(table: OptionTable): OptionTable {
  return Object.fromEntries(Object.entries(table).map(([name, { alias: _, ...option }]) => [name, option]));
}

function declareLint(parser: Argv): Argv {
  return parser
    .options(optionsOf.lint)
    .example('$0', 'Every Dockerfile below this directory')
    .example('$0 images/train.Dockerfile', 'One file')
    .example('$0 -f text -f sarif=out.sarif', 'With a report for code scanning')
    .example('$0 -f json -o out.json', 'A report in a file')
    .example('$0 --select apt --statistics', 'What rules about apt find, in figures')
    .example('$0 --rule apt/lists-kept=off .', 'All but one rule')
    .example('$0 --diff --unsafe', 'What fixing would change')
    .example('$0 --fix', 'Fix what can be fixed safely')
    .example('$0 - <Dockerfile', 'Standard input')
    .example('$0 explain apt/lists-kept', 'Why, and what to do');
}

function declareRules(parser: Argv, options: OptionTable): Argv {
  return parser
    .positional('words', {
      type: 'string',
      describe: 'Only rules whose id, aliases or title have all of these',
    })
    .options(options)
    .strict()
    .example('$0 rules pip', 'The rules about pip')
    .example('$0 rules --format json', 'All rules, for programs');
}

function declareExplain(parser: Argv, ruleNames: readonly string[]): Argv {
  const choices = ruleNames.length === 0 ? {} : { choices: ruleNames };
  return parser
    .positional('rule', { type: 'string', describe: 'Id or alias of the rule', ...choices })
    .options(optionsOf.explain)
    .strict()
    .example('$0 explain apt/lists-kept', 'By its id')
    .example('$0 explain DL3009', 'By the name that another linter has for it');
}

function declareInit(parser: Argv): Argv {
  return parser
    .options(optionsOf.init)
    .strict()
    .example('$0 init --from .hadolint.yaml', 'With the settings of hadolint');
}

function declareCompletion(parser: Argv, proposed: readonly string[]): Argv {
  const choices = proposed.length === 0 ? {} : { choices: proposed };
  return parser
    .positional('shell', {
      type: 'string',
      describe: `${shells.join(', ')}; if not given, that of SHELL`,
      ...choices,
    })
    .strict()
    .example('$0 completion bash >> ~/.bashrc', 'For bash')
    .example('$0 completion zsh >> ~/.zshrc', 'For zsh')
    .example('$0 completion fish > ~/.config/fish/completions/azml-lint.fish', 'For fish')
    .example('$0 completion powershell >> $PROFILE', 'For PowerShell');
}

function declareLsp(parser: Argv): Argv {
  return parser
    .options(optionsOf.lsp)
    .strict()
    .example('$0 lsp', 'What an editor starts')
    .example('$0 lsp --trust', 'For folders whose plugins may run');
}

function declareConfig(parser: Argv): Argv {
  return parser
    .positional('path', { type: 'string', describe: 'The Dockerfile' })
    .options(optionsOf.config)
    .strict()
    .example('$0 config images/train.Dockerfile', 'Which rules hold there, and why');
}

function declareInventory(parser: Argv, isCompletion: boolean): Argv {
  const table = optionsOf.inventory;
  const { format, ...others } = isCompletion ? withoutAliases(table) : table;
  return (
    parser
      // As for a lint: a positional would lose `-`.
      .usage('$0 inventory [paths..]')
      .options({ ...others, format: { ...format, ...(isCompletion && { choices: inventoryFormats }) } })
      .example('$0 inventory', 'Of every file below this directory')
      .example('$0 inventory -f csv -o images.csv', 'For a spreadsheet')
      .example('$0 inventory --build-arg TAG=3.12 Dockerfile', 'As it is built')
  );
}

function declareMcp(parser: Argv): Argv {
  return parser
    .options(optionsOf.mcp)
    .strict()
    .example('claude mcp add azml-lint -- npx -y azml-lint mcp', 'For Claude Code');
}

function declareReport(parser: Argv): Argv {
  return parser
    .positional('paths', { type: 'string', describe: 'JSON reports, and directories with some' })
    .options(optionsOf.report)
    .strict()
    .example('$0 report reports -o fleet.html', 'All reports below a directory')
    .example('$0 report new --previous old -o fleet.html', 'With what changed');
}
