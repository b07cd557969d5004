/** What RUNs download with `curl` and `wget`, and where it goes. */
import type { DockerfileModel, RunCommand, RunStep } from '../../model/model.ts';
import { isShell } from '../../programs/shells.ts';
import type { Command, Word } from '../../shell/script.ts';
import { memoized } from '../../text/memoized.ts';
import { pushTo } from '../../text/multimap.ts';
import { baseName, isWithin } from '../../text/paths.ts';

/** A command that downloads. */
export interface Download extends RunCommand {
  /**
   * - `file`: it is kept in a file
   * - `script`: a shell or another interpreter runs it, without a file
   * - `output`: it goes to the log, to nowhere, into a variable, or to a program that looks at it, such as `tar`
   */
  readonly becomes: 'file' | 'script' | 'output';
  /** The files, as the command names them. */
  readonly files: readonly Word[];
  /** The program that reads it, after a pipe. */
  readonly reader: Command | undefined;
}

/**
 * The downloads of a file, in order.
 *
 * @example
 * const file = readDockerfile('FROM ubuntu\nRUN curl -o /a https://x.io/a && wget -O - https://x.io/b | sh\n');
 * downloadsOf(file).map(({ command, becomes }) => `${command.name} ${becomes}`); // => ['curl file', 'wget script']
 */
export const downloadsOf: (file: DockerfileModel) => readonly Download[] = memoized((file) =>
  file.commandsNamed('curl|wget').map((call) => {
    const files = writtenTo(call.command);
    return { ...call, ...(files ? { becomes: 'file', files, reader: undefined } : readOf(call)) };
  }),
);

/** What becomes of a download that goes to standard output. */
function readOf({ command, run, index }: RunCommand): Pick<Download, 'becomes' | 'files' | 'reader'> {
  const piped = pipeBehind(run, command);
  const [reader] = piped;
  const last = piped.at(-1);
  const around = command.context.inside[0] === 'substitution' ? run.commands[index - 1] : undefined;
  if (around?.nameWord && isSubstituted(command, around))
    return { becomes: 'script', files: [], reader: around };
  if (reader && interprets(reader)) return { becomes: 'script', files: [], reader };
  const files = last && piped.every((one) => one.is(PASS_ON)) ? keptBy(last) : [];
  return { becomes: files.length > 0 ? 'file' : 'output', files, reader };
}

/** Programs that pass on whatever they read. */
const PASS_ON = 'tee|cat|sed|awk|tr|head|tail|grep|sort|cut';

/** The commands that read, one after the other, what a command writes into a pipe. */
function pipeBehind(run: RunStep, { context: { pipeline } }: Command): readonly Command[] {
  const members = pipelinesOf(run).get(pipeline.index) ?? [];
  return members.filter(({ context }) => context.pipeline.position > pipeline.position);
}

/** The commands of a RUN by the pipeline that they are part of. */
export const pipelinesOf = memoized(({ commands }: RunStep): ReadonlyMap<number, readonly Command[]> => {
  const pipelines = new Map<number, Command[]>();
  for (const command of commands) pushTo(pipelines, command.context.pipeline.index, command);
  return pipelines;
});

function keptBy(command: Command): readonly Word[] {
  const target = redirected(command);
  return [...(command.is('tee') ? command.operands : []), ...(target ? [target] : [])].filter(isKept);
}

function interprets({ name, program }: Command): boolean {
  return isShell(name) || /^(?:python|perl|ruby|node|php|source|\.)$/.test(program);
}

/** `sh -c "$(curl …)"` and `bash <(curl …)`: the commands of a substitution directly follow the one with it. */
function isSubstituted({ start, end }: Command, around: Command): boolean {
  const { nameWord, words, name } = around;
  const holders = /^[$`]/.test(name) ? [nameWord] : interprets(around) ? words : [];
  return holders.some((word) => word && word.start <= start && end <= word.end);
}

/** The words that name the files to which `curl` or `wget` writes; `undefined`: standard output. */
export function writtenTo(command: Command): readonly Word[] | undefined {
  return command.is('curl') ? writtenByCurl(command) : writtenByWget(command);
}

function writtenByCurl(command: Command): readonly Word[] | undefined {
  const output = command.flag('-o', '--output')?.value ?? redirected(command);
  if (output) return isKept(output) ? [output] : undefined;
  return command.flag('-O', '--remote-name', '--remote-name-all') ? command.operands : undefined;
}

function writtenByWget(command: Command): readonly Word[] | undefined {
  const output = command.flag('-O', '--output-document')?.value;
  if (output?.text !== '-') return output ? [output] : command.operands;
  const target = redirected(command);
  return target && [target];
}

function redirected({ redirections }: Command): Word | undefined {
  return redirections.findLast(({ operator, fileDescriptor }) => {
    return (operator === '>' || operator === '>>' || operator === '>|') && (fileDescriptor ?? 1) === 1;
  })?.target;
}

function isKept({ text }: Word): boolean {
  return text !== '-' && !/^\/dev\/(?:null|stdout|stderr)$/.test(text);
}

/** Keys, lists and packages, judging by the name of the file. */
const PACKAGE_FILE = /\.(?:deb|rpm|asc|gpg|key|pub|list|sources|pem|crt|cer)$|gpg|key(?:ring)?s?$/i;
const PACKAGE_DIRECTORIES = [
  '/etc/apt',
  '/usr/share/keyrings',
  '/usr/local/share/ca-certificates',
  '/etc/ssl/certs',
];

/** Whether a word names a file for a package manager. If a variable ends a name, its extension is unknown. */
export function isForPackages({ text }: Word): boolean {
  const path = withoutQuery(text);
  return (
    PACKAGE_DIRECTORIES.some((directory) => isWithin(path, directory)) || PACKAGE_FILE.test(baseName(path))
  );
}

/** An address without what follows its path. */
export function withoutQuery(text: string): string {
  return text.replace(/[?#].*$/, '');
}
