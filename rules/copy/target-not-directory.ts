import { defineRule, type Fragment, type Value } from 'azml-lint';
import { isMisread } from 'azml-lint/facts';

export default defineRule({
  id: 'copy/target-not-directory',
  aliases: { DL3021: 'differs' },
  title: 'Several sources are copied to what is not written as a directory',
  level: { inference: 'error', training: 'error', other: 'error' },
  fix: 'safe',
  messages: {
    file:
      '{instruction} puts several sources here, which only a directory can hold, and without a slash at its end `{target}` may be a ' +
      "file: Docker's classic builder stops. Write `{better}`.",
  },
  check({ file, report }) {
    for (const copy of file.copies) {
      const { name, sources, heredocs, destination } = copy.instruction;
      const isSeveral = sources.length + heredocs.length > 1;
      if (copy.onbuild || !isSeveral || isMisread(copy) || mayBeDirectory(copy.value(destination))) continue;
      const at = endOf(destination, file.source.text);
      const target = file.source.text.slice(destination.start, at);
      report({
        at: destination,
        message: 'file',
        data: {
          instruction: name,
          target: target.replace(/^["']/, ''),
          better: `${target.replace(/^["']/, '')}/`,
        },
        fix: { title: 'Add the slash', edits: [{ start: at, end: at, text: '/' }] },
      });
    }
  },
});

/** Whether a target is written as a directory, or ends in what only the build knows. */
function mayBeDirectory({ parts }: Value): boolean {
  const last = parts[parts.length - 1];
  return typeof last !== 'string' || /(?:^|[/\\])\.{0,2}$/.test(last);
}

/** Where the text of a word ends, before the quote that closes it. */
function endOf({ start, end }: Fragment, text: string): number {
  return /^["']/.test(text.slice(start)) && /["']$/.test(text.slice(start, end)) ? end - 1 : end;
}
