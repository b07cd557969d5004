import { defineRule, deleteLines, positionAt } from 'azml-lint';
import { overruledSteps } from 'azml-lint/facts';

export default defineRule({
  id: 'dockerfile/several-cmds',
  aliases: { DL4003: 'differs', MultipleInstructionsDisallowed: 'differs' },
  title: 'A stage has several CMDs, of which only the last counts',
  level: { inference: 'warning', training: 'warning', other: 'warning' },
  fix: 'unsafe',
  messages: {
    lost: 'This CMD has no effect: the one on line {line} replaces it, and a container starts only one. Remove this one, or name both programs in one script.',
    later: 'this one replaces it',
  },
  check({ file, report }) {
    for (const { lost, next } of overruledSteps(file, 'CMD')) {
      const { keyword, startLine, endLine } = lost.instruction;
      const { line } = positionAt(file.source, next.start);
      const edit = deleteLines(file, startLine, endLine);
      const fix = edit && { title: 'Remove the CMD without effect', edits: [edit] };
      const related = [{ at: next.instruction.keyword, message: 'later' }] as const;
      report({ at: keyword, message: 'lost', data: { line }, related, fix });
    }
  },
});
