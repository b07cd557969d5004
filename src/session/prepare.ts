import { resolve } from 'node:path';
import { builtIn } from '../config/built-in.ts';
import type { Configuration } from '../config/configuration.ts';
import { configurationLoader } from '../config/load.ts';
import { shownPath } from '../config/paths.ts';
import { ConfigError } from '../config/problem.ts';
import type { RunError } from '../report/run.ts';
import type { Settings } from '../rule/settings.ts';
import type { BaselineInUse } from './baseline-in-use.ts';
import type { Baselines } from './baselines.ts';
import { nameless, standardInput, type Target } from './discover.ts';
import type { Subject } from './examine.ts';
import { kindRefusingText, refusingKind } from './file-kind.ts';
import type { Host } from './host.ts';
import type { SessionOptions } from './options.ts';
import type { Around, Projects } from './projects.ts';
import { describeError } from './user-error.ts';

/** A file with everything that its findings depend on. */
export interface Prepared extends Subject {
  readonly target: Target;
  readonly baseline: BaselineInUse | undefined;
}

interface Preparation {
  readonly options: SessionOptions;
  readonly host: Pick<Host, 'readStandardInput' | 'print'>;
  readonly baselines: Baselines;
  readonly failures: Failures;
  readonly projects: Projects;
}

/** Finds the files to lint and their settings. */
export async function prepare(
  targets: readonly Target[],
  { options, host, baselines, failures, projects }: Preparation,
) {
  const load = configurationLoader(options.load, builtIn);
  const configurations = new Set<Configuration>();
  const prepared: Prepared[] = [];
  let ignored = 0;
  const unrecognized: string[] = [];
  // Files that belong to others are added while they are gone through.
  const waiting = [...targets];
  const files = new Set(targets.map(({ file }) => file));
  for (const target of waiting) {
    const path = shownName(target, options);
    try {
      const file = target.file === standardInput ? resolve(options.cwd, path) : target.file;
      const configuration = await load(file);
      configurations.add(configuration);
      if (isIgnored(target, file, configuration, options)) {
        if (!target.brought) ignored++;
        await passThrough(target, options, host);
        continue;
      }
      // A hook or an editor passes every file with such a name.
      const other = options.forceIgnore ? await kindRefusing(target, file, host) : undefined;
      if (other) {
        unrecognized.push(other.title);
        await passThrough(target, options, host);
        continue;
      }
      const baseline = isNameless(target, options) ? undefined : await baselines.of(configuration);
      const plain = configuration.settingsFor(file);
      const around = await aroundOf({ target, file, configuration, plain }, projects, options, host);
      if (around && !target.brought) for (const partner of around.partners()) bring(partner);
      const settings = around ? { ...plain, surroundings: around.surroundings } : plain;
      prepared.push({ target, file, path, configuration, settings, baseline });
    } catch (error) {
      failures.addError(target, error, path);
    }
  }
  // Standard input may have any name.
  prepared.sort((a, b) => (a.path < b.path ? -1 : Number(a.path > b.path)));
  return { prepared, configurations, ignored, unrecognized };

  function bring(file: string): void {
    if (files.has(file)) return;
    files.add(file);
    waiting.push({ file, shown: shownPath(file, options.cwd), searched: true, brought: true });
  }
}

/** What is around a file; a text that has no name has only what is given for it. */
async function aroundOf(
  {
    target,
    file,
    configuration,
    plain,
  }: Pick<Subject, 'file' | 'configuration'> & { target: Target; plain: Settings },
  projects: Projects,
  options: SessionOptions,
  host: Preparation['host'],
): Promise<Around | undefined> {
  if (isNameless(target, options) && configuration.contextOf(file) === undefined) return undefined;
  const isInput = target.file === standardInput;
  const text = isInput ? async () => (await host.readStandardInput()).text : undefined;
  return projects.around({ file, configuration, circumstances: plain, text });
}

function kindRefusing(target: Target, file: string, host: Preparation['host']) {
  if (target.file !== standardInput) return refusingKind(file);
  return kindRefusingText(file, async () => (await host.readStandardInput()).text);
}

/** Whether the configuration ignores a file: one that a search found, or with `--force-ignore` any file. */
function isIgnored(
  { searched }: Target,
  file: string,
  configuration: Configuration,
  { forceIgnore }: Pick<SessionOptions, 'forceIgnore'>,
): boolean {
  return (searched || forceIgnore) && configuration.ignores(file);
}

/** Returns the text of standard input unchanged to a caller that wants it fixed, even if there is nothing to do. */
async function passThrough(
  { file }: Target,
  { fix }: SessionOptions,
  host: Preparation['host'],
): Promise<void> {
  if (file === standardInput && fix?.mode === 'write')
    await host.print((await host.readStandardInput()).text);
}

function shownName({ file, shown }: Target, { stdinFilename }: SessionOptions): string {
  return file === standardInput ? (stdinFilename ?? nameless) : shown;
}

/** Standard input without a name has no place in a baseline. */
function isNameless({ file }: Target, { stdinFilename }: SessionOptions): boolean {
  return file === standardInput && stdinFilename === undefined;
}

/** Errors of individual files, in their order. */
export class Failures {
  readonly #order: ReadonlyMap<Target, number>;
  readonly #debug: boolean;
  readonly #found: { readonly order: number; readonly failure: RunError }[] = [];

  constructor(targets: readonly Target[], { debug }: Pick<SessionOptions, 'debug'>) {
    this.#order = new Map(targets.map((target, index) => [target, index]));
    this.#debug = debug;
  }

  add(target: Target, failure: RunError): void {
    this.#found.push({ order: this.#order.get(target) ?? this.#order.size, failure });
  }

  addError(target: Target, error: unknown, path: string): void {
    const message = describeError(error, this.#debug);
    this.add(target, error instanceof ConfigError ? { message, configuration: true } : { message, path });
  }

  /** Files with the same configuration share its error. */
  all(): readonly RunError[] {
    const sorted = this.#found.sort((a, b) => a.order - b.order).map(({ failure }) => failure);
    return [...new Map(sorted.map((one) => [`${one.path}\n${one.message}`, one])).values()];
  }
}
