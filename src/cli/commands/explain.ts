import { rules } from '../../../rules/index.generated.ts';
import { helpUri } from '../../rule/links.ts';
import { ruleNames } from '../../rule/names.ts';
import { nearestRuleName, peerWith } from '../../rule/peers.ts';
import { isColored } from '../color.ts';
import { UserError } from '../errors.ts';
import { type ExitStatus, exitStatus } from '../exit.ts';
import type { ExplainOptions } from '../invocation.ts';
import { type Io, write } from '../io.ts';
import { renderMarkdown } from '../markdown.ts';
import { readPage } from '../pages.ts';

/** Shows the page of a rule; an alias of several rules shows them all. */
export async function explain({ rule: name, color }: ExplainOptions, io: Io): Promise<ExitStatus> {
  const names = ruleNames(rules);
  const found = names.find(name);
  if (found.length === 0) throw unknownRule(name, names.all);
  const width = Math.min(io.stdout.columns ?? 80, 100);
  for (const { id, title } of found) {
    const page = readPage(id) ?? `# ${id}\n\n${title}\n`;
    const shown = renderMarkdown(page, width, isColored(color, io.stdout, io.env));
    await write(io.stdout, `${shown}\n${helpUri(id)}\n`);
  }
  return exitStatus.clean;
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
