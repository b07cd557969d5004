import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import {
  type Anchored,
  applyBaseline,
  type Baseline,
  type BaselinedFinding,
  type BaselineEntry,
  baselineOf,
  keyOf,
} from '../baseline/baseline.ts';
import { BaselineError, readBaseline, writeBaseline } from '../baseline/baseline-text.ts';
import { isInside, shownPath, slashed } from '../config/paths.ts';
import { ConfigError } from '../config/problem.ts';
import { readRegularFile, UnreadableFile } from '../config/regular-file.ts';
import { kindByName } from '../kinds/index.ts';
import type { AnyKind } from '../kinds/kind.ts';
import type { FileReport, RunError } from '../report/run.ts';
import { plural } from '../report/summary.ts';
import type { Finding } from '../rule/finding.ts';
import { groupOf } from '../rule/names.ts';
import type { Settings } from '../rule/settings.ts';
import { pushTo } from '../text/multimap.ts';
import type { SourceFile } from '../text/source.ts';
import type { BaselineAction } from './options.ts';
import { linkedPath, replaceFile } from './replace-file.ts';

/** What the baselines of a run depend on. */
export interface BaselineOptions {
  readonly action: BaselineAction;
  readonly cwd: string;
  /** Directories that were searched, absolute. A file missing from one of them is really gone. */
  readonly searched: readonly string[];
  /** `YYYY-MM-DD`. */
  readonly now: string;
  /** Whether it also hides findings of locked rules: whoever set up the run chose this baseline. */
  readonly overLocks: boolean;
}

/** The settings of a lint that matter to its baseline. */
interface BaselineSettings extends Pick<Settings, 'locked' | 'leftOut'> {
  /** A group of rules that this run is without. */
  readonly groupLeftOut?: string;
}

/** A baseline during a run. */
export interface BaselineInUse {
  /**
   * Removes the findings that the baseline hides. The entry of a finding is that of the file which contains it.
   *
   * @param file absolute
   * @param kind the kind of the file
   * @param settings the settings of the lint: locked findings must not be hidden, entries of skipped rules are not gone
   */
  hide(file: string, kind: AnyKind, report: FileReport, settings: BaselineSettings): FileReport;
  /** Call it after all files: writes the baseline if requested, and reports outdated entries. */
  finish(): Promise<{ readonly notes: readonly string[]; readonly errors: readonly RunError[] }>;
}

/**
 * Opens a baseline. One that is to be updated need not exist.
 *
 * @param path absolute
 * @throws {ConfigError} if it cannot be read
 */
export function openBaseline(path: string, circumstances: BaselineOptions): BaselineInUse {
  const { action, cwd, searched, now, overLocks } = circumstances;
  const shown = shownPath(path, cwd);
  const before = readBaselineFile(path, shown, action);
  const known = byPath(before, ({ file }) => file);
  /** The entries that were found again, by file; if lints of several files found the same one, the highest count. */
  const seen = new Map<string, Map<string, BaselineEntry>>();
  /** Files that were linted themselves: their entries that were not found again are outdated. */
  const whole = new Set<string>();

  function hide(
    file: string,
    kind: AnyKind,
    report: FileReport,
    { locked = [], leftOut = [], groupLeftOut }: BaselineSettings,
  ): FileReport {
    const name = nameOf(file);
    const unknown = (known.get(name) ?? []).filter(
      ({ rule }) => leftOut.includes(rule) || groupOf(rule) === groupLeftOut,
    );
    // If a rule has failed, its findings are unknown.
    const isWhole = !report.findings.some(({ internal }) => internal);
    const mayHide = report.findings.filter(
      ({ rule, internal }) => !internal && (overLocks || !locked.includes(rule)),
    );
    if (isWhole) {
      whole.add(name);
      remember(name, unknown);
    }
    const hidden = [...byPath(mayHide, ({ file }) => file.path)].flatMap(([, findings]) => {
      const source = findings[0]!.file;
      const isOwn = source.path === report.source.path;
      const anchorsOf = isOwn ? kind.anchorsIn : anchorsElsewhere(source);
      const anchored = () => ({ source, anchorAt: anchorsOf(source.text) });
      const entryName = isOwn ? name : nameOf(resolve(cwd, source.path));
      return hiddenOf(entryName, findings, anchored, isWhole || !isOwn);
    });
    if (hidden.length === 0) return report;
    const isHidden = new Set(hidden.map(({ finding }) => finding));
    return {
      ...report,
      findings: report.findings.filter((finding) => !isHidden.has(finding)),
      baselined: hidden,
    };
  }

  /** The hidden ones of the findings in one file. */
  function hiddenOf(
    name: string,
    findings: readonly Finding[],
    anchored: () => Anchored,
    isWhole: boolean,
  ): readonly BaselinedFinding[] {
    const own = known.get(name) ?? [];
    if (own.length === 0 && action !== 'update') return [];
    const places = anchored();
    const entries = action === 'update' ? baselineOf(name, findings, places, now, own) : own;
    const { hidden, stillThere } = applyBaseline(entries, findings, places);
    if (isWhole) remember(name, stillThere);
    return hidden;
  }

  function remember(name: string, entries: Baseline): void {
    const before = seen.get(name) ?? new Map<string, BaselineEntry>();
    seen.set(name, before);
    for (const entry of entries) {
      const count = Math.max(entry.count, before.get(keyOf(entry))?.count ?? 0);
      before.set(keyOf(entry), { ...entry, count });
    }
  }

  /** The current entries of a file. */
  function current(file: string): Baseline {
    const found = seen.get(file) ?? new Map<string, BaselineEntry>();
    const others = whole.has(file) || isGone(file) ? [] : (known.get(file) ?? []);
    return [...found.values(), ...others.filter((entry) => !found.has(keyOf(entry)))];
  }

  /** The name of a file in the baseline. */
  function nameOf(file: string): string {
    return slashed(relative(dirname(path), file));
  }

  async function finish() {
    const after = [...known.keys(), ...seen.keys()];
    const files = [...new Set(after)];
    const entries = files.flatMap(current);
    const stale = leftOver(before, entries);
    if (action === 'apply') return { notes: stale.length === 0 ? [] : [staleNote(shown, stale)], errors: [] };
    const text = writeBaseline(entries);
    if (text === writeBaseline(before) && existsSync(path)) return { notes: [], errors: [] };
    try {
      mkdirSync(dirname(path), { recursive: true });
      await replaceFile(linkedPath(path), (descriptor) => writeFileSync(descriptor, text));
    } catch (error) {
      return {
        notes: [],
        errors: [{ path: shown, message: `cannot be written: ${(error as Error).message}` }],
      };
    }
    return { notes: [writtenNote(shown, entries, before, stale)], errors: [] };
  }

  /** Whether a file that was not linted no longer exists, as far as the run can know. */
  function isGone(file: string): boolean {
    const at = resolve(dirname(path), file);
    return searched.some((directory) => isInside(at, directory)) && !existsSync(at);
  }

  return { hide, finish };
}

