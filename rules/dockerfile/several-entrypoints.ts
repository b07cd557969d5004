import { defineRule, deleteLines, positionAt } from 'azml-lint';
import { overruledSteps } from 'azml-lint/facts';

export default defineRule({
  id: 'dockerfile/several-entrypoints',
  aliases: { DL4004: 'differs', MultipleInstructionsDisallowed: 'differs' },
  title: 'A stage has several ENTRYPOINTs, of which only the last counts',
  level: { inference: 'error', training: 'error', other: 'error' },
  fix: 'unsafe',
  messages: {
    lost: 'This ENTRYPOINT has no effect: the one on line {line} replaces it, and what it was to start or to prepare is missing. Remove this one, or call both from one script.',
    later: 'this one replaces it',
  },
  check({ file, report }) {
    for (const { lost, next } of overruledSteps(file, 'ENTRYPOINT')) {
      const { keyword, startLine, endLine } = lost.instruction;
      const { line } = positionAt(file.source, next.start);
      const edit = deleteLines(file, startLine, endLine);
      const fix = edit && { title: 'Remove the ENTRYPOINT without effect', edits: [edit] };
      const related = [{ at: next.instruction.keyword, message: 'later' }] as const;
      report({ at: keyword, message: 'lost', data: { line }, related, fix });
    }
  },
});
