import type { Command, ParsedScript, Redirect, SyntaxNode, Word } from 'unbash';
import { type Fragment, slice } from '../text/fragment.ts';
import type { BashFeature, BashSyntax } from './script.ts';
import { MAX_SUBSTITUTIONS, traverse } from './traverse.ts';

/** A word without any of these characters needs no bash. */
const MAY_NEED_BASH = /[{$`<>]/;

/** Builtins of bash that dash does not have. */
const BUILTINS = new Set(
  'pushd popd dirs shopt declare typeset let mapfile readarray disown enable compgen complete caller'.split(
    ' ',
  ),
);

/**
 * Programs that read braces in their words themselves, as curl does in an address and sed in a pattern: the shell is not
 * meant to. Source: curl(1), "URL globbing"; POSIX regular expressions; the glob packages of npm.
 */
const READ_BRACES = new Set(
  'curl aria2c wget sed grep egrep fgrep rg ack awk gawk mawk perl expr jq npx npm yarn pnpm eslint prettier tsc mocha jest'.split(
    ' ',
  ),
);

/** The syntax of a script that bash has and POSIX sh does not; bash manual, appendix B, against POSIX.1-2024 and dash. */
export function bashismsOf(script: ParsedScript, source: Fragment, nested: boolean): readonly BashSyntax[] {
  const found: BashSyntax[] = [];
  const add = (what: BashFeature, from: number, to: number): void => {
    const { start, end } = slice(source, from, to);
    found.push({ what, nested, start, end });
  };

  let bracesFrom = 0;
  traverse(script, (node, depth) => {
    // Positions in a decoded backquoted script refer to a text of its own.
    if (node.type === 'Script' && (node.source !== undefined || depth > MAX_SUBSTITUTIONS)) return false;
    if (node.type === 'Word' && !MAY_NEED_BASH.test(node.text)) return false;
    const feature = node.type === 'BraceExpansion' && node.pos < bracesFrom ? undefined : featureOf(node);
    if (feature) add(feature, node.pos, node.end);
    switch (node.type) {
      case 'TestCommand':
        add('[[', node.pos, node.pos + 2);
        break;
      case 'ArithmeticCommand':
        add('((', node.pos, node.pos + 2);
        break;
      case 'Function':
        if (source.text.startsWith('function', node.pos))
          add('function', node.pos, node.pos + 'function'.length);
        break;
      case 'Pipeline':
        node.operators.forEach((operator, index) => {
          const at = source.text.indexOf('|&', node.commands[index]!.end);
          if (operator === '|&' && at !== -1) add('|&', at, at + 2);
        });
        break;
      case 'Command':
        inCommand(node, add);
        if (readsBraces(node)) bracesFrom = Math.max(bracesFrom, node.end);
        break;
    }
    return true;
  });
  return found.sort((left, right) => left.start - right.start);
}

/** The feature of a node that is bash syntax as a whole. */
function featureOf(node: SyntaxNode): BashFeature | undefined {
  switch (node.type) {
    case 'ArithmeticFor':
      return '((';
    case 'Select':
      return 'select';
    case 'Coproc':
      return 'coproc';
    case 'BraceExpansion':
      return 'brace expansion';
    case 'ProcessSubstitution':
      return 'process substitution';
    case 'AnsiCQuoted':
    case 'LocaleString':
      return "$'…'";
    case 'HereString':
      return 'here-string';
    case 'Redirect':
      return redirectsAll(node) ? '&>' : undefined;
    case 'Assignment':
      if (node.index || node.value.type === 'ArrayValue') return 'array';
      return node.append ? '+=' : undefined;
    case 'ParameterExpansion':
      if (node.index) return 'array';
      if (node.prefix === '!') return 'substitution in ${…}';
      return /^(Replace|Slice|CaseModification|Transform|Names)$/.test(node.operation?.type ?? '')
        ? 'substitution in ${…}'
        : undefined;
    default:
      return undefined;
  }
}

/** The program may be behind others: `sudo -E curl`. */
function readsBraces({ name, args }: Command): boolean {
  return [name, ...args].some((word) => word?.type === 'Word' && READ_BRACES.has(word.value));
}

/** `&> file`, `>& file`: standard output and error together. `>&2` is POSIX. */
function redirectsAll({ operator, target, descriptor }: Redirect): boolean {
  if (operator === '&>' || operator === '&>>') return true;
  return operator === '>&' && !descriptor && target !== undefined && /^[\w./]*[A-Za-z./]/.test(target.text);
}

function inCommand(command: Command, add: (what: BashFeature, from: number, to: number) => void): void {
  const { name, args } = command;
  if (!name) return;
  const words = args.filter((argument): argument is Word => argument.type === 'Word');
  const program = name.value;
  if (program === 'source') add('source', name.pos, name.end);
  else if (BUILTINS.has(program)) add('builtin', name.pos, name.end);
  else if (program === '[' || program === 'test') {
    for (const word of words) if (word.text === '==') add('==', word.pos, word.end);
  } else if (program === 'echo') {
    const [first, second] = words;
    const word = first?.text === '-n' ? second : first;
    if (word && /^-n?[eE]n?$/.test(word.text)) add('echo -e', word.pos, word.end);
  } else if (program === 'set') {
    for (const word of words) if (word.text === 'pipefail') add('pipefail', word.pos, word.end);
  }
}
