import { rules } from '../../../rules/index.generated.ts';
import { aliasesOf } from '../../rule/aliases.ts';
import { helpUri } from '../../rule/links.ts';
import { groupOf, ruleNames } from '../../rule/names.ts';
import { isShellcheckName, nearestRuleName, peerWith } from '../../rule/peers.ts';
import type { AnyRule } from '../../rule/settings.ts';
import { readPage } from '../../session/rule-pages.ts';
import { UserError } from '../../session/user-error.ts';
import { isColored } from '../color.ts';
import { type ExitStatus, exitStatus } from '../exit-status.ts';
import type { ExplainOptions } from '../invocation.ts';
import { type Io, write } from '../io.ts';
import { renderMarkdown } from '../markdown.ts';
import { ruleTable } from './rules.ts';

/** Shows the page of a rule; for an alias of several rules all their pages, for a group the list of its rules. */
export async function explain({ rule: name, color }: ExplainOptions, io: Io): Promise<ExitStatus> {
  const group = rules.filter(({ id }) => groupOf(id) === name.replace(/\/\*?$/, ''));
  if (group.length > 0) {
    await write(io.stdout, ruleTable(group, color, io));
    return exitStatus.clean;
  }
  const names = ruleNames(rules);
  const found = names.find(name);
  if (found.length === 0 && isShellcheckName(name)) {
    await write(io.stdout, await aboutShellcheck(name));
    return exitStatus.clean;
  }
  if (found.length === 0) throw unknownRule(name, names.all);
  const width = Math.min(io.stdout.columns ?? 80, 100);
  for (const rule of found) {
    const page = withFacts(rule, readPage(rule.id) ?? `# ${rule.id}\n\n${rule.title}\n`);
    const shown = renderMarkdown(page, width, isColored(color, io.stdout, io.env));
    await write(io.stdout, `${shown}\n${helpUri(rule.id)}\n`);
  }
  return exitStatus.clean;
}

/** ShellCheck's own pages say what its codes mean. */
async function aboutShellcheck(name: string): Promise<string> {
  const { findShellcheckRule } = await import('../../shellcheck/rules.ts');
  const { id, url } = findShellcheckRule(name) ?? { id: name, url: 'https://www.shellcheck.net/wiki/' };
  return `${id}\n\nChecked by ShellCheck, where the configuration says \`shellcheck: true\`. What it means, and what to write instead:\n${url}\n`;
}

function unknownRule(name: string, names: readonly string[]): UserError {
  const meant = nearestRuleName(name, names);
  const hint = 'Run `azml-lint rules` to see all.';
  if (meant !== undefined)
    return new UserError(`there is no rule \`${name}\`; did you mean \`${meant}\`?`, hint);
  const peer = peerWith(name);
  return new UserError(
    peer === undefined ? `there is no rule \`${name}\`` : `no rule here does what ${peer}'s \`${name}\` does`,
    hint,
  );
}

/** A page with more facts about its rule below the heading. */
function withFacts(rule: AnyRule, page: string): string {
  const { fix, level } = rule;
  const aliases = aliasesOf(rule);
  const { inference, training, other } = level;
  const isOff = [inference, training, other].every((one) => one === 'off');
  const facts = [
    isOff
      ? 'Level: off until it is switched on'
      : `Level: ${inference} on inference images, ${training} on training images, ${other} on others`,
    ...(fix === undefined ? [] : [`Fix: ${fix}`]),
    ...(aliases.length === 0 ? [] : [`Also known as: ${aliases.join(', ')}`]),
  ];
  return page.replace('\n', () => `\n\n${facts.map((fact) => `- ${fact}\n`).join('')}`);
}
