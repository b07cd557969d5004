import { knownText } from '../../dockerfile/value.ts';
import type { DockerfileModel, RunStep, Step } from '../../model/model.ts';
import {
  isNo,
  type VerificationSwitch,
  verificationFiles,
  verificationSwitches,
  verificationVariables,
} from '../../programs/verification.ts';
import type { Command, Word } from '../../shell/script.ts';
import type { Span } from '../../text/fragment.ts';
import { baseName } from '../../text/paths.ts';

/** A place that tells programs not to check who they talk to. */
export interface Unverified extends Span {
  /** As it is written: `-k`, `http.sslVerify=false`, `NODE_TLS_REJECT_UNAUTHORIZED=0`. */
  readonly text: string;
  /**
   * - `call`: it is about one call of a program
   * - `lasting`: it is a setting, which stays in force
   */
  readonly reach: 'call' | 'lasting';
  /** The command that is told so, or that sets it; absent for ENV and ARG. */
  readonly command?: Command;
  readonly run?: RunStep;
}

/**
 * Where the certificates of servers are left unchecked, in order of place within each kind. Settings of pip, and of conda's
 * configuration, are not included.
 *
 * @example
 * const file = readDockerfile('FROM ubuntu\nENV GIT_SSL_NO_VERIFY=1\nRUN curl -k https://x.io/a -o /a\n');
 * unverifiedConnections(file).map(({ text }) => text); // => ['GIT_SSL_NO_VERIFY=1', '-k']
 */
export function unverifiedConnections(file: DockerfileModel): readonly Unverified[] {
  return [
    ...file.stages.flatMap(({ steps }) => steps.flatMap(inVariables)),
    ...verificationSwitches.flatMap((one) =>
      file
        .commandsNamed(one.programs)
        .flatMap(({ command, run }) => inCommand(command, one).map((found) => ({ ...found, command, run }))),
    ),
    ...file.runs.flatMap((run) =>
      run.commands.flatMap((command) =>
        command.assignments.length === 0
          ? []
          : inAssignments(command).map((found) => ({ ...found, command, run })),
      ),
    ),
    ...file
      .commandsNamed('echo|printf|cat')
      .flatMap(({ command, run }) => inFiles(command).map((found) => ({ ...found, command, run }))),
  ];
}

type Found = Omit<Unverified, 'command' | 'run'>;

function inVariables(step: Step): readonly Found[] {
  const { instruction } = step;
  if (instruction.name !== 'ENV' && instruction.name !== 'ARG') return [];
  return instruction.pairs.flatMap(({ name, value, start, end }) => {
    const text = verificationVariables.has(name.text) && value ? knownText(step.value(value)) : undefined;
    return text !== undefined && switchesOff(name.text, text)
      ? [{ text: `${name.text}=${text}`, reach: 'lasting' as const, start, end }]
      : [];
  });
}

function inAssignments(command: Command): readonly Found[] {
  const reach = command.name === '' || command.name === 'export' ? 'lasting' : 'call';
  return command.assignments.flatMap(({ name, value, start, end }) =>
    value?.literal && switchesOff(name, value.text)
      ? [{ text: `${name}=${value.text}`, reach, start, end }]
      : [],
  );
}

function switchesOff(name: string, value: string): boolean {
  const by = verificationVariables.get(name);
  if (by === undefined) return false;
  return by === 'off' ? isNo(value) : value !== '' && !isNo(value);
}

function inCommand(command: Command, one: VerificationSwitch): readonly Found[] {
  const option = one.options?.length ? command.flag(...one.options) : undefined;
  const flags: readonly Found[] = option
    ? [{ text: option.name, reach: 'call', start: option.start, end: option.end }]
    : [];
  if (!mentionsKey(command, one)) return flags;
  return [
    ...flags,
    ...settingsIn(command)
      .filter((setting) => isOff(setting, one))
      .map(asFound(command)),
  ];
}

/** Whether it is worth while to read the settings in a command: few name a key. */
function mentionsKey({ words }: Command, { keys = [], insecureKeys = [] }: VerificationSwitch): boolean {
  const known = [...keys, ...insecureKeys];
  if (known.length === 0) return false;
  return words.some(({ text }) => {
    const written = text.toLowerCase();
    return known.some((key) => written.includes(key));
  });
}

/** A key and its value in the words of a command: `key=value`, or two words. */
interface Setting extends Span {
  readonly key: string;
  readonly value: string;
}

function settingsIn({ words }: Command): readonly Setting[] {
  return words.flatMap((word, index) => {
    const equals = word.text.lastIndexOf('=');
    const next = words[index + 1];
    if (equals !== -1)
      return [settingOf(word, word.text.slice(0, equals), word.text.slice(equals + 1), word.end)];
    return next ? [settingOf(word, word.text, next.text, next.end)] : [];
  });
}

/** Of `--setopt=main.sslverify` the key is the last part. */
function settingOf({ start }: Word, key: string, value: string, end: number): Setting {
  return { key: key.slice(key.lastIndexOf('=') + 1).replace(/^-+/, ''), value, start, end };
}

function isOff({ key, value }: Setting, { keys = [], insecureKeys = [] }: VerificationSwitch): boolean {
  const name = key.toLowerCase();
  const isNamed = (known: string) => name === known || name.endsWith(`.${known}`) || name === `o${known}`;
  return (
    (keys.some(isNamed) && isNo(value)) || (insecureKeys.some(isNamed) && /^(?:true|1|yes|on)$/i.test(value))
  );
}

function asFound({ words }: Command): (setting: Setting) => Found {
  const isLasting = words.some(({ text }) => /^(?:config|set|--save)$/.test(text));
  return ({ key, value, start, end }) => ({
    text: `${key}=${value}`,
    reach: isLasting ? 'lasting' : 'call',
    start,
    end,
  });
}

/** `echo insecure >> ~/.curlrc` */
function inFiles(command: Command): readonly Found[] {
  return command.redirections.flatMap(({ operator, target }) => {
    const known =
      operator.startsWith('>') &&
      target &&
      verificationFiles.find(({ name }) => name.test(baseName(target.text)));
    if (!known) return [];
    const word = command.words.find(({ text }) => known.line.test(text));
    const body = command.redirections.find((other) => other.body && known.line.test(other.body.text));
    const at = word ?? (body && target);
    return at ? [{ text: target.text, reach: 'lasting' as const, start: at.start, end: at.end }] : [];
  });
}
