import { type BuildContext, defineRule } from 'azml-lint';
import {
  contextSources,
  isMadeByMake,
  isNeeded,
  isPathOfComputer,
  leavesContext,
  matchOf,
  nearSource,
} from 'azml-lint/facts';

export default defineRule({
  id: 'copy/source-missing',
  title: 'What is copied is not in the build context',
  level: { inference: 'error', training: 'error', other: 'error' },
  messages: {
    missing:
      '`{source}` is not in the build context {context}: {instruction} does not find it, and the build stops. Put it there, or write the path ' +
      'that it has there.',
    near: '`{source}` is not in the build context {context}: {instruction} does not find it, and the build stops. Write `{near}`, which is there.',
    case:
      'The build context {context} has `{near}`, not `{source}`, and the builder tells capitals from small letters, whatever the own computer ' +
      'does: {instruction} does not find it, and the build stops. Write `{near}`.',
    unknown:
      'The build context is not known, so what is copied is not checked: {reason}. Give it with `--context DIR`.',
  },
  check({ file, report }) {
    const sources = contextSources(file);
    const [first] = sources.filter(({ context }) => context === file.context);
    const { certainty, reason } = first ? file.context : { certainty: 'given', reason: undefined };
    if (first && certainty === 'unknown' && reason !== undefined)
      report({ at: first.word, message: 'unknown', data: { reason }, severity: 'info' });
    for (const source of sources) {
      const { text, word, context, step } = source;
      if (!isNeeded(step.stage)) continue;
      const written = file.source.text.slice(word.start, word.end);
      // Other rules tell what is wrong with these.
      if (leavesContext(text) || isPathOfComputer(written) || matchOf(source).kind !== 'missing') continue;
      if (context.certainty !== 'given' && isMadeByMake(source)) continue;
      const { name } = step.instruction;
      const instruction = name === 'RUN' ? 'the mount' : name;
      const near = nearSource(source);
      const data = { source: text, context: inWords(context), instruction, near: near?.path ?? '' };
      const message = near ? (near.isOtherCase ? 'case' : 'near') : 'missing';
      const severity = context.certainty === 'guessed' ? 'warning' : 'error';
      report({ at: word, message, data, severity });
    }
  },
});

function inWords({ folder, reason }: BuildContext): string {
  return reason === undefined ? `\`${folder}\`` : `\`${folder}\` (${reason})`;
}
