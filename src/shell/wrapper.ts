/** Programs that run other programs: where the inner program begins, and which user it runs as. */
import { packageTool } from '../programs/package-tools.ts';
import { pythonModules } from '../programs/python.ts';
import { dialectOf } from '../programs/shells.ts';
import { type Wrapper, wrapperOf } from '../programs/wrappers.ts';
import { concat, type Fragment, inserted } from '../text/fragment.ts';
import { readArguments } from './arguments.ts';
import { canonicalName, programName } from './command.ts';
import type { CommandFlag, ShellKind, ShellOptions, Word } from './script.ts';

/** What a command really runs. */
export type Inner =
  /** The program at index `at` of the words; the words from `assignments` up to it set its environment. */
  | { readonly runs: 'command'; readonly at: number; readonly assignments: number; readonly user?: string }
  /** A script given as an argument: `sh -c '…'`. */
  | {
      readonly runs: 'script';
      readonly text: Fragment;
      /** The words that contain it. */
      readonly words: readonly Word[];
      /** Whether the text of the script is exactly known. */
      readonly literal: boolean;
      /** Absent for `eval`, which uses the surrounding shell. */
      readonly shell?: Shell;
      readonly user?: string;
    }
  /** A shell that reads its script from standard input. */
  | { readonly runs: 'input'; readonly shell: Shell; readonly user?: string };

/** A shell with the options it was started with. */
export interface Shell {
  readonly kind: ShellKind;
  readonly options: ShellOptions;
}

/** The options of a shell that is started without any. */
export const NO_OPTIONS: ShellOptions = { errexit: false, pipefail: false };

/** The shell that words start, whatever its script; of kind `other` if it is not one that is read here. */
export function shellOf(words: readonly Word[]): Shell {
  const name = programName(words[0]);
  const kind = dialectOf(name);
  if (!kind) return { kind: 'other', options: NO_OPTIONS };
  return { kind, options: optionsIn(readArguments(name, words.slice(1)).flags) };
}

/** What the program named by the first word runs, if it runs another program. */
export function innerOf(words: readonly Word[]): Inner | undefined {
  const name = canonicalName(programName(words[0]));
  const wrapper = wrapperOf(name);
  if (wrapper) return innerOfWrapper(name, wrapper, words);
  const kind = dialectOf(name);
  if (kind) return innerOfShell(name, kind, words);
  if (name === 'su' || name === 'runuser') return innerOfSu(name, words);
  if (name === 'eval') return innerOfEval(words);
  if (name === 'python') return innerOfPython(words);
  const runs = packageTool(name)?.runs;
  return runs === undefined ? undefined : innerOfRunner(name, runs, words);
}

function innerOfWrapper(name: string, wrapper: Wrapper, words: readonly Word[]): Inner | undefined {
  const { flags, operands, firstOperand } = readArguments(name, words.slice(1));
  const { user, idle } = wrapper;
  if (idle && flags.some((flag) => idle.includes(flag.name))) return undefined;
  const assignments = 1 + firstOperand + (wrapper.operands ?? 0);
  let at = assignments;
  if (wrapper.assignments) while (/^[A-Za-z_]\w*=/.test(words[at]?.text ?? '')) at++;
  if (at >= words.length) return undefined;
  if (!user) return { runs: 'command', at, assignments };
  const flag = flags.findLast((candidate) => user.from.includes(candidate.name));
  const named = user.from.includes('operand') ? operands[0] : flag?.value;
  const who = named?.text ?? user.otherwise;
  return { runs: 'command', at, assignments, ...(who === undefined ? {} : { user: who }) };
}

function innerOfShell(name: string, kind: ShellKind, words: readonly Word[]): Inner | undefined {
  const { flags, operands } = readArguments(name, words.slice(1));
  const shell = { kind, options: optionsIn(flags) };
  const script = operands[0];
  if (flags.some((flag) => flag.name === '-c')) {
    return script && { runs: 'script', ...scriptIn(script), shell };
  }
  const readsInput = !script || script.text === '-' || flags.some((flag) => flag.name === '-s');
  return readsInput ? { runs: 'input', shell } : undefined;
}

function optionsIn(flags: readonly CommandFlag[]): ShellOptions {
  const isSet = (option: string) => flags.some(({ name, value }) => name === '-o' && value?.text === option);
  return {
    errexit: isSet('errexit') || flags.some(({ name }) => name === '-e'),
    pipefail: isSet('pipefail'),
  };
}

function scriptIn(word: Word): { text: Fragment; words: readonly Word[]; literal: boolean } {
  return { text: word.content, words: [word], literal: word.literal };
}

/** `su [-] [user] -c script`, `runuser -u user [--] program`. Without `--shell`, the user's login shell is used. */
function innerOfSu(name: string, words: readonly Word[]): Inner | undefined {
  const given = words.slice(1);
  const { flags, operands } = readArguments(name, given);
  const value = (...names: string[]) => flags.findLast((flag) => names.includes(flag.name))?.value;
  const people = operands.filter(({ text }) => text !== '-');
  const asked = value('-u', '--user');
  const user = (asked ?? people[0])?.text ?? 'root';
  const script = value('-c', '--command', '--session-command');
  const shellWord = value('-s', '--shell');
  // A login shell may well be bash, so bash syntax in it is not reported.
  const kind = shellWord ? dialectOf(programName(shellWord)) : 'bash';
  const shell = kind && { kind, options: NO_OPTIONS };
  if (script) return shell && { runs: 'script', ...scriptIn(script), shell, user };
  if (asked && people[0]) {
    const at = words.indexOf(people[0]);
    return { runs: 'command', at, assignments: at, user };
  }
  return shell && people.length < 2 ? { runs: 'input', shell, user } : undefined;
}

/** `eval` joins its words with blanks. */
function innerOfEval(words: readonly Word[]): Inner | undefined {
  const given = words.slice(1);
  const first = given[0];
  if (!first) return undefined;
  const parts = given.flatMap(({ content }, index) =>
    index === 0 ? [content] : [inserted(' ', content.start), content],
  );
  const text = parts.length === 1 ? first.content : concat(parts, first.start);
  return { runs: 'script', text, words: given, literal: given.every((word) => word.literal) };
}

function innerOfPython(words: readonly Word[]): Inner | undefined {
  const { flags } = readArguments('python', words.slice(1));
  const module = flags.find((flag) => flag.name === '-m')?.value;
  if (!module || !pythonModules.has(module.text)) return undefined;
  const at = words.indexOf(module);
  return at === -1 ? undefined : { runs: 'command', at, assignments: at };
}

function innerOfRunner(name: string, runs: string, words: readonly Word[]): Inner | undefined {
  const { operands } = readArguments(name, words.slice(1));
  if (operands[0]?.text !== runs || !operands[1]) return undefined;
  const at = words.indexOf(operands[1]);
  return { runs: 'command', at, assignments: at };
}
