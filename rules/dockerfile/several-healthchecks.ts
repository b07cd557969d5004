import { defineRule, positionAt } from 'azml-lint';
import { overruledSteps } from 'azml-lint/facts';

export default defineRule({
  id: 'dockerfile/several-healthchecks',
  aliases: { DL3012: 'differs', MultipleInstructionsDisallowed: 'differs' },
  title: 'A stage has several HEALTHCHECKs, of which only the last counts',
  level: { inference: 'warning', training: 'warning', other: 'warning' },
  messages: {
    lost: 'This HEALTHCHECK has no effect: the one on line {line} replaces it. Remove this one, or check both in one command.',
    later: 'this one replaces it',
  },
  check({ file, report }) {
    for (const { lost, next } of overruledSteps(file, 'HEALTHCHECK')) {
      const { line } = positionAt(file.source, next.start);
      const related = [{ at: next.instruction.keyword, message: 'later' }] as const;
      report({ at: lost.instruction.keyword, message: 'lost', data: { line }, related });
    }
  },
});
