import {
  type AppliedName,
  type AppliedSuppression,
  defineRule,
  deleteLines,
  type Edit,
  type FileModel,
  lineText,
  positionAt,
} from 'azml-lint';

export default defineRule({
  id: 'suppression/unused',
  title: 'A suppression suppresses nothing',
  level: { inference: 'warning', training: 'warning', other: 'warning' },
  about: 'suppressions',
  fix: 'safe',
  messages: {
    unused:
      '`{rule}` finds nothing here any more. Remove the suppression, so that it does not hide the next mistake.',
    locked:
      '`{rule}` is locked by the policy: what it finds cannot be ignored in a Dockerfile. Fix that, and remove the ' +
      'suppression.',
    expired:
      'This suppression ended on {day}. Fix what `{rule}` finds, or agree on a new day: `until=YYYY-MM-DD`.',
  },
  check({ file, suppressions, report }) {
    for (const suppression of suppressions) {
      if (suppression.dialect !== 'azml-lint') continue;
      const { names, expired, until } = suppression;
      if (expired) {
        const rule = names.map(({ text }) => text).join(', ');
        report({ at: until!, message: 'expired', data: { day: until!.day, rule } });
        continue;
      }
      for (const name of names.filter(isUnused)) {
        const edit = removal(name, suppression, file);
        const fix = edit && { title: 'Remove the suppression', edits: [edit] };
        report({ at: name, message: name.locked ? 'locked' : 'unused', data: { rule: name.text }, fix });
      }
    }
  },
});

/** A disabled rule finds nothing anywhere, and another rule reports unknown names. */
function isUnused({ used, checked, locked }: AppliedName): boolean {
  return !used && (checked || locked);
}

/** Deletes one name with a comma beside it, or the whole comment if no other name is left. */
function removal(name: AppliedName, { names, span }: AppliedSuppression, file: FileModel): Edit | undefined {
  const index = names.indexOf(name);
  if (names.every((other) => other === name || isUnused(other))) {
    const { line, column } = positionAt(file.source, span.start);
    const before = lineText(file.source, line).slice(0, column - 1);
    // In YAML, a comment may follow other text.
    const inFront = before.trimEnd().length;
    if (inFront > 0) return { start: span.start - before.length + inFront, end: span.end, text: '' };
    return deleteLines(file, line, line);
  }
  const next = names[index + 1];
  const previous = names[index - 1];
  if (next) return { start: name.start, end: next.start, text: '' };
  return { start: previous!.end, end: name.end, text: '' };
}
