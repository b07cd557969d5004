import { builtIn } from '../config/built-in.ts';
import { aliasesOf } from '../rule/aliases.ts';
import { groupOf, ruleNames } from '../rule/names.ts';
import { isShellcheckName, nearestRuleName, peerWith } from '../rule/peers.ts';
import type { AnyRule } from '../rule/settings.ts';
import { readPage } from './rule-pages.ts';
import { UserError } from './user-error.ts';

/** What there is to say about a name. */
export type Explanation =
  /** A group, and its rules. */
  | { readonly kind: 'group'; readonly rules: readonly AnyRule[] }
  /** A rule, or an alias of several. */
  | { readonly kind: 'rules'; readonly pages: readonly RulePage[] }
  /** A code of ShellCheck, whose own page says what it means. */
  | { readonly kind: 'shellcheck'; readonly text: string };

interface RulePage {
  readonly rule: AnyRule;
  /** Markdown. */
  readonly page: string;
}

/**
 * Explains a rule by its id or an alias, or a group of rules.
 *
 * @throws {UserError} for a name that nothing has, with what may be meant
 */
export async function explanationOf(name: string): Promise<Explanation> {
  const { rules } = builtIn;
  const group = rules.filter(({ id }) => groupOf(id) === name.replace(/\/\*?$/, ''));
  if (group.length > 0) return { kind: 'group', rules: group };
  const names = ruleNames(rules);
  const found = names.find(name);
  if (found.length > 0)
    return {
      kind: 'rules',
      pages: found.map((rule) => ({
        rule,
        page: withFacts(rule, readPage(rule.id) ?? `# ${rule.id}\n\n${rule.title}\n`),
      })),
    };
  if (isShellcheckName(name)) return { kind: 'shellcheck', text: await aboutShellcheck(name) };
  throw unknownRule(name, names.all);
}

async function aboutShellcheck(name: string): Promise<string> {
  const { findShellcheckRule } = await import('../shellcheck/rules.ts');
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
