/** Where rules differ from the linters that their aliases come from, as their pages show it below `## Differences`. */
import { existsSync, readFileSync } from 'node:fs';
import { rules } from '../rules/index.generated.ts';
import { peerOf } from '../src/rule/peers.ts';
import type { AnyRule } from '../src/rule/settings.ts';
import type { CaseSettings } from '../src/testing/cases.ts';
import { type MarkedText, readMarkers } from '../src/testing/markers.ts';

/** One difference: what the other linter does, what the rule does and why, and an example. */
export interface Difference {
  readonly rule: AnyRule;
  /** Where it is on the page: `line 40`. */
  readonly place: string;
  /** The names in other linters that it is about, or `BuildKit` for what the builder itself does. */
  readonly names: readonly string[];
  /** What the other linter does, in words that follow its names. */
  readonly theirWay: string;
  /** What the rule does, and why. */
  readonly ourWay: string;
  /** The example, and what the rule reports in it under the preset of that linter. */
  readonly example: MarkedText;
  /** The first lines of the instructions where the other linter has a finding with this name. */
  readonly theirs: readonly number[];
  readonly settings: CaseSettings<Readonly<Record<string, unknown>>>;
}

/** What a heading can name that is no alias: the builder. */
const BUILDER = 'BuildKit';

/** The differences of all rules, in order of rules and of their pages. Throws for a section that is not complete. */
export function allDifferences(): readonly Difference[] {
  return rules.flatMap((rule) => {
    const path = `rules/${rule.id}.md`;
    return existsSync(path) ? differencesOn(readFileSync(path, 'utf8'), rule) : [];
  });
}

/** The differences on the page of a rule. */
function differencesOn(page: string, rule: AnyRule): readonly Difference[] {
  const lines = page.split('\n');
  const start = lines.indexOf('## Differences');
  if (start === -1) return [];
  const after = lines.findIndex((line, index) => index > start && line.startsWith('## '));
  const end = after === -1 ? lines.length : after;
  const heads = lines.flatMap((line, index) =>
    index > start && index < end && line.startsWith('### ') ? [index] : [],
  );
  return heads.map((head, index) => differenceIn(lines.slice(head, heads[index + 1] ?? end), head, rule));
}

function differenceIn(lines: readonly string[], head: number, rule: AnyRule): Difference {
  const place = `rules/${rule.id}.md:${head + 1}`;
  const opening = lines.findIndex((line) => line.startsWith('```dockerfile'));
  const closing = lines.indexOf('```', opening);
  if (opening === -1 || closing === -1) throw new Error(`${place}: the difference has no example`);
  const [, named = '', theirWay = ''] = /^### ((?:\w+(?:, | and )?)+?) ([a-z].*)$/.exec(lines[0]!) ?? [];
  const names = named.split(/, | and /);
  if (names.some((name) => name !== BUILDER && peerOf(name) === undefined))
    throw new Error(`${place}: the heading must begin with a name of another linter and go on with a verb`);
  const { theirs, ...settings } = JSON.parse(lines[opening]!.slice('```dockerfile'.length) || '{}');
  if (!Array.isArray(theirs)) throw new Error(`${place}: the fence does not say \`theirs\``);
  const example = readMarkers(`${lines.slice(opening + 1, closing).join('\n')}\n`);
  const ourWay = lines.slice(1, opening).join('\n').trim();
  return { rule, place, names, theirWay, ourWay, example, theirs, settings };
}
