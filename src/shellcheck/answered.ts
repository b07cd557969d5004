/** What ShellCheck says, as findings of its rules. */
import { bashSyntaxInDash, isTemplate, syntaxErrorsIn } from '../facts/commands/script-faults.ts';
import type { DockerfileModel } from '../model/model.ts';
import { isOn } from '../rule/check.ts';
import type { Severity } from '../rule/finding.ts';
import { groupOf } from '../rule/names.ts';
import { SHELLCHECK } from '../rule/peers.ts';
import type { ProposedFix } from '../rule/rule.ts';
import type { AnyRule, RuleSetting, Settings } from '../rule/settings.ts';
import type { Edit } from '../text/edit.ts';
import { offsetAt, type Span, slice } from '../text/fragment.ts';
import { pushTo } from '../text/multimap.ts';
import { overlapsAny } from '../text/spans.ts';
import type { Comment, CommentPlace, Replacement } from './comment.ts';
import { disabledAt } from './directives.ts';
import { codeOf } from './rules.ts';
import { type CheckedScript, scriptsFor } from './scripts.ts';

/** What ShellCheck says of scripts, by their text. */
export type Answers = ReadonlyMap<string, readonly Comment[]>;

/**
 * What is no mistake in a RUN: files that are sourced are in the image and not here, and the first line and the shell of a script
 * are not its author's.
 */
const NOT_IN_RUN: ReadonlySet<number> = new Set([1071, 1090, 1091, 1128, 2148, 2187]);

const SEVERITIES: Readonly<Record<Comment['level'], Severity>> = {
  error: 'error',
  warning: 'warning',
  info: 'info',
  style: 'info',
};

/** Where lines are joined, the spaces are those that indent them. */
const REPEATED_SPACES = 2291;

/** What a rule reports. */
interface Said {
  readonly at: Span;
  readonly text: string;
  readonly severity: Severity;
  readonly fix: ProposedFix | undefined;
}

/** Settings whose rules for ShellCheck report some answers; only those that have any are kept. */
export function answeredSettings(settings: Settings, answers: Answers): Settings {
  const known = new WeakMap<DockerfileModel, ReadonlyMap<number, readonly Said[]>>();
  const isRuleOn = (id: string) => settings.rules.some((one) => one.rule.id === id && isOn(one));
  const others: Others = {
    syntaxErrors: isRuleOn('shell/syntax-error'),
    bashSyntax: isRuleOn('shell/bash-syntax-in-sh'),
  };
  const saidOf = (file: DockerfileModel) => {
    const said = known.get(file) ?? saidIn(file, answers, others);
    known.set(file, said);
    return said;
  };
  const codes = codesIn(answers);
  const answered = (setting: RuleSetting): RuleSetting => {
    const { rule } = setting;
    if (groupOf(rule.id) !== SHELLCHECK || !codes.has(codeOf(rule.id))) return setting;
    return { ...setting, rule: reporting(rule, saidOf) };
  };
  return { ...settings, rules: settings.rules.map(answered) };
}

/** The codes that ShellCheck uses in some answers. */
export function codesIn(answers: Answers): ReadonlySet<number> {
  return new Set([...answers.values()].flatMap((comments) => comments.map(({ code }) => code)));
}

function reporting(
  rule: AnyRule,
  saidOf: (file: DockerfileModel) => ReadonlyMap<number, readonly Said[]>,
): AnyRule {
  const code = codeOf(rule.id);
  return {
    ...rule,
    check({ file, report }) {
      for (const { at, text, severity, fix } of saidOf(file as DockerfileModel).get(code) ?? [])
        report({ at, message: 'said', data: { text }, severity, fix });
    },
  };
}

/** Rules of azml-lint that are on and find the same. */
interface Others {
  readonly syntaxErrors: boolean;
  readonly bashSyntax: boolean;
}

