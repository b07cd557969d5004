/** What a user's RUN would do differently if root ran it. */
import { SERVER_USER_DIRECTORIES } from '../../image/contract.ts';
import type { RunStep } from '../../model/model.ts';
import { packageAction } from '../../model/package-actions.ts';
import type { Command, Word } from '../../shell/script.ts';
import { isAbsolute, isWithin, normalizePath } from '../../text/paths.ts';

/**
 * - `nothing`: no difference
 * - `owner`: files that the user could have made would belong to root
 * - `meaning`: it would do something else, because it asks who runs it: `~`, `$HOME`, `whoami`
 */
export type ChangedByRoot = 'nothing' | 'owner' | 'meaning';

const ASKS_WHO = /(?:^|[\s:"'])~(?:[/\s"']|$)|=~\/|\$\{?(?:HOME|USER|LOGNAME|UID|EUID)\b/m;

/** Directories that only root can write, so that files created there belong to root in any case. */
const OF_ROOT = '/bin /boot /dev /etc /lib /lib64 /opt /root /sbin /srv /usr /var'.split(' ');
const OF_OTHERS = ['/var/tmp', '/dev/shm', ...SERVER_USER_DIRECTORIES];

/** What changes when root runs a RUN instead of the user in force. */
export function changedByRoot({ scripts, commands }: RunStep): ChangedByRoot {
  const own = commands.filter(({ user }) => user === undefined);
  if (scripts.some(({ source }) => ASKS_WHO.test(source.text))) return 'meaning';
  if (own.some((command) => command.is('whoami|id|logname|groups'))) return 'meaning';
  const removed = own.filter((command) => command.is('rm')).flatMap(({ operands }) => operands);
  const isRemoved = (path: string) => removed.some(({ text }) => isWithin(path, normalizePath(text)));
  const staysRoots = (word: Word) => {
    const path = normalizePath(word.text);
    if (!word.literal || !isAbsolute(path)) return false;
    if (OF_OTHERS.some((directory) => isWithin(path, directory))) return isRemoved(path);
    return OF_ROOT.some((directory) => isWithin(path, directory)) || isRemoved(path);
  };
  return own.every((command) => filesMadeBy(command)?.every(staysRoots)) ? 'nothing' : 'owner';
}

/** The words for the files that a command creates, or for the directory in which it creates them; `undefined`: not known. */
export function filesMadeBy(command: Command): readonly Word[] | undefined {
  const made = madeBy(command);
  return made && [...made, ...redirectedBy(command)];
}

function redirectedBy({ redirections }: Command): readonly Word[] {
  return redirections.flatMap(({ operator, target }) =>
    target && operator.includes('>') && !/^(?:\d+|-|\/dev\/(?:null|stdout|stderr))$/.test(target.text)
      ? [target]
      : [],
  );
}

function madeBy(command: Command): readonly Word[] | undefined {
  const { operands } = command;
  const valueOf = (...names: readonly string[]) => command.flag(...names)?.value;
  if (command.is('mkdir|touch|truncate|tee')) return operands;
  if (command.is('cp|mv|ln|install')) return wordOr(valueOf('-t', '--target-directory') ?? operands.at(-1));
  if (command.is('sed')) return command.flag('-i', '--in-place') ? operands.slice(1) : [];
  if (command.is('tar')) return wordOr(valueOf('-C', '--directory'));
  if (command.is('unzip')) return wordOr(valueOf('-d'));
  if (command.is('gpg')) return valueOf('-o', '--output') ? wordOr(valueOf('-o', '--output')) : [];
  if (command.is('wget')) return printed(valueOf('-O', '--output-document')) ?? wordOr(valueOf('-P'));
  if (command.is('curl'))
    return command.flag('-O', '--remote-name') ? undefined : (printed(valueOf('-o', '--output')) ?? []);
  const isUnknown =
    command.is('mktemp|gzip|gunzip|bzip2|bunzip2|xz|unxz|zstd|ar|.|source|eval|xargs') ||
    packageAction(command) === 'fetch' ||
    command.flag('-x', '--extract')?.name !== undefined;
  return isUnknown ? undefined : [];
}

function wordOr(word: Word | undefined): readonly Word[] | undefined {
  return word && [word];
}

/** `-O -` creates no file. */
function printed(word: Word | undefined): readonly Word[] | undefined {
  return word?.text === '-' ? [] : wordOr(word);
}
