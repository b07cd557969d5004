/** A requirement that the shell tears apart, put in quotes. */
import type { TornRequirement } from '../facts/packages/torn-requirements.ts';
import type { ProposedFix } from '../rule/rule.ts';
import type { Command, Word } from '../shell/script.ts';
import type { Span } from '../text/fragment.ts';

/** The fix that puts a torn requirement in quotes; `undefined` where quotes are not possible, or may not keep it together. */
export function quoteRequirement({ run, command, whole }: TornRequirement): ProposedFix | undefined {
  const { start, end, text, certain, valid } = whole;
  const written = run.stage.file.source.text.slice(start, end);
  // If a script is in quotes itself, further ones would end it.
  const isNested =
    run.instruction.json ||
    scriptAround(whole, command) !== undefined ||
    (command.context.inside.includes('substitution') &&
      run.scripts.some(({ source }) => source.text.includes('`')));
  if (isNested || !certain || written.includes('\n')) return undefined;
  const safety = valid ? 'safe' : 'unsafe';
  return { title: `Write "${text}"`, edits: [{ start, end, text: `"${text}"` }], safety };
}

/** A torn requirement in quotes that are possible at its place. */
export function quotedRequirement({ run, command, whole }: TornRequirement): string {
  const outer = run.instruction.json ? '"' : (scriptAround(whole, command)?.raw.text[0] ?? '');
  return outer === '"' ? `'${whole.text}'` : `"${whole.text}"`;
}

/** The word of a shell, or of `eval`, that contains the script. */
function scriptAround({ start, end }: Span, { wrappers }: Command): Word | undefined {
  return wrappers.flatMap(({ words }) => words).find((word) => word.start <= start && end <= word.end);
}
