import { helpUri } from '../../rule/links.ts';
import { explanationOf } from '../../session/explanation.ts';
import { isColored } from '../color.ts';
import { type ExitStatus, exitStatus } from '../exit-status.ts';
import type { ExplainOptions } from '../invocation.ts';
import { type Io, write } from '../io.ts';
import { renderMarkdown } from '../markdown.ts';
import { ruleTable } from './rules.ts';

/** Shows the page of a rule; for an alias of several rules all their pages, for a group the list of its rules. */
export async function explain({ rule: name, color }: ExplainOptions, io: Io): Promise<ExitStatus> {
  const explanation = await explanationOf(name);
  if (explanation.kind === 'group') await write(io.stdout, ruleTable(explanation.rules, color, io));
  else if (explanation.kind === 'shellcheck') await write(io.stdout, explanation.text);
  else {
    const width = Math.min(io.stdout.columns ?? 80, 100);
    for (const { rule, page } of explanation.pages) {
      const shown = renderMarkdown(page, width, isColored(color, io.stdout, io.env));
      await write(io.stdout, `${shown}\n${helpUri(rule.id)}\n`);
    }
  }
  return exitStatus.clean;
}
