import { nearest } from '../text/nearest.ts';
import { WrongUse } from './errors.ts';

/** What yargs says about a command line, in our words and with a proposal. */
export function wrongUse(message: string, args: readonly string[], optionNames: readonly string[]): WrongUse {
  const [what, names = ''] = message.split(/: (.*)/s);
  const name = names.split(', ')[0]!;
  if (what === 'Unknown argument' || what === 'Unknown arguments')
    return unknownArgument(name, args, optionNames);
  if (what === 'Not enough arguments following') return new WrongUse(`\`${dashed(name)}\` needs a value`);
  if (what === 'Not enough non-option arguments') return new WrongUse('the command needs an argument');
  return new WrongUse(message);
}

function unknownArgument(name: string, args: readonly string[], optionNames: readonly string[]): WrongUse {
  if (args.includes(name)) return new WrongUse(`there is one argument too many: \`${name}\``);
  const meant = nearest(name, optionNames);
  const proposal = meant === undefined ? '' : `; did you mean \`${dashed(meant)}\`?`;
  return new WrongUse(`there is no option \`${dashed(name)}\`${proposal}`);
}

function dashed(name: string): string {
  return name.length === 1 ? `-${name}` : `--${name}`;
}
