/**
 * How a statement behaves when errexit is ignored, and which of its failures errexit ignores.
 *
 * Source: POSIX.1-2024, `set -e`; compared with bash 5.2 and dash 0.5.12, which agree in all of this.
 */
import type {
  AndOr,
  CommandNode,
  Command as CommandSyntax,
  CompoundList,
  PipelineNode,
  Statement as StatementSyntax,
} from 'unbash';
import type { Fragment } from '../text/fragment.ts';
import type { Statement } from './script.ts';
import { spanOf } from './syntax.ts';
import { MAX_SUBSTITUTIONS, traverse } from './traverse.ts';

/** A statement at the top of a script, when the reader reaches it. */
export interface MetStatement {
  readonly syntax: StatementSyntax;
  /** The text to which the positions of the syntax refer. */
  readonly source: Fragment;
  /** Whether errexit is in force before it, and after it. */
  readonly errexit: { readonly before: boolean; readonly after: boolean };
}

/** What is known about a statement, given the functions that its script defines. */
export function outlineOf(
  { syntax, source, errexit }: MetStatement,
  functions: ReadonlySet<string>,
): Statement {
  const { command } = syntax;
  const parts = command.type === 'AndOr' ? command.commands : [command];
  const judge = new Judge(functions);
  return {
    ...spanOf(command, source),
    parts: parts.map((part) => spanOf(part, source)),
    operators: command.type === 'AndOr' ? command.operators : [],
    background: syntax.background === true,
    errexit,
    reliesOnErrexit: judge.relies(command),
    failsUnnoticed: judge.failsUnnoticed(command),
  };
}

/** Commands that do not fail. */
const NEVER_FAIL = new Set(': true echo printf set unset export'.split(' '));

/** Builtins that run a script in the shell itself. */
const RUN_HERE = new Set(['eval', '.', 'source']);

class Judge {
  readonly #functions: ReadonlySet<string>;
  /** The number of substitutions around the current node. */
  #substitutions = 0;

  constructor(functions: ReadonlySet<string>) {
    this.#functions = functions;
  }

  /** Whether some failure ends the script only because errexit is in force: one that is not the last thing it does. */
  relies(node: PipelineNode | AndOr): boolean {
    switch (node.type) {
      case 'AndOr':
        // Failures of the others are ignored anyway.
        return this.relies(node.commands.at(-1)!);
      case 'Pipeline':
        return !isNegated(node) && node.commands.some((command) => this.relies(command));
      case 'Command':
        return this.#simpleRelies(node);
      case 'Redirected':
        return this.relies(node.command);
      case 'BraceGroup':
      case 'Subshell':
        return this.#listRelies(node.body);
      case 'If':
        return branchesOf(node).some((branch) => this.#listRelies(branch));
      case 'Case':
        return node.items.some(({ body }) => this.#listRelies(body));
      case 'Function':
      case 'TestCommand':
      case 'ArithmeticCommand':
        return false;
      default:
        // A loop continues with its next round.
        return true;
    }
  }

  #listRelies({ commands }: Pick<CompoundList, 'commands'>): boolean {
    return (
      commands.slice(0, -1).some(({ command }) => mayFail(command)) ||
      commands.slice(-1).some(({ command }) => this.relies(command))
    );
  }

  #simpleRelies(command: CommandSyntax): boolean {
    const name = command.name?.value ?? '';
    if (this.#functions.has(name) || RUN_HERE.has(name) || this.#substitutions >= MAX_SUBSTITUTIONS)
      return true;
    let relies = false;
    this.#substitutions++;
    traverse(command, (node) => {
      if (node.type !== 'CommandExpansion') return !relies;
      relies ||= node.script !== undefined && this.#listRelies(node.script);
      return false;
    });
    this.#substitutions--;
    return relies;
  }

  /** Whether it may fail without errexit ending the script, such as `a && b` when `a` fails; the script then goes on. */
  failsUnnoticed(node: PipelineNode | AndOr): boolean {
    switch (node.type) {
      case 'AndOr':
        // After `||`, the last part runs whenever there is a failure that errexit would react to.
        return node.operators.at(-1) === '&&' || this.failsUnnoticed(node.commands.at(-1)!);
      case 'Pipeline':
        return isNegated(node) || (node.commands.length === 1 && this.failsUnnoticed(node.commands[0]!));
      case 'Redirected':
        return this.failsUnnoticed(node.command);
      case 'BraceGroup':
      case 'For':
      case 'ArithmeticFor':
      case 'Select':
      case 'While':
        return this.#listFailsUnnoticed(node.body);
      case 'If':
        return branchesOf(node).some((branch) => this.#listFailsUnnoticed(branch));
      case 'Case':
        return node.items.some(({ body }) => this.#listFailsUnnoticed(body));
      case 'Coproc':
        return true;
      default:
        return false;
    }
  }

  #listFailsUnnoticed({ commands }: CompoundList): boolean {
    return commands.slice(-1).some(({ command }) => this.failsUnnoticed(command));
  }
}

function isNegated(node: PipelineNode): boolean {
  return node.type === 'Pipeline' && node.prefixes.some(({ type }) => type === 'Negation');
}

function branchesOf({ then, elif, else: otherwise }: Extract<CommandNode, { type: 'If' }>) {
  return [then, ...elif.map((one) => one.then), ...(otherwise ? [otherwise] : [])];
}

function mayFail(node: PipelineNode | AndOr): boolean {
  return node.type !== 'Command' || !NEVER_FAIL.has(node.name?.value ?? '');
}
