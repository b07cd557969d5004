/** The option of rules about package managers that limits them to certain commands. */
import type { Command } from '../../shell/script.ts';

/** The schema of the option `commands`. */
export const commandsSchema = {
  type: 'array',
  items: { type: 'string' },
  uniqueItems: true,
  description:
    'Only these commands are examined, such as `apt-get install`. Empty: all that are certain to do what the rule is about.',
} as const;

/** Whether a command is one of those that the option names; an empty list names all. */
export function isChosen(command: Command, commands: readonly string[]): boolean {
  return commands.length === 0 || isNamed(command, commands);
}

/** Whether the option names a command itself: `microdnf install`. */
export function isNamed(command: Command, commands: readonly string[]): boolean {
  return commands.some((text) => {
    const [program = '', ...subcommand] = text.split(/\s+/);
    return command.is(program, subcommand.join(' ') || undefined);
  });
}
