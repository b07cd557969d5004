/** What a file gives to users other than root: by chown and the like, and by COPY --chown. */
import { knownText } from '../../dockerfile/value.ts';
import type { CopyStep, DockerfileModel, RunStep } from '../../model/model.ts';
import { knownWord } from '../../model/script-values.ts';
import { resolvePathIn } from '../../model/workdir.ts';
import type { Command } from '../../shell/script.ts';
import { memoized } from '../../text/memoized.ts';
import { directoriesAbove } from '../../text/paths.ts';
import { classifyCommands, hasUnknownEffects } from '../commands/command-kind.ts';
import { placedCommands } from './files-after.ts';

/**
 * Whether a file may give a directory, or something above or in it, to a user other than root, or open it for all. Whatever
 * stage and order: what this says no to certainly stays as it was made.
 *
 * @param path absolute and normalized
 *
 * @example
 * const file = readDockerfile('FROM ubuntu\nRUN mkdir -p /a/b /c && chown -R 1000 /a\n');
 * [mayHandOver(file, '/a/b/x'), mayHandOver(file, '/c')]; // => [true, false]
 */
export function mayHandOver(file: DockerfileModel, path: string): boolean {
  const { anything, given, above } = handedOver(file);
  return anything || above.has(path) || [path, ...directoriesAbove(path)].some((one) => given.has(one));
}

interface HandedOver {
  /** Something is handed over of which only the build knows what. */
  readonly anything: boolean;
  readonly given: ReadonlySet<string>;
  /** The directories above these. */
  readonly above: ReadonlySet<string>;
}

const handedOver = memoized(({ runs, copies }: DockerfileModel): HandedOver => {
  const paths = [...runs.flatMap(givenBy), ...copies.flatMap(copiedFor)];
  const given = new Set(paths.filter((path) => path !== undefined));
  return {
    anything: paths.includes(undefined),
    given,
    above: new Set([...given].flatMap(directoriesAbove)),
  };
});

/** `undefined`: something, of which only the build knows what. */
function givenBy(run: RunStep): readonly (string | undefined)[] {
  const isOpaque = classifyCommands(run).some(
    (job) => hasUnknownEffects(job) && run.userOf(job.command).root !== false,
  );
  const named = placedCommands(run).flatMap(({ command, directory }) => {
    if (!command.is('chown|chgrp|chmod|setfacl|install') || keepsOthersOut(command)) return [];
    // Others own nothing that root has made.
    if (run.userOf(command).root === false) return [];
    if (command.wrappers.some(({ name }) => name === 'xargs' || name === 'find')) return [undefined];
    const [first, ...others] = command.operands;
    const isPathFirst = command.is('setfacl|install') || command.flag('--reference') !== undefined;
    const isBases = directory === run.before.workdir;
    return (isPathFirst && first ? [first, ...others] : others).flatMap((word) => {
      const text = knownWord(run, command, word);
      const path = text === undefined ? undefined : knownText(resolvePathIn(directory, text));
      // The working directory of the base is its own.
      if (path === undefined && text !== undefined && isBases) return [];
      return [path?.replace(/\/[^/]*[*?[].*$/, '')];
    });
  });
  return isOpaque ? [undefined, ...named] : named;
}

/** `chown root`, `chmod +x`, `chmod 755`: nobody but the owner, or root, may write afterwards. */
function keepsOthersOut(command: Command): boolean {
  const [first] = command.operands;
  if (!first?.literal || command.flag('--reference')) return false;
  if (command.is('chmod'))
    return /^[ugoa]*[+=-][rxXst]+$/.test(first.text) || /^[0-7]*[0-7][0145][0145]$/.test(first.text);
  return command.is('chown') && /^(?:root|0)(?::(?:root|0))?$/.test(first.text);
}

function copiedFor(copy: CopyStep): readonly (string | undefined)[] {
  const isGiven = copy.instruction.flags.some(({ name }) => name === 'chown' || name === 'chmod');
  return isGiven ? [knownText(copy.destination)] : [];
}
