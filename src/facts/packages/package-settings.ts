/**
 * What the configuration of a package manager says about its commands: files that a RUN or a COPY writes, options,
 * variables.
 */
import type { CopyInstruction } from '../../dockerfile/tree.ts';
import { knownPrefix, knownText } from '../../dockerfile/value.ts';
import { filledPaths } from '../../model/copies.ts';
import { dataflow, isCopy, isRun } from '../../model/dataflow.ts';
import type { CopyStep, DockerfileModel, RunStep, Step } from '../../model/model.ts';
import { isOfManager, isOn, packageToolOf } from '../../model/package-actions.ts';
import type { PackageManager, Setting } from '../../programs/package-tool.ts';
import { packageTools } from '../../programs/package-tools.ts';
import type { Command, Word } from '../../shell/script.ts';
import { isWithin, resolvePath } from '../../text/paths.ts';
import { DASHES } from '../../text/typographic-dashes.ts';
import { environmentOf } from './environment.ts';
import { packageCommands } from './package-commands.ts';

/**
 * The settings: whether yes is assumed for all questions, whether extras are installed, such as recommended packages,
 * and whether downloads are not kept.
 */
export type PackageSetting = 'confirmation' | 'extras' | 'uncached';

/** The value of a setting from options and configuration; `undefined`: this file does not set it. */
export type Configured = boolean | 'unknown' | undefined;

/** A command of a package manager with its settings. */
export interface PackageUse {
  readonly command: Command;
  readonly run: RunStep;
  /** The command before it in the RUN. */
  readonly previous: Command | undefined;
  /**
   * The setting: from its own options, else from a variable, else from configuration written earlier in the chain of
   * stages.
   */
  readonly configured: Configured;
}

/** The commands of a package manager in a file, triggers of ONBUILD included, each with the value of a setting. */
export function* packageUses(
  file: DockerfileModel,
  manager: PackageManager,
  asked: PackageSetting,
): Iterable<PackageUse> {
  const uses = packageCommands(file, manager);
  if (uses.length === 0) return;
  const setting = settingOf(manager, asked);
  const written = configurationsIn(file, setting, manager);
  const before = configuredBefore(file, written);
  let current: RunStep | undefined;
  let now: Configured;
  let next = 0;
  for (const { command, run, index } of uses) {
    if (run !== current) {
      current = run;
      now = isElsewhere(run, setting) ? 'unknown' : before(run);
      next = 0;
    }
    for (; next < index; next++) now = written.get(run.commands[next]!) ?? now;
    const configured = optionOf(command, asked) ?? variableFor(run, command, setting) ?? now;
    yield { command, run, previous: run.commands[index - 1], configured };
  }
}

/** A variable names another configuration file. */
function isElsewhere({ before }: RunStep, { fileVariable }: Setting): boolean {
  return fileVariable !== undefined && before.variable(fileVariable) !== undefined;
}

type Configurations = ReadonlyMap<Command | CopyStep, boolean | 'unknown'>;

/** The configuration when an instruction begins. */
function configuredBefore(file: DockerfileModel, written: Configurations): (step: Step) => Configured {
  if (written.size === 0) return () => undefined;
  return dataflow<Configured>(
    file,
    () => undefined,
    (before, step) => {
      if (isCopy(step)) return written.get(step) ?? before;
      return isRun(step)
        ? step.commands.reduce((now, command) => written.get(command) ?? now, before)
        : before;
    },
  );
}

/** The steps that write a setting into configuration, and its value; most files have none. */
function configurationsIn(
  { copies, runs, source }: DockerfileModel,
  setting: Setting,
  manager: PackageManager,
): Configurations {
  const configurations = new Map<Command | CopyStep, boolean | 'unknown'>();
  if (setting.key === undefined) return configurations;
  const mentioned = mentionOf(setting);
  const add = (by: Command | CopyStep, value: Configured) => {
    if (value !== undefined) configurations.set(by, value);
  };
  for (const copy of copies) add(copy, copied(copy, setting));
  if (!mentioned.test(source.text)) return configurations;
  for (const { commands } of runs)
    for (const command of commands)
      if (mentions(command, mentioned)) add(command, configuredBy(command, setting, manager));
  return configurations;
}

/** Hardly any word that is examined mentions a setting or its files. */
function mentionOf({ key, files = [] }: Setting): RegExp {
  return new RegExp([key ?? '', ...files].map((text) => text.replaceAll('.', '\\.')).join('|'), 'i');
}

function mentions({ words, redirections }: Command, mentioned: RegExp): boolean {
  return (
    words.some(({ text }) => mentioned.test(text)) ||
    redirections.some(({ body }) => body !== undefined && mentioned.test(body.text))
  );
}

