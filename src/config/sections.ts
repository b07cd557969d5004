import type { ImageFamily } from '../image/family.ts';
import type { RuleNames } from '../rule/names.ts';
import type { AnyRule } from '../rule/settings.ts';
import type { RuleChange } from './effective.ts';
import type { Origin, Sourced } from './origin.ts';
import type { Path } from './parse-config.ts';
import { originIn, type ReadFile, type Reading } from './read-file.ts';
import { ownOptions, readEntries, splitEntry } from './rule-entries.ts';
import type {
  ConfigurationFile,
  ManagedBuild,
  OneOrMore,
  Override,
  RuleEntries,
  RuleOptions,
} from './schema.ts';
import { explainSchemaError, pathIn } from './schema-errors.ts';
import type { Validate } from './validation.ts';

/** Settings for some files, or for all of them. */
export interface Section {
  readonly files: OneOrMore | undefined;
  /** Where the globs are written. */
  readonly origin?: Origin;
  readonly changes: readonly RuleChange[];
  readonly family: Sourced<ImageFamily> | undefined;
  readonly managedBuild?: Sourced<ManagedBuild> | undefined;
}

/** What the `rules` of a file are checked against. */
export interface RuleReading {
  readonly names: RuleNames;
  /** Whether there may be rules that are not in `names`. */
  readonly incomplete: boolean;
  /** Validates options by the id of their rule. */
  readonly validateOptions: Validate;
  readonly report: Reading['report'];
}

/** The sections of a file: its settings for all files, then its overrides. */
export function sectionsOf(file: ReadFile, reading: RuleReading): readonly Section[] {
  const { overrides = [] } = file.content;
  return [
    sectionOf(file, file.content, [], reading),
    ...overrides.map((override, index) => ({
      ...sectionOf(file, override, ['overrides', index], reading),
      files: override.files,
      origin: originIn(file, ['overrides', index, 'files']),
    })),
  ];
}

function sectionOf(
  file: ReadFile,
  { rules = {}, family, managedBuild }: ConfigurationFile | Override,
  path: Path,
  reading: RuleReading,
): Section {
  return {
    files: undefined,
    changes: changesOf(file, rules, [...path, 'rules'], reading),
    family: family && { value: family, origin: originIn(file, [...path, 'family']) },
    managedBuild:
      managedBuild === undefined
        ? undefined
        : { value: managedBuild, origin: originIn(file, [...path, 'managedBuild']) },
  };
}

function changesOf(
  file: ReadFile,
  rules: RuleEntries,
  path: Path,
  reading: RuleReading,
): readonly RuleChange[] {
  const { names } = reading;
  const optionsPath = (name: string): Path => {
    const entry = rules[name];
    if (!Array.isArray(entry)) return [...path, name];
    return [...path, name, typeof entry[0] === 'string' ? 1 : 0];
  };
  const pathOf = (name: string, option?: string): Path =>
    option === undefined ? [...path, name] : [...optionsPath(name), option];
  const entries = Object.entries(rules).filter(
    ([name]) => !reading.incomplete || names.find(name).length > 0,
  );
  for (const [name, entry] of entries) {
    const { options } = splitEntry(entry);
    for (const [id, checked] of optionsByRule(names.find(name), options))
      checkOptions(file, id, checked, optionsPath(name), reading);
  }
  return readEntries(
    Object.fromEntries(entries),
    names,
    (name, option) => originIn(file, pathOf(name, option)),
    (name, problem, option) =>
      reading.report({ file: file.shown, ...file.document.placeOfKey(pathOf(name, option)), ...problem }),
  );
}

/** Options by the rule that they are checked with: each of them once, also if several rules share it. */
function optionsByRule(rules: readonly AnyRule[], options: RuleOptions): ReadonlyMap<string, RuleOptions> {
  if (rules.length === 1) return new Map([[rules[0]!.id, options]]);
  const left = new Map(Object.entries(options));
  return new Map(
    rules.map((rule) => {
      const own = ownOptions(rule, Object.fromEntries(left));
      for (const option of Object.keys(own)) left.delete(option);
      return [rule.id, own];
    }),
  );
}

/** Checks the values of options. Options that the rule does not have are reported elsewhere. */
function checkOptions(file: ReadFile, id: string, options: object, path: Path, reading: RuleReading): void {
  const { document, shown } = file;
  const errors = reading
    .validateOptions({ [id]: options })
    .filter(
      ({ keyword, instancePath }) => keyword !== 'additionalProperties' || instancePath.split('/').length > 2,
    );
  const pathOf = (steps: readonly string[]): Path => [...path, ...pathIn(options, steps.slice(1))];
  for (const { path, atKey, message, hint } of explainSchemaError(errors, document, pathOf)) {
    const place = atKey ? document.placeOfKey(path) : document.placeOfValue(path);
    reading.report({ file: shown, ...place, message, ...(hint && { hint }) });
  }
}
