/** Turns the parser's syntax, whose positions are indices of a text, into words with places in the file. */
import {
  type Assignment as AssignmentSyntax,
  type Command as CommandSyntax,
  forEachChild,
  type ParsedScript,
  type Redirection as RedirectionSyntax,
  type SyntaxNode,
} from 'unbash';
import { type Fragment, type Span, slice } from '../text/fragment.ts';
import type { Assignment, Redirection, Word } from './script.ts';
import { assignmentWord, backquotedText, plainWord, wordOf } from './word.ts';

/** A stretch of the text that was parsed. */
interface Extent {
  readonly pos: number;
  readonly end: number;
}

/** The place of a part of the syntax in the file. */
export function spanOf({ pos, end }: Extent, source: Fragment): Span {
  const part = slice(source, pos, end);
  return { start: part.start, end: part.end };
}

/** A part of a command. */
export type CommandPart = Word | Assignment | Redirection;

/** A simple command; programs that run others are not yet looked through. */
export interface SimpleCommand {
  readonly span: Span;
  /** The name and the words after it; empty for bare assignments. */
  readonly words: readonly Word[];
  readonly assignments: readonly Assignment[];
  readonly redirections: readonly Redirection[];
}

/** Reads a simple command; `parts` pairs its parts with their syntax, to find the substitutions in it. */
export function simpleCommandOf(
  node: CommandSyntax,
  source: Fragment,
): SimpleCommand & { readonly parts: readonly { part: CommandPart; syntax: SyntaxNode }[] } {
  const words: Word[] = [];
  const assignments: Assignment[] = [];
  const redirections: Redirection[] = [];
  const parts: { part: CommandPart; syntax: SyntaxNode }[] = [];
  const add = <Part extends CommandPart>(list: Part[], part: Part, syntax: SyntaxNode): void => {
    list.push(part);
    parts.push({ part, syntax });
  };
  forEachChild(node, (child) => {
    switch (child.type) {
      case 'Word':
        add(words, wordOf(child, source), child);
        break;
      case 'Assignment': {
        const assignment = assignmentOf(child, source);
        assignments.push(assignment);
        // After a name, as in `export NAME=value`, it is also a word of the program.
        if (words.length === 0) parts.push({ part: assignment, syntax: child });
        else add(words, assignmentWord(assignment, slice(source, child.pos, child.end)), child);
        break;
      }
      case 'Redirect':
      case 'HereString':
      case 'HereDoc':
        add(redirections, redirectionOf(child, source), child);
        break;
    }
  });
  return { span: spanOf(node, source), words, assignments, redirections, parts };
}

function assignmentOf(node: AssignmentSyntax, source: Fragment): Assignment {
  const { name, value } = node;
  const { start, end } = slice(source, node.pos, node.end);
  const append = node.append ? { append: true as const } : {};
  if (value.type === 'Word') return { name, value: wordOf(value, source), ...append, start, end };
  // The elements of an array are not a single value.
  return {
    name,
    value: { ...plainWord(slice(source, value.pos, value.end), false), literal: false },
    ...append,
    start,
    end,
  };
}

/** A redirection; for a here-document the target is the delimiter. */
function redirectionOf(node: RedirectionSyntax, source: Fragment): Redirection {
  const { operator, descriptor } = node;
  const { start, end } = slice(source, node.pos, node.end);
  const fileDescriptor = descriptor?.type === 'FileDescriptor' ? { fileDescriptor: descriptor.value } : {};
  const common = { operator, ...fileDescriptor, start, end };
  if (node.type !== 'HereDoc') {
    return node.target ? { ...common, target: wordOf(node.target, source) } : common;
  }
  const { delimiter, body } = node;
  const target = delimiter && plainWord(slice(source, delimiter.pos, delimiter.end), delimiter.quoted);
  return {
    ...common,
    ...(target && { target: { ...target, text: delimiter.value } }),
    body: slice(source, body.pos, body.end),
  };
}

/** The text to which the positions of a substituted script refer: the surrounding script, or the decoded text of `…`. */
export function substitutedText(
  { pos, end }: Extent,
  { source: decoded }: ParsedScript,
  source: Fragment,
): Fragment | undefined {
  if (decoded === undefined) return source;
  const raw = slice(source, pos, end);
  const candidates = [backquotedText(raw, false), backquotedText(raw, true)];
  return candidates.find(({ text }) => text === decoded);
}
