import {
  type CompletionItem,
  CompletionItemKind,
  CompletionItemTag,
  MarkupKind,
  type Position,
} from 'vscode-languageserver-protocol/node';
import { builtIn } from '../config/built-in.ts';
import { imageDocumentation, proposalsAt } from '../workspace/completion.ts';
import { roleOf } from '../workspace/documents.ts';
import type { Proposal } from '../workspace/proposals.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Client } from './client.ts';
import type { ClientDocument } from './documents.ts';
import { linesOf } from './positions.ts';

/** The characters at which a client asks for proposals by itself. */
export const triggerCharacters = [':', '/', '=', ',', ' '];

const kinds: Readonly<Record<Proposal['of'], CompletionItemKind>> = {
  image: CompletionItemKind.Module,
  tag: CompletionItemKind.Constant,
  stage: CompletionItemKind.Variable,
  rule: CompletionItemKind.Reference,
  key: CompletionItemKind.Property,
  value: CompletionItemKind.EnumMember,
};

/** What may be written at a place of a document. */
export function completionsAt(
  document: ClientDocument,
  position: Position,
  workspace: Workspace,
  { encoding }: Client,
  now: string,
): CompletionItem[] {
  const { file, text, language } = document;
  const lines = linesOf({ text }, encoding);
  const checked = workspace.lastChecked(file);
  const proposals = proposalsAt({
    text,
    offset: lines.offsetAt(position),
    role: roleOf({ file, text, language }),
    checked,
    rules: checked?.configuration.rules ?? builtIn.rules,
    now,
  });
  if (proposals === undefined) return [];
  const range = lines.rangeOf(proposals.span);
  return proposals.all.map(({ of, text, detail, documentation, order, isOld }) => ({
    label: text.replace(/: $/, ''),
    kind: kinds[of],
    filterText: text,
    textEdit: { range, newText: text },
    ...(detail && { detail }),
    ...(documentation && { documentation: { kind: MarkupKind.Markdown, value: documentation } }),
    ...(order && { sortText: `${order} ${text}` }),
    ...(isOld && { tags: [CompletionItemTag.Deprecated] }),
    ...(of === 'image' || of === 'tag' ? { data: { image: text } } : {}),
  }));
}

/** A proposal with what is known of the image that it is. */
export function completed(item: CompletionItem, now: string): CompletionItem {
  const image: unknown = item.data?.image;
  const value = typeof image === 'string' ? imageDocumentation(image, now) : undefined;
  return value === undefined ? item : { ...item, documentation: { kind: MarkupKind.Markdown, value } };
}