/** The anchors in a file that was not linted itself; there are none, but its lines, in one of no kind that is linted. */
function anchorsElsewhere({ path, text }: SourceFile): AnyKind['anchorsIn'] {
  const kind = kindByName(path);
  return kind?.recognizes(text) ? kind.anchorsIn : () => () => undefined;
}

/** No baseline is larger, in bytes. */
const largest = 64 * 1024 * 1024;

function readBaselineFile(path: string, shown: string, action: BaselineAction): Baseline {
  try {
    return readBaseline(readRegularFile(path, largest));
  } catch (error) {
    if (error instanceof BaselineError) {
      const { line, message, hint } = error;
      throw new ConfigError([{ file: shown, line, message, hint }]);
    }
    if (error instanceof UnreadableFile) throw new ConfigError([{ file: shown, message: error.message }]);
    const { code, message } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT') throw new ConfigError([{ file: shown, message: `cannot be read: ${message}` }]);
    if (action === 'update') return [];
    const hint = 'Write it with `azml-lint --update-baseline`.';
    throw new ConfigError([{ file: shown, message: 'there is no such baseline', hint }]);
  }
}

function byPath<Thing>(
  things: readonly Thing[],
  pathOf: (thing: Thing) => string,
): ReadonlyMap<string, readonly Thing[]> {
  const files = new Map<string, Thing[]>();
  for (const thing of things) {
    const path = pathOf(thing);
    pushTo(files, path, thing);
  }
  return files;
}

/** The entries and counts that a baseline has in addition to another. */
function leftOver(before: Baseline, after: Baseline): Baseline {
  const counts = new Map(after.map((entry) => [keyOf(entry), entry.count]));
  return before
    .map((entry) => ({ ...entry, count: entry.count - (counts.get(keyOf(entry)) ?? 0) }))
    .filter(({ count }) => count > 0);
}

/** If there are more files, they are counted instead of named. */
const mostNamed = 5;

function staleNote(shown: string, stale: Baseline): string {
  const files = [...new Set(stale.map(({ file }) => file))];
  const named = files.slice(0, mostNamed).join(', ');
  const more = files.length > mostNamed ? ` and ${files.length - mostNamed} more files` : '';
  return `${shown}: ${findingsIn(stale)} no longer there, in ${named}${more}\n  \`--prune-baseline\` removes them.`;
}

function writtenNote(shown: string, now: Baseline, before: Baseline, stale: Baseline): string {
  const added = countOf(now) - countOf(before) + countOf(stale);
  return `wrote ${shown}: ${findingsIn(now)} (${added} added, ${countOf(stale)} removed)`;
}

function findingsIn(baseline: Baseline): string {
  const count = countOf(baseline);
  return plural(count, 'finding');
}

function countOf(baseline: Baseline): number {
  return baseline.reduce((sum, { count }) => sum + count, 0);
}
