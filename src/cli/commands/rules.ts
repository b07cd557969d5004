import { Chalk } from 'chalk';
import { rules } from '../../../rules/index.generated.ts';
import { aliasesOf } from '../../rule/aliases.ts';
import { helpUri } from '../../rule/links.ts';
import { kindsOf } from '../../rule/rule.ts';
import type { AnyRule } from '../../rule/settings.ts';
import { UserError } from '../../session/user-error.ts';
import { closestMatch } from '../../text/closest-match.ts';
import { isColored } from '../color.ts';
import { type ExitStatus, exitStatus } from '../exit-status.ts';
import type { RulesOptions } from '../invocation.ts';
import { type Io, write } from '../io.ts';

/** Lists the rules that have all given words in their names or titles. */
export async function listRules({ words, format, color }: RulesOptions, io: Io): Promise<ExitStatus> {
  const found = rules.filter((rule) => words.every((word) => isAbout(rule, word.toLowerCase())));
  if (format === 'json') await write(io.stdout, `${JSON.stringify(found.map(described), undefined, 2)}\n`);
  else if (found.length > 0) await write(io.stdout, ruleTable(found, color, io));
  else throw noneFound(words);
  return exitStatus.clean;
}

function noneFound(words: readonly string[]): UserError {
  const known = new Set(rules.flatMap((rule) => [...rule.id.split(/[/-]/), ...aliasesOf(rule)]));
  const unknown = words.find((word) => !rules.some((rule) => isAbout(rule, word.toLowerCase())));
  const meant = unknown === undefined ? undefined : closestMatch(unknown, known);
  const what = unknown === undefined ? `all of \`${words.join(' ')}\`` : `\`${unknown}\``;
  return new UserError(
    `no rule has ${what} in its id, aliases or title${meant === undefined ? '' : `; did you mean \`${meant}\`?`}`,
    'Run `azml-lint rules` to see all.',
  );
}

/** The table of some rules, for people. */
export function ruleTable(found: readonly AnyRule[], color: boolean | undefined, io: Io): string {
  const columns = io.stdout.isTTY === true ? io.stdout.columns : undefined;
  return table(found, isColored(color, io.stdout, io.env), columns);
}

function isAbout(rule: AnyRule, word: string): boolean {
  return [rule.id, ...aliasesOf(rule), rule.title].some((text) => text.toLowerCase().includes(word));
}

/** A rule, for programs. */
function described(rule: AnyRule): object {
  const { id, title, level, fix, security, options } = rule;
  return {
    id,
    aliases: aliasesOf(rule),
    title,
    kinds: kindsOf(rule),
    severity: level,
    ...(fix !== undefined && { fix }),
    ...(security !== undefined && { security }),
    ...(options !== undefined && { options: { defaults: options.defaults, schema: options.schema } }),
    help: helpUri(id),
  };
}

/** One line for each rule, so that it can be searched; on a narrow terminal the title has a line of its own. */
function table(found: readonly AnyRule[], color: boolean, columns: number | undefined): string {
  const chalk = new Chalk({ level: color ? 1 : 0 });
  const head = ['RULE', 'INFERENCE', 'TRAINING', 'OTHER', 'FIX'];
  const rows = found.map(({ id, level, fix = '' }) => [
    id,
    level.inference,
    level.training,
    level.other,
    fix,
  ]);
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]!.length)));
  const line = (row: readonly string[]) => row.map((cell, column) => cell.padEnd(widths[column]!)).join('  ');
  const titles = found.map((rule) => [rule.title, ...aliasesOf(rule)].join(', '));
  const start = line(head).length + 2;
  const isNarrow = columns !== undefined && start + Math.max(...titles.map(({ length }) => length)) > columns;
  const before = isNarrow ? '\n    ' : '  ';
  const body = rows.map(
    (row, index) => `${line(row).trimEnd()}`.padEnd(isNarrow ? 0 : start - 2) + before + titles[index],
  );
  return `${chalk.bold(`${line(head)}${isNarrow ? '' : '  TITLE, ALIASES'}`)}\n${body.join('\n')}\n`;
}
