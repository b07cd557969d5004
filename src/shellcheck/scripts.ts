/** The scripts of a Dockerfile in the form in which ShellCheck gets them. */
import { dashFor, isOnWindows } from '../facts/commands/script-faults.ts';
import type { DockerfileModel, RunStep } from '../model/model.ts';
import { defineRule } from '../rule/rule.ts';
import type { Settings } from '../rule/settings.ts';
import { shebangShell } from '../shell/interpreter.ts';
import type { Script } from '../shell/script.ts';
import { plainWord } from '../shell/word.ts';
import { innerOf } from '../shell/wrapper.ts';
import { concat, type Fragment, inserted, type Span, slice } from '../text/fragment.ts';
import { memoized } from '../text/memoized.ts';

/** The shells of ShellCheck that RUNs have. */
type Dialect = 'sh' | 'dash' | 'bash';

/** A script, prepared for ShellCheck. */
export interface CheckedScript {
  readonly run: RunStep;
  readonly script: Script;
  /** What ShellCheck reads, with the way back to the file: some lines at the top are not from there. */
  readonly text: Fragment;
  /** The stretches of the text that are not from the file, as indices. */
  readonly added: readonly Span[];
  /** It is a string of an exec form, with the escapes of JSON in the file. */
  readonly json: boolean;
}

/** The longest argument that Linux passes to a program (MAX_ARG_STRLEN); a longer script never runs. */
const MAX_ARGUMENT = 131_072;

/**
 * ShellCheck's time grows with the square of the commands: 800 in a row take it ten seconds, 3,000 some minutes. No RUN that people
 * write has so many.
 */
const MAX_COMMANDS = 500;

/** The scripts of the RUNs of a file that ShellCheck understands. */
export const scriptsFor = memoized((file: DockerfileModel): readonly CheckedScript[] =>
  file.runs
    .filter(({ stage }) => !isOnWindows(stage))
    .flatMap((run) =>
      run.scripts.flatMap((script) => {
        if (script.commands.length > MAX_COMMANDS) return [];
        const found = run.instruction.json ? argumentScript(script, run) : ownScript(script, run);
        return found && found.source.text.length <= MAX_ARGUMENT && found.source.text.trim() !== ''
          ? [prepared(found, script, run)]
          : [];
      }),
    ),
);

/** Settings that find nothing, and put the texts of the scripts of a file into a list, read as the given ones have it read. */
export function collectingSettings(settings: Settings, scripts: string[]): Settings {
  const collector = defineRule({
    id: 'shellcheck/scripts',
    title: 'Scripts that ShellCheck reads',
    level: { inference: 'info', training: 'info', other: 'info' },
    messages: { none: '' },
    check({ file }) {
      for (const { text } of scriptsFor(file)) scripts.push(text.text);
    },
  });
  const silent = settings.rules
    .filter(({ rule }) => rule.about !== 'suppressions')
    .map((setting) => ({ ...setting, rule: { ...setting.rule, check() {} } }));
  return { ...settings, rules: [...silent, { rule: collector, level: 'info', options: {} }] };
}

/** A script as it is in the file, and the shell that reads it. */
interface Found {
  readonly source: Fragment;
  readonly dialect: Dialect;
}

function ownScript({ kind, source }: Script, run: RunStep): Found | undefined {
  if (kind === 'other') return undefined;
  return { source, dialect: dialectFor(kind, run) };
}

/** `["bash", "-c", "…"]`, also behind `env` and the like. */
function argumentScript({ source }: Script, run: RunStep): Found | undefined {
  let words = run.instruction.args.map((word) => plainWord(word, true));
  for (let inner = innerOf(words); inner; inner = innerOf(words)) {
    if (inner.runs === 'command') {
      if (inner.at === 0) return undefined;
      words = words.slice(inner.at);
      continue;
    }
    if (inner.runs !== 'script' || !inner.shell || inner.shell.kind === 'other') return undefined;
    const { text } = inner;
    return text.start >= source.start
      ? { source: text, dialect: dialectFor(inner.shell.kind, run) }
      : undefined;
  }
  return undefined;
}

function dialectFor(kind: 'sh' | 'bash', run: RunStep): Dialect {
  if (kind === 'bash') return 'bash';
  return dashFor(run) === undefined ? 'sh' : 'dash';
}

/**
 * Puts a first line above the script that names its shell, and below its own first comments, in which there may be directives
 * for the whole script, one that sets the variables that ARG and ENV have set.
 */
function prepared({ source, dialect }: Found, script: Script, run: RunStep): CheckedScript {
  const { text } = source;
  const shebang = shebangShell(text) === undefined ? 0 : endOfLine(text, 0);
  const comments = endOfComments(text, shebang);
  const naming = shebang === 0 ? `#!/bin/${dialect}\n` : `# shellcheck shell=${dialect}\n`;
  const parts = [
    slice(source, 0, shebang),
    inserted(naming, source.start),
    slice(source, shebang, comments),
    inserted(settingsOf(text, run), source.start),
    slice(source, comments),
  ];
  const added: Span[] = [];
  let at = 0;
  for (const [index, part] of parts.entries()) {
    if (index % 2 === 1) added.push({ start: at, end: at + part.text.length });
    at += part.text.length;
  }
  return { run, script, text: concat(parts, source.start), added, json: run.instruction.json };
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end + 1;
}

/** The end of the comments and empty lines that are at the top of a text. */
function endOfComments(text: string, from: number): number {
  let at = from;
  for (let next = at; /^[ \t]*(?:#|\n)/.test(text.slice(at, at + 200)); at = next) {
    next = endOfLine(text, at);
    if (next === at || text[next - 1] !== '\n') break;
  }
  return at;
}

/** It decides how words are split, and so what needs quotes. */
const NOT_SET = 'IFS';

/** ARGs that need no declaration. Source: https://docs.docker.com/reference/dockerfile/#predefined-args */
const PREDEFINED: ReadonlySet<string> = new Set(
  ['http', 'https', 'ftp', 'no', 'all'].flatMap((name) => [`${name}_proxy`, `${name}_proxy`.toUpperCase()]),
);

/**
 * A line that sets the variables of a script that an ARG or an ENV sets. Their values do not matter; that the script exports
 * what it assigns to them does.
 */
function settingsOf(text: string, run: RunStep): string {
  const names = new Set(
    [...text.matchAll(/\$\{?[!#]?([A-Za-z_]\w*)|\b([A-Za-z_]\w*)=/g)].map(([, read, set]) => read ?? set!),
  );
  names.delete(NOT_SET);
  const isSet = (name: string) =>
    run.before.variable(name) !== undefined || PREDEFINED.has(name) || isSetByTrigger(name, run);
  const known = [...names].filter(isSet);
  return known.length === 0 ? '' : `export ${known.map((name) => `${name}=1`).join(' ')}\n`;
}

/** Whether an ONBUILD before the one of a RUN sets a variable in the build in which both are carried out. */
function isSetByTrigger(name: string, { onbuild, stage, start }: RunStep): boolean {
  if (!onbuild) return false;
  return stage.stepsOf('ONBUILD').some(({ instruction: { trigger, ...own } }) => {
    const sets = own.start < start && (trigger?.name === 'ARG' || trigger?.name === 'ENV');
    return sets && trigger.pairs.some((pair) => pair.name.text === name);
  });
}
