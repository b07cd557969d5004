/** The linter, as the playground asks it: plain data in, plain data out. It runs in the worker, and when the site is built. */
import '../../../src/late-modules.ts';
import { rules } from '../../../rules/index.generated.ts';
import type { SettingsOptions } from '../../../src/config/call-options.ts';
import { keptSettings } from '../../../src/config/kept-settings.ts';
import { parseConfiguration } from '../../../src/config/parse-config.ts';
import { findPreset } from '../../../src/config/presets.ts';
import { ConfigError } from '../../../src/config/problem.ts';
import { keySchemas } from '../../../src/config/schema.ts';
import { type FixChoice, fixSource } from '../../../src/fix/fix.ts';
import { kindIds, kindOf } from '../../../src/kinds/index.ts';
import { lintSource } from '../../../src/lint.ts';
import { grow } from '../../../src/report/render.ts';
import { text } from '../../../src/report/text.ts';
import type { Finding } from '../../../src/rule/finding.ts';
import type { Settings } from '../../../src/rule/settings.ts';
import { fixProject, type LintedFile, lintedFiles, type ProjectTexts } from '../../../src/testing/project.ts';
import type { PlaygroundState } from './state.ts';

/** A finding, as it is shown. */
export interface ShownFinding {
  readonly path: string;
  readonly rule: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly column: number;
  readonly related: readonly ShownPlace[];
  readonly fix: ShownFix | undefined;
  /** The rule itself failed. */
  readonly isInternal: boolean;
}

interface ShownPlace {
  readonly path: string;
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

export interface ShownFix {
  readonly safety: 'safe' | 'unsafe';
  readonly title: string;
  /** The edits by path. */
  readonly edits: readonly (readonly [path: string, edits: readonly ShownEdit[]])[];
}

export interface ShownEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface Linted {
  readonly findings: readonly ShownFinding[];
  /** What is wrong with the configuration; nothing is linted then. */
  readonly problems: readonly string[];
  /** What `azml-lint` prints. */
  readonly report: string;
}

/** What is found in the files of the playground. */
export function lintState(state: PlaygroundState): Linted {
  const read = settingsIn(state);
  if (Array.isArray(read)) return { findings: [], problems: read, report: '' };
  const { settings, notes } = read as Read;
  const files = lintedIn(state, settings);
  const report = grow(text, rules, printing);
  return {
    findings: files.flatMap(({ findings }) => findings.map(shown)),
    problems: notes,
    report: files.flatMap((file) => [...report.file(file)]).join(''),
  };
}

/** A terminal of 80 columns without colors: the page has its own. */
const printing = { color: false, hyperlinks: false, width: 80, quiet: false, showSuppressed: false };

function lintedIn({ whole, files }: PlaygroundState, settings: Settings): readonly LintedFile[] {
  if (whole) return lintedFiles(Object.fromEntries(files), settings);
  return files.map(([path, text]) => ({ path, ...lintSource(text, settings, path, kindOf(text, path)) }));
}

/** The files that fixes change, with their new texts, as `--fix` would leave them. */
export function fixState(state: PlaygroundState, choice: FixChoice): ProjectTexts {
  const read = settingsIn(state);
  if (Array.isArray(read)) return {};
  const { settings } = read as Read;
  const texts = Object.fromEntries(state.files);
  const fixed = state.whole
    ? fixProject(texts, settings, choice)
    : Object.fromEntries(
        state.files.map(([path, text]) => [
          path,
          fixSource(text, settings, choice, path, kindOf(text, path)).text,
        ]),
      );
  return Object.fromEntries(Object.entries(fixed).filter(([path, text]) => texts[path] !== text));
}

interface Read {
  readonly settings: Settings;
  readonly notes: readonly string[];
}

/** Keys of a configuration that mean something without a disk. */
const used = ['$schema', 'extends', 'rules', 'family', 'buildArgs', 'managedBuild'];

/** The settings, or what is wrong with the configuration. */
function settingsIn({ config, now }: PlaygroundState): Read | string[] {
  const parsed = parseConfiguration(config);
  if (Array.isArray(parsed))
    return parsed.map(({ line, column, message }) => `${line}:${column}: ${message}`);
  const value = (parsed as { readonly value: unknown }).value ?? {};
  if (typeof value !== 'object' || Array.isArray(value))
    return ['A configuration is a mapping of keys to values.'];
  const { extends: base, managedBuild, ...given } = value as Record<string, unknown>;
  const preset = base === undefined ? 'recommended' : typeof base === 'string' ? findPreset(base) : undefined;
  if (preset === undefined) return ['Here `extends` is one preset, such as `azml-lint:strict`.'];
  const without = Object.keys(given).filter((key) => key in keySchemas && !used.includes(key));
  const options = {
    ...Object.fromEntries(
      Object.entries(given).filter(([key]) => key !== '$schema' && !without.includes(key)),
    ),
    preset,
    ...(managedBuild !== undefined && managedBuild !== 'auto' && { managedBuild }),
    ...(now !== '' && { now }),
  };
  try {
    const settings = keptSettings(options as SettingsOptions, kindIds);
    return { settings, notes: without.map((key) => `\`${key}\` has no effect here.`) };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems.map(({ message, hint }) => (hint ? `${message}. ${hint}` : message));
  }
}

function shown({
  file,
  span,
  range,
  rule,
  severity,
  message,
  related,
  fix,
  internal,
}: Finding): ShownFinding {
  return {
    path: file.path,
    rule,
    severity,
    message,
    start: span.start,
    end: span.end,
    ...range.start,
    related: related.map((one) => ({
      path: one.file.path,
      start: one.span.start,
      end: one.span.end,
      ...one.range.start,
      message: one.message,
    })),
    fix: fix && {
      safety: fix.safety,
      title: fix.title,
      edits: [{ file, edits: fix.edits }, ...(fix.elsewhere ?? [])].map((one) => [
        one.file.path,
        one.edits.map(({ start, end, text }) => ({ start, end, text })),
      ]),
    },
    isInternal: internal === true,
  };
}
