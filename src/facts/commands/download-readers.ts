/** Whether something looks at what was downloaded: a check of its sum, or a program that would not take an error page. */
import type { RunStep, Stage } from '../../model/model.ts';
import { packageAction } from '../../model/package-actions.ts';
import { knownWord } from '../../model/script-values.ts';
import type { Command } from '../../shell/script.ts';
import { matchesGlob } from '../../text/glob.ts';
import { memoized } from '../../text/memoized.ts';
import { baseName } from '../../text/paths.ts';
import { type Download, isForPackages, pipelinesOf, withoutQuery } from './downloads.ts';

/** Whether a later command of the RUN checks the sum or the signature of what was downloaded to a file. */
export function isVerified(download: Download): boolean {
  return download.becomes === 'file' && comesLater(checksIn(download.run), download);
}

/** Whether a later command of the stage would stop if a download to a file were an error page. */
export function wouldBeRefused(download: Download): boolean {
  const { run, command, files } = download;
  const { refusals, updates } = readersIn(run.stage);
  const isForManager = files.some(isForPackages);
  return comesLater(refusals, download) || (isForManager && Math.max(refusals.last, updates) > command.start);
}

/** The last places where files are read in a certain way: for each name, for names in patterns, and at all. */
interface Readers {
  readonly byName: Map<string, number>;
  /** With a `*`: few people write more than these. */
  readonly patterns: { readonly glob: string; readonly at: number }[];
  /** Where it is not said which files: by a list of sums. */
  unnamed: number;
  last: number;
}

const MOST_PATTERNS = 100;

function noReaders(): Readers {
  return { byName: new Map(), patterns: [], unnamed: -1, last: -1 };
}

function addReader(readers: Readers, at: number, texts: readonly string[]): void {
  readers.last = at;
  for (const text of texts.flatMap((one) => withoutBraces(one).split(/\s+/))) {
    const name = baseName(text);
    if (/[*?]/.test(name) && readers.patterns.length < MOST_PATTERNS)
      readers.patterns.push({ glob: name, at });
    // A list of sums may mark a file by a star; the signature of a file is called as the file is.
    for (const one of [name, name.replace(/^\*/, ''), name.replace(/\.(?:asc|sig|sign)$/, '')])
      readers.byName.set(one, at);
  }
}

/** Whether a file of a download is read after it; of a file whose name is not known, any may be it. */
function comesLater({ byName, patterns, unnamed, last }: Readers, download: Download): boolean {
  const { start } = download.command;
  const names = namesOf(download);
  if (names.length === 0) return last > start;
  return (
    unnamed > start ||
    names.some((name) => (byName.get(name) ?? -1) > start) ||
    patterns.some(({ glob, at }) => at > start && names.some((name) => matchesGlob(glob, name)))
  );
}

const SUMS = 'sha1sum|sha224sum|sha256sum|sha384sum|sha512sum|md5sum|b2sum|shasum|cksum';

const checksIn = memoized((run: RunStep): Readers => {
  const readers = noReaders();
  for (const check of run.commands.filter(verifies)) {
    const members = pipelinesOf(run).get(check.context.pipeline.index) ?? [];
    const isList =
      members.length === 1 && check.flag('-c', '--check') && check.operands.some(({ text }) => text !== '-');
    if (isList) readers.unnamed = check.start;
    addReader(readers, check.start, members.flatMap(textsOf));
  }
  return readers;
});

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

/** Programs that stop when they get something else than what they are for. */
const REFUSING =
  'tar|bsdtar|unzip|gunzip|gzip|zcat|bunzip2|bzip2|bzcat|xz|unxz|xzcat|zstd|unzstd|7z|7za|7zr|cpio|ar|dpkg|rpm|gdebi|gpg|gpg2|apt-key|jq';

const readersIn = memoized(({ runs }: Stage): { readonly refusals: Readers; readonly updates: number } => {
  const refusals = noReaders();
  let updates = -1;
  for (const command of runs.flatMap(({ commands }) => commands)) {
    const action = packageAction(command);
    if (action === 'refresh') updates = command.start;
    if (action === 'install' || command.is(REFUSING)) addReader(refusals, command.start, textsOf(command));
  }
  return { refusals, updates };
});

function textsOf({ words, redirections }: Command): readonly string[] {
  return [
    ...words.map(({ text }) => text),
    ...redirections.map(({ target, body }) => body?.text ?? target?.text ?? ''),
  ];
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
