/** Where pip and uv look for packages, as far as a file tells them. */
import type { KeyValue } from '../../dockerfile/tree.ts';
import { knownText } from '../../dockerfile/value.ts';
import type { DockerfileModel, RunStep, Step } from '../../model/model.ts';
import { knownWords } from '../../model/script-values.ts';
import { type SourceRole, sourceNames } from '../../programs/python.ts';
import type { Command, Word } from '../../shell/script.ts';
import type { Span } from '../../text/fragment.ts';
import type { Origin } from '../../text/source.ts';
import { allInstalls, type FilledInstall } from './installed-files.ts';
import { packageCommands } from './package-commands.ts';

/** An option, a variable or a key that names sources of packages. */
export interface PackageSource {
  readonly role: SourceRole;
  /** The option, variable or key as written: `--extra-index-url`, `PIP_EXTRA_INDEX_URL`, `global.extra-index-url`. */
  readonly name: string;
  /** The words that say so; they may be in a requirement file. */
  readonly at: Span & { readonly origin?: Origin };
  /** The addresses or hosts; one that only the build knows as a whole is as written: `https://$TOKEN@example.org`. */
  readonly values: readonly string[];
  /** The command that an option belongs to. */
  readonly command: Command | undefined;
}

const roles = Object.keys(sourceNames) as readonly SourceRole[];

/** The sources of Python packages that options, variables and `pip config set` name; not those whose value is a lone variable. */
export function packageSources(file: DockerfileModel): readonly PackageSource[] {
  const commands = packageCommands(file, 'pip');
  const exports = file.commandsNamed('export');
  return [
    ...commands.flatMap(({ command, run }) => [...fromFlags(command, run), ...fromConfig(command, run)]),
    ...allInstalls(file).flatMap(fromFiles),
    ...[...commands, ...exports].flatMap(({ command, run }) => fromAssignments(command, run)),
    ...file.stages.flatMap((stage) =>
      [...stage.stepsOf('ENV'), ...stage.stepsOf('ARG')].flatMap((step) =>
        step.instruction.pairs.flatMap((pair) => fromPair(pair, step)),
      ),
    ),
  ].filter(({ values }) => values.length > 0);
}

function fromFlags(command: Command, run: RunStep): readonly PackageSource[] {
  return command.flags.flatMap(({ name, value, start, end }) => {
    const role = roles.find((one) => sourceNames[one].flags.includes(name));
    if (!role || !value) return [];
    return [{ role, name, at: { start, end }, values: valuesOf(value, command, run), command }];
  });
}

function fromFiles({ options, command }: FilledInstall): readonly PackageSource[] {
  return options.flatMap((option) => {
    const { name, value } = option;
    const role = roles.find((one) => sourceNames[one].flags.includes(name));
    return role ? [{ role, name, at: option, values: partsOf(value.text), command }] : [];
  });
}

/** `pip config set global.index-url https://…`. */
function fromConfig(command: Command, run: RunStep): readonly PackageSource[] {
  const [config, set, key, value] = command.operands;
  if (config?.text !== 'config' || set?.text !== 'set' || !key || !value) return [];
  const role = roles.find((one) => key.text.split('.').at(-1) === sourceNames[one].key);
  if (!role) return [];
  const at = { start: key.start, end: value.end };
  return [{ role, name: key.text, at, values: valuesOf(value, command, run), command: undefined }];
}

function fromAssignments(command: Command, run: RunStep): readonly PackageSource[] {
  return command.assignments.flatMap(({ name, value, start, end }) => {
    const role = roleOfVariable(name);
    if (!role || !value) return [];
    return [{ role, name, at: { start, end }, values: valuesOf(value, command, run), command: undefined }];
  });
}

function fromPair(pair: KeyValue, step: Step): readonly PackageSource[] {
  const role = roleOfVariable(pair.name.text);
  if (!role || !pair.value) return [];
  const text = knownText(step.value(pair.value)) ?? pair.value.text;
  return [{ role, name: pair.name.text, at: pair, values: partsOf(text), command: undefined }];
}

function roleOfVariable(name: string): SourceRole | undefined {
  return roles.find((one) => sourceNames[one].variables.includes(name));
}

function valuesOf(word: Word, command: Command, run: RunStep): readonly string[] {
  return partsOf(knownWords(run, command, word)?.join(' ') ?? word.text);
}

function partsOf(text: string): readonly string[] {
  return text.split(/\s+/).filter((part) => part !== '' && !/^["']?\$\{?\w+\}?["']?$/.test(part));
}

/** The host of an address or of a `host:port`, without user and port, in lower case: `pkgs.dev.azure.com`. */
export function hostOf(address: string): string {
  const authority = address.replace(/^\w+:\/\//, '').split('/')[0]!;
  return authority
    .slice(authority.lastIndexOf('@') + 1)
    .replace(/:\d*$/, '')
    .toLowerCase();
}

/** Whether nobody is between a host and the build: it is the machine itself. */
export function isLocalHost(host: string): boolean {
  return /^(?:localhost|127(?:\.\d+){3}|\[?::1\]?|0\.0\.0\.0|host\.docker\.internal)$/.test(host);
}
