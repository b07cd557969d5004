import {
  addChown,
  type Command,
  type CopyStep,
  type DockerfileModel,
  defineRule,
  deleteLines,
  type ProposedFix,
  positionAt,
  type RunStep,
} from 'azml-lint';
import { unwritableFiles } from 'azml-lint/facts';

export default defineRule({
  id: 'user/mode-of-foreign-file',
  title: 'The mode or the owner of a file that belongs to root is to be changed',
  level: { inference: 'error', training: 'off', other: 'off' },
  fix: 'unsafe',
  messages: {
    foreign:
      '`{command}` runs as `{user}`, but `{path}` belongs to root, because `{copy}` on line {line} sets no owner: the ' +
      'build stops with "Operation not permitted". Write `{copy} --chown={owner}` there.',
    given:
      '`{command}` runs as `{user}`, but `{path}` belongs to root, because `{copy}` on line {line} sets no owner: the ' +
      'build stops with "Operation not permitted". Write `{copy} --chown={owner}` there, and leave out this `{command}`.',
    copied: 'copied here, and left to root',
  },
  check({ file, report }) {
    for (const { run, command, word, copy } of unwritableFiles(file)) {
      const user = run.userOf(command).name;
      if (user === undefined) continue;
      const { keyword } = copy.instruction;
      const owner = ownerWanted(command, user);
      const { line } = positionAt(file.source, copy.start);
      const data = { command: command.name, user, path: word.text, copy: keyword.text, line, owner };
      report({
        at: word,
        message: command.is('chmod') ? 'foreign' : 'given',
        data,
        related: [{ at: keyword, message: 'copied' }],
        fix: handedOver(file, run, copy, owner, user),
      });
    }
  },
});

/** The intended owner of the file: the one that the command sets, or the user who tries to change it. */
function ownerWanted(command: Command, user: string): string {
  const [first] = command.operands;
  if (command.is('chmod') || command.flag('--reference') || !first?.literal) return user;
  if (command.is('chgrp')) return `${user}:${first.text}`;
  return first.text.startsWith(':') ? user + first.text : first.text;
}

/** The owner may set himself as owner again; a RUN that sets another owner must be removed. */
function handedOver(
  file: DockerfileModel,
  run: RunStep,
  copy: CopyStep,
  owner: string,
  user: string,
): ProposedFix | undefined {
  const title = `Copy it as \`${owner}\``;
  const own = addChown(copy, owner);
  if (owner.split(':')[0] === user) return { title, edits: [own] };
  const [command, ...others] = run.commands;
  const isAlone = others.length === 0 && command !== undefined && command.operands.length === 2;
  const { startLine, endLine } = run.instruction;
  const without = isAlone ? deleteLines(file, startLine, endLine) : undefined;
  return without && { title, edits: [own, without] };
}
