import { builtIn } from '../config/built-in.ts';
import type { Configuration } from '../config/configuration.ts';
import { ConfigError } from '../config/problem.ts';
import { notSelectable } from '../config/rule-entries.ts';
import { type FixChoice, type Fixed, fixSource } from '../fix/fix.ts';
import type { InventoryEntry } from '../inventory/entry.ts';
import { type LintResult, lintSource } from '../lint.ts';
import type { FileModel } from '../model/model.ts';
import { groupOf, ruleNames } from '../rule/names.ts';
import { SHELLCHECK } from '../rule/peers.ts';
import type { Settings } from '../rule/settings.ts';
import { LateModule } from '../text/late-module.ts';
import { kindOfFile } from './file-kind.ts';
import type { FixOptions } from './options.ts';
import type { Patch, PatchStyle } from './patch.ts';
import { type Input, readText } from './read.ts';

/** A file to examine, and its settings. */
export interface Subject {
  /** Absolute. */
  readonly file: string;
  /** As shown to people. */
  readonly path: string;
  readonly configuration: Configuration;
  /** With what is around the file. */
  readonly settings: Settings;
}

/** The result of examining a file: plain data, so that a worker thread can send it. Nothing has been changed yet. */
export interface Examined {
  readonly input: Input;
  /** The id of its kind of file. */
  readonly kind: string;
  /** The findings in the original text; absent if the text is to be fixed. */
  readonly found?: LintResult;
  /** The result of fixing the text, if fixes are wanted. */
  readonly fixed?: Fixed;
  /** What fixing changes, if that is to be shown. */
  readonly patch?: Patch;
  /** What is in the text, or in the fixed one, if that is wanted. */
  readonly inventory?: readonly InventoryEntry[];
  /** What was not looked at around it, in words. */
  readonly notes?: readonly string[];
  /** The patches of the files around it, by path. */
  readonly otherPatches?: ReadonlyMap<string, Patch>;
}

/** What to do with every file of a run. */
export interface Task {
  readonly fix: FixOptions | undefined;
  readonly style: PatchStyle;
  /** Whether the inventory is wanted as well, or nothing else. */
  readonly inventory?: boolean | 'only';
}

/** Lints a file, or works out its fixes. Throws {@link UserError} when it cannot be read. */
export function examineFile(one: Subject, task: Task): Promise<Examined> {
  return examineInput(readText(one.file), one, task);
}

/** The same for text that has already been read. */
export async function examineInput(input: Input, one: Subject, task: Task): Promise<Examined> {
  if (!task.inventory) return examineText(input, one, task);
  const { inventoryOf, inventoryOfText } = await import('./inventory.ts');
  const taken = (text: string, kind: string) =>
    complete(() => inventoryOfText(text, one.settings, one.path, kind));
  if (task.inventory === 'only') {
    const { id } = await kindOfFile(input.text, one.path);
    return { input, kind: id, inventory: await taken(input.text, id) };
  }
  let inventory: Examined['inventory'];
  const examined = await examineText(input, one, task, (file) => {
    inventory = inventoryOf(file);
  });
  // What is fixed is not linted before.
  inventory ??= await taken(examined.fixed?.text ?? input.text, examined.kind);
  return { ...examined, inventory };
}

/** @param look is given what is known of the text, if that is linted as it is */
async function examineText(
  input: Input,
  { path, settings, configuration }: Subject,
  { fix, style }: Task,
  look?: (file: FileModel) => void,
): Promise<Examined> {
  if (hasPlugins(configuration)) (await import('./rule-watch.ts')).watchRules(path);
  const { text } = input;
  const kind = await kindOfFile(text, path);
  const { id } = kind;
  const lint = () => complete(() => lintSource(text, settings, path, kind, look));
  if (fix === undefined) return { input, kind: id, found: await lint() };
  const choice = fixChoice(fix, configuration);
  const fixed = await complete(() => fixSource(text, settings, choice, path, kind));
  if (fix.mode === 'write') return { input, kind: id, fixed };
  const found = await lint();
  const { patchOf } = await import('./patch.ts');
  const otherPatches = new Map(
    fixed.others.flatMap(({ source, fixed: after }) =>
      after === undefined || after.text === source.text
        ? []
        : [[source.path, patchOf(source.path, source.text, after.text, style)] as const],
    ),
  );
  const patch = fixed.text === text ? undefined : patchOf(path, text, fixed.text, style);
  return { input, kind: id, found, fixed, ...(patch && { patch }), otherPatches };
}

/** An answer for which all is loaded that it asks for: the parsers of other languages are late. */
export async function complete<Answer>(answer: () => Answer): Promise<Answer> {
  for (;;) {
    const found = answer();
    if (!(await LateModule.loadWanted())) return found;
  }
}

/** Whether there are rules that are neither built in nor ShellCheck's. */
function hasPlugins({ rules }: Configuration): boolean {
  const { length } = builtIn.rules;
  return rules.length > length && rules.filter(({ id }) => groupOf(id) !== SHELLCHECK).length > length;
}

/**
 * The rules whose fixes are made, from the given names.
 * @throws {ConfigError} for a name that no rule has.
 */
function fixChoice({ unsafe, rules }: FixOptions, configuration: Configuration): FixChoice {
  if (rules.length === 0) return { unsafe };
  const names = ruleNames(configuration.rules);
  const wanted = rules.map((name) => ({ name, found: names.findAny(name) }));
  const unknown = wanted.filter(({ found }) => found.length === 0);
  if (unknown.length > 0) {
    const problems = unknown.map(({ name }) => {
      const { message, hint } = notSelectable(name, names);
      return { message: `--rule-only ${name}: ${message}`, hint };
    });
    throw new ConfigError(problems);
  }
  return { unsafe, rules: new Set(wanted.flatMap(({ found }) => found.map(({ id }) => id))) };
}
