/** What RUNs download with `curl` and `wget`, where it goes, and whether something looks at it. */
import type { DockerfileModel, RunCommand, RunStep, Stage } from '../../model/model.ts';
import { packageAction } from '../../model/package-actions.ts';
import { knownWord } from '../../model/script-values.ts';
import { isShell } from '../../programs/shells.ts';
import type { Command, Word } from '../../shell/script.ts';
import { matchesGlob } from '../../text/glob.ts';
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

const pipelinesOf = memoized(({ commands }: RunStep): ReadonlyMap<number, readonly Command[]> => {
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

function withoutQuery(text: string): string {
  return text.replace(/[?#].*$/, '');
}

/** Whether a later command of the RUN checks the sum or the signature of what was downloaded to a file. */
export function isVerified(download: Download): boolean {
  const { run, command, becomes } = download;
  if (becomes !== 'file') return false;
  return checksIn(run).some((check) => check.start > command.start && isAbout(check, download));
}

const checksIn = memoized(({ commands }: RunStep) => commands.filter(verifies));

const SUMS = 'sha1sum|sha224sum|sha256sum|sha384sum|sha512sum|md5sum|b2sum|shasum|cksum';

function verifies(command: Command): boolean {
  const { inside, pipeline } = command.context;
  if (command.is(SUMS))
    return (
      command.flag('-c', '--check') !== undefined ||
      inside[0] === 'substitution' ||
      pipeline.position < pipeline.length - 1
    );
  if (command.is('gpg|gpg2')) return command.flag('--verify') !== undefined;
  return (
    command.is('gpgv|cosign|minisign|rsign') ||
    (command.is('openssl') && command.flag('-verify') !== undefined)
  );
}

/** Whether a check names the file: itself, in what is piped to it, or by a list of sums. */
function isAbout(check: Command, download: Download): boolean {
  const { run } = download;
  const names = namesOf(download);
  if (names.length === 0) return true;
  const { pipeline } = check.context;
  const before = pipelinesOf(run).get(pipeline.index) ?? [];
  const isListed = before.length === 1 && check.is(SUMS) && check.operands.some(({ text }) => text !== '-');
  const texts = before.flatMap(({ words, redirections }) => [
    ...words.map(({ text }) => text),
    ...redirections.map(({ target, body }) => body?.text ?? target?.text ?? ''),
  ]);
  return (
    (isListed && check.flag('-c', '--check') !== undefined) ||
    texts.some((text) => names.some((name) => withoutBraces(text).includes(name)))
  );
}

/** Programs that stop when they get something else than what they are for. */
const REFUSING =
  'tar|bsdtar|unzip|gunzip|gzip|zcat|bunzip2|bzip2|bzcat|xz|unxz|xzcat|zstd|unzstd|7z|7za|7zr|cpio|ar|dpkg|rpm|gdebi|gpg|gpg2|apt-key|jq';

/** Whether a later command of the stage would stop if a download to a file were an error page. */
export function wouldBeRefused(download: Download): boolean {
  const { run, command, files } = download;
  const names = namesOf(download);
  const isForManager = files.some(isForPackages);
  return refusalsIn(run.stage).some(
    (other) =>
      other.start > command.start &&
      (isForManager || (packageAction(other) !== 'refresh' && isNamed(names, other))),
  );
}

const refusalsIn = memoized(({ runs }: Stage) => runs.flatMap(({ commands }) => commands.filter(refuses)));

function refuses(command: Command): boolean {
  const action = packageAction(command);
  return command.is(REFUSING) || action === 'install' || action === 'refresh';
}

function isNamed(names: readonly string[], command: Command): boolean {
  return names.length === 0 || names.some((name) => mentions(command, name));
}

function mentions({ words, redirections }: Command, name: string): boolean {
  return [...words, ...redirections.flatMap(({ target }) => target ?? [])]
    .map(({ text }) => withoutBraces(text))
    .some((text) => text.includes(name) || matchesGlob(baseName(text), name));
}

/**
 * The names of the files, without directories, as they are written and as far as they are known; none where an address in a
 * variable tells the name.
 */
function namesOf({ files, run, command }: Download): readonly string[] {
  return files.flatMap((word) => {
    const written = withoutBraces(word.text);
    if (command.operands.includes(word) && /^\$\w+$/.test(baseName(written))) return [];
    return [written, knownWord(run, command, word) ?? '']
      .map((text) => baseName(withoutQuery(text)))
      .filter(Boolean);
  });
}

/** `$NAME` for `${NAME}` */
function withoutBraces(text: string): string {
  return text.replace(/\$\{(\w+)\}/g, '$$$1');
}
