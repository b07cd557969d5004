/** Where packages are installed whose signature nobody checks. */
import type { CopyInstruction } from '../../dockerfile/tree.ts';
import type { DockerfileModel } from '../../model/model.ts';
import { isOn, packageAction, packageToolOf } from '../../model/package-actions.ts';
import type { PackageManager, PackageTool } from '../../programs/package-tool.ts';
import { packageTools } from '../../programs/package-tools.ts';
import type { Command, Word } from '../../shell/script.ts';
import { type Fragment, type Span, slice } from '../../text/fragment.ts';
import { packageCommands } from './package-commands.ts';

/** Words that switch the check of signatures off. */
export interface UnsignedPackages {
  readonly at: Span;
  /** What they are: an option of a command, a source that is trusted, or a line of configuration. */
  readonly by: 'option' | 'source' | 'setting';
  readonly text: string;
  readonly manager: PackageManager;
}

const tools = packageTools.filter(({ unsigned }) => unsigned);
const managers = new Set(tools.map(({ manager }) => manager));
const keys = tools.flatMap(({ unsigned }) => unsigned?.keys ?? []);
const SETTING = new RegExp(`(?:[\\w-]+::)*(?:${[...new Set(keys)].join('|')})[\\s="']+(\\w+)["']?`, 'i');
/** Hardly any file mentions one of these. */
const MENTIONED = new RegExp(`trusted[=:]|${keys.join('|')}`, 'i');

/** The places in a file that let a package manager install what nobody has signed. */
export function unsignedPackages(file: DockerfileModel): readonly UnsignedPackages[] {
  return [...optionsIn(file), ...(MENTIONED.test(file.source.text) ? linesIn(file) : [])];
}

function optionsIn(file: DockerfileModel): readonly UnsignedPackages[] {
  return [...managers].flatMap((manager) =>
    packageCommands(file, manager).flatMap(({ command }) => optionsOf(command, packageToolOf(command)!)),
  );
}

function optionsOf(command: Command, { unsigned, manager }: PackageTool): readonly UnsignedPackages[] {
  // What goes needs no signature, nor what the author has put into the image.
  if (packageAction(command) === 'remove') return [];
  if (command.targets.length > 0 && command.targets.every(isFile)) return [];
  return command.flags
    .filter(({ name }) => unsigned?.flags.includes(name))
    .map(({ start, end, name }) => ({ at: { start, end }, by: 'option', text: name, manager }));
}

function isFile({ text }: Word): boolean {
  return !text.includes('://') && /^\.{0,2}\/|\.(?:rpm|deb)$/.test(text);
}

/** What commands and COPYs write into sources and configuration. */
function linesIn({ runs, copies }: DockerfileModel): readonly UnsignedPackages[] {
  const commands = runs.flatMap((run) => run.commands);
  return [
    ...commands.flatMap((command) => linesOf(command.words.map(({ content }) => content))),
    ...commands.flatMap(({ redirections }) =>
      redirections.flatMap(({ body }) => (body ? linesOf([body]) : [])),
    ),
    ...copies.flatMap(({ instruction }) =>
      (instruction as CopyInstruction).heredocs.flatMap(({ body }) => linesOf([body])),
    ),
  ];
}

/** @param words the words of one command, or one text of several lines */
function linesOf(words: readonly Fragment[]): readonly UnsignedPackages[] {
  return words.flatMap((word, index) => {
    const behind = words.slice(index + 1).map(({ text }) => text);
    return [...trusted(word, behind), ...settings(word)];
  });
}

/** `[trusted=yes]` or, in a file of fields, `Trusted: yes`. */
const TRUSTED = /\btrusted(?:=|:[ \t]*)(\w+)/gi;
/** Files of the image itself are what the author put there. */
const LOCAL = /^(?:file|copy|cdrom):/;

function trusted(word: Fragment, behind: readonly string[]): readonly UnsignedPackages[] {
  const { text } = word;
  return [...text.matchAll(TRUSTED)].flatMap((match) => {
    const { index } = match;
    const [written, value = ''] = match;
    const rest = [text.slice(index + written.length), ...behind].join(' ');
    const address = written.includes('=')
      ? /^[^\]\n]*\]\s*(\S*)/.exec(rest)?.[1]
      : /^\s*URIs:\s*(\S*)/im.exec(text)?.[1];
    if (!isOn(value) || address === undefined || LOCAL.test(address) || isComment(text, index)) return [];
    const at = slice(word, index, index + written.length);
    return [{ at, by: 'source', text: written, manager: 'apt' }];
  });
}

/** `Acquire::AllowInsecureRepositories "true";`, as an option or in a file. */
function settings(word: Fragment): readonly UnsignedPackages[] {
  const match = SETTING.exec(word.text);
  if (!match || !isOn(match[1]!) || isComment(word.text, match.index)) return [];
  const at = slice(word, match.index, match.index + match[0].length);
  return [{ at, by: 'setting', text: match[0], manager: 'apt' }];
}

function isComment(text: string, index: number): boolean {
  return /^\s*(?:#|\/\/)/.test(text.slice(text.lastIndexOf('\n', index) + 1, index));
}