const NOTHING: Setting = { on: [], off: [] };

/** The programs of a manager share their configuration. */
function settingOf(manager: PackageManager, asked: PackageSetting): Setting {
  return packageTools.find((tool) => tool.manager === manager && tool[asked])?.[asked] ?? NOTHING;
}

/** What a command itself says: `-y`, `--no-install-recommends`, `-o APT::Get::Assume-Yes=true`, `--setopt=assumeyes=1`. */
function optionOf(command: Command, asked: PackageSetting): Configured {
  const setting = packageToolOf(command)?.[asked] ?? NOTHING;
  if (command.words.some((word) => isMisprinted(word, setting))) return 'unknown';
  if (setting.on.length > 0 && command.flag(...setting.on)) return true;
  if (setting.off.length > 0 && command.flag(...setting.off)) return false;
  const { lineFlags = [] } = setting;
  const values = command.flags
    .filter(({ name }) => lineFlags.includes(name))
    .map(({ value }) => settingIn(value?.text ?? '', setting));
  return values.findLast((value) => value !== undefined);
}

const TYPOGRAPHIC = new RegExp(`^[${DASHES}]+-?(.+)$`);

/** An option with a typographic dash, which dockerfile/unicode-dash reports; `–yq` is a cluster with `-y` in it. */
export function isMisprinted({ text }: Word, { on, off, onTwice = [] }: Setting): boolean {
  const name = TYPOGRAPHIC.exec(text)?.[1];
  if (name === undefined) return false;
  if (onTwice.some((option) => name === option.slice(1).repeat(2))) return true;
  return [...on, ...off].some((option) => {
    const letters = option.replace(/^-+/, '');
    return name === letters || (letters.length === 1 && name.length <= 5 && name.includes(letters));
  });
}

/** The value from an environment variable. */
function variableFor(run: RunStep, command: Command, { variables = [] }: Setting): Configured {
  for (const name of variables) {
    const value = environmentOf(run, command, name);
    const text = value && knownText(value);
    if (value) return text === undefined ? 'unknown' : isOn(text);
  }
  return undefined;
}

/**
 * A COPY into the configuration: a here-document shows its content, files of the context do not. A file keeps its own
 * name: `sources.list` in `/etc/apt` is not an `apt.conf`.
 */
function copied(copy: CopyStep, setting: Setting): Configured {
  const { files = [] } = setting;
  const { sources, heredocs } = copy.instruction as CopyInstruction;
  const path = knownText(copy.destination);
  const directories = files.map((one) => resolvePath(one, '..'));
  const isDirectory = path !== undefined && directories.includes(path);
  const places =
    path === undefined
      ? [knownPrefix(copy.destination)]
      : filledPaths({
          destination: copy.destination,
          content: copy.content,
          intoDirectory: copy.intoDirectory || isDirectory,
        });
  if (!places.some((place) => directories.includes(place) || isForConfiguration(place, setting)))
    return undefined;
  if (sources.length > 0) return 'unknown';
  return heredocs.map(({ body }) => settingIn(body.text, setting)).findLast((value) => value !== undefined);
}

/** A command that writes a line of configuration, or puts a file where configuration is read. */
function configuredBy(command: Command, setting: Setting, manager: PackageManager): Configured {
  if (isOfManager(command, manager)) return configuredByManager(command, setting);
  const texts = [...command.words, ...command.redirections.flatMap(({ body }) => body ?? [])];
  const value = texts.map(({ text }) => settingIn(text, setting)).findLast((found) => found !== undefined);
  if (value !== undefined) return value;
  return command.is('cp|mv|install|ln|curl|wget') &&
    command.words.some(({ text }) => isForConfiguration(text, setting))
    ? 'unknown'
    : undefined;
}

/** `conda config --set always_yes yes`. */
function configuredByManager({ operands, words }: Command, setting: Setting): Configured {
  if (operands[0]?.text !== 'config') return undefined;
  return settingIn(words.map(({ text }) => text).join(' '), setting);
}

function isForConfiguration(path: string, { files = [] }: Setting): boolean {
  return files.some((place) => isWithin(path, place));
}

/** `APT::Get::Assume-Yes "true";`, `assumeyes=1`, `always_yes: true`. */
function settingIn(text: string, { key }: Setting): boolean | undefined {
  // Most words that are examined are shorter than a setting with its value.
  if (key === undefined || text.length <= key.length) return undefined;
  const at = text.toLowerCase().indexOf(key.toLowerCase());
  const value = at === -1 ? undefined : /^[\s:="']+(\w+)/.exec(text.slice(at + key.length))?.[1];
  return value === undefined ? undefined : isOn(value);
}