/** What ShellCheck says about the scripts of a file, by code. */
function saidIn(
  file: DockerfileModel,
  answers: Answers,
  others: Others,
): ReadonlyMap<number, readonly Said[]> {
  const said = new Map<number, Said[]>();
  const isDisabled = disabledAt(file);
  const bashSyntax = others.bashSyntax ? bashSyntaxInDash(file).map(({ syntax }) => syntax) : [];
  for (const checked of scriptsFor(file)) {
    const isBroken =
      isTemplate(checked.text) || (others.syntaxErrors && syntaxErrorsIn(checked.run).length > 0);
    const places = new Places(checked);
    for (const comment of answers.get(checked.text.text) ?? []) {
      const { code } = comment;
      const at = places.spanOf(comment);
      if (at === undefined || NOT_IN_RUN.has(code) || isDisabled(code, at)) continue;
      // One mistake, one finding: what a rule of azml-lint reports is not reported again.
      if (isBroken && isAboutSyntax(comment)) continue;
      if (isAboutPortability(code) && overlapsAny(at, bashSyntax)) continue;
      if (code === REPEATED_SPACES && places.isTorn(comment)) continue;
      const { message: text, level } = comment;
      const fix = places.fixOf(comment);
      pushTo(said, code, { at, text, severity: SEVERITIES[level], fix });
    }
  }
  return said;
}

function isAboutSyntax({ code }: Comment): boolean {
  return code < 2000;
}

function isAboutPortability(code: number): boolean {
  return code >= 3000;
}

/** The way from lines and columns of a prepared script to the file. */
class Places {
  readonly #checked: CheckedScript;
  readonly #lines: readonly number[];

  constructor(checked: CheckedScript) {
    const { text } = checked.text;
    this.#checked = checked;
    this.#lines = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  }

  /** The place of a comment; `undefined` if it is about a line that is not in the file. */
  spanOf({ line, column, endLine, endColumn }: CommentPlace): Span | undefined {
    const { text } = this.#checked;
    const from = this.#index(line, column);
    const to = Math.max(this.#index(endLine, endColumn), from + 1);
    if (this.#isAdded(from, from) || from >= text.text.length) return undefined;
    const { start, end } = slice(text, from, to);
    return { start, end };
  }

  /** Whether the file has something else in a place, such as the end of a line. */
  isTorn({ line, column, endLine, endColumn }: CommentPlace): boolean {
    const { text, run } = this.#checked;
    const said = slice(text, this.#index(line, column), this.#index(endLine, endColumn));
    return run.stage.file.source.text.slice(said.start, said.end) !== said.text;
  }

  /** ShellCheck's own fix, where each part of it is in the file exactly as in the script. */
  fixOf({ code, fix }: Comment): ProposedFix | undefined {
    if (fix === null || fix === undefined) return undefined;
    const edits = [...fix.replacements]
      .sort((a, b) => a.precedence - b.precedence)
      .map((replacement) => this.#editOf(replacement));
    const known = edits.filter((edit) => edit !== undefined);
    if (known.length === 0 || known.length < edits.length) return undefined;
    return { title: `Do what ShellCheck proposes for SC${code}`, edits: known };
  }

  #editOf({ line, column, endLine, endColumn, insertionPoint, replacement }: Replacement): Edit | undefined {
    const { text, json, run } = this.#checked;
    const from = this.#index(line, column);
    const to = this.#index(endLine, endColumn);
    if (this.#isAdded(from, to)) return undefined;
    // A line end would end the instruction, and a backslash might continue it.
    if (/[\n\\]/.test(replacement)) return undefined;
    const written = json ? JSON.stringify(replacement).slice(1, -1) : replacement;
    if (from === to) {
      const at =
        insertionPoint === 'beforeStart' && from > 0 ? slice(text, from - 1, from).end : offsetAt(text, from);
      return { start: at, end: at, text: written };
    }
    const replaced = slice(text, from, to);
    const inFile = run.stage.file.source.text.slice(replaced.start, replaced.end);
    const isSame = inFile === (json ? JSON.stringify(replaced.text).slice(1, -1) : replaced.text);
    return isSame ? { start: replaced.start, end: replaced.end, text: written } : undefined;
  }

  /** Whether a stretch, or the character after an empty one, is not all from the file. */
  #isAdded(from: number, to: number): boolean {
    return this.#checked.added.some(({ start, end }) => from < end && Math.max(to, from + 1) > start);
  }

  /** The index of a line and a column, which counts code points. */
  #index(line: number, column: number): number {
    const { text } = this.#checked.text;
    const start = this.#lines[line - 1] ?? text.length;
    const end = this.#lines[line] ?? text.length;
    let index = start;
    for (let left = column - 1; left > 0 && index < end; left--)
      index += text.codePointAt(index)! > 0xffff ? 2 : 1;
    return index;
  }
}
