import { posix } from 'node:path';
import { rules } from '../../rules/index.generated.ts';
import { type Peer, peerOf, peers } from '../../src/rule/peers.ts';
import type { AnyRule } from '../../src/rule/settings.ts';
import { fenced } from '../blocks.ts';
import { allDifferences, type Difference } from '../differences.ts';

/** docs/differences.md: what the pages of the rules say below `## Differences`, and what the presets set. */
export default function differences(): Record<string, string> {
  const all = allDifferences();
  const sections = rules.flatMap((rule) => {
    const own = all.filter((one) => one.rule === rule);
    return own.length === 0 ? [] : [`## ${rule.id}\n\n${own.map(sectionOf).join('\n')}`];
  });
  return { 'docs/differences.md': `${introduction}\n${presetTable()}\n${sections.join('\n')}` };
}

const introduction = `# Where azml-lint says something else

<!-- Made by \`npm run generate\` from the pages of the rules. -->

Many rules have a name that other linters know too: a \`DL…\` of hadolint, a check of BuildKit. The name works everywhere an
id does. \`--preset hadolint\` reports what hadolint 2.15.1 reports, and \`--preset buildkit\` what \`docker build --check\` of BuildKit
0.34 reports, but for what is listed here: places where the other tool is wrong, or cannot know. A test runs each example.

What holds for all of them:

- hadolint's \`style\` is our \`info\`.
- Findings are at the exact words; the other tools name the first line, or all lines, of an instruction.
- A comment of azml-lint or hadolint hides the findings of any rule it names, by whichever name. A comment of BuildKit (\`# check=skip=…\`) hides
  what it hides there: the checks of BuildKit.
- A file that BuildKit refuses is linted to its end; hadolint reports DL1000 alone where its own grammar stops, and BuildKit an error.
- \`MultipleInstructionsDisallowed\` is three rules here, one for each instruction.
- Instructions that begin with \`{{\` or \`{%\` are a template: nothing is said about what it will become.
`;

/** The options that the presets set. */
function presetTable(): string {
  const rows = peers.flatMap((peer) => rules.flatMap((rule) => presetRow(peer, rule)));
  if (rows.length === 0) return '';
  return `The presets also set options, where a rule by itself looks at less or at more than the other linter does:

| Preset | Rule | Options |
| --- | --- | --- |
${rows.join('')}`;
}

function presetRow(peer: Peer, rule: AnyRule): string[] {
  const options = rule.presetOptions?.[peer];
  return options === undefined
    ? []
    : [`| \`${peer}\` | [${rule.id}](../rules/${rule.id}.md#options) | \`${JSON.stringify(options)}\` |\n`];
}

function sectionOf({ rule, names, theirWay, ourWay, example, theirs, settings }: Difference): string {
  const ours = [...new Set(example.markers.filter(({ kind }) => kind === 'finding').map(({ line }) => line))];
  const asSet = settings.options ? `With \`${rule.id}: ${JSON.stringify(settings.options)}\`: ` : '';
  const outcome = `*${asSet}${linterOf(names[0]!)}: ${linesOf(theirs)}; azml-lint: ${linesOf(ours)}.*\n`;
  return `### ${listOf(names)} ${theirWay}\n\n${fromDocs(ourWay, rule)}\n\n${fenced('dockerfile', example.text)}\n${outcome}`;
}

/** Text of the page of a rule, with links that lead to the same files from `docs/`. */
function fromDocs(text: string, { id }: AnyRule): string {
  const page = posix.dirname(`../rules/${id}.md`);
  return text.replaceAll(/\]\((?!\w+:|#)([^)]+)\)/g, (_, to: string) => `](${posix.join(page, to)})`);
}

/** `A, B and C`, as the headings of the pages have it. */
function listOf(names: readonly string[]): string {
  return names.join(', ').replace(/, (?=[^,]*$)/, ' and ');
}

function linterOf(name: string): string {
  return peerOf(name) === 'hadolint' ? 'hadolint' : 'BuildKit';
}

function linesOf(lines: readonly number[]): string {
  if (lines.length === 0) return 'nothing';
  return `${lines.length === 1 ? 'line' : 'lines'} ${lines.join(', ')}`;
}
