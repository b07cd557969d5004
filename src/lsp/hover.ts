import { type Hover, MarkupKind, type Position } from 'vscode-languageserver-protocol/node';
import { knownAt } from '../workspace/hover.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Client } from './client.ts';
import type { ClientDocument } from './documents.ts';
import { linesOf } from './positions.ts';

/** What is known at a place of a document. */
export function hoverAt(
  { file, text }: ClientDocument,
  position: Position,
  workspace: Workspace,
  { encoding, showsMessages }: Client,
): Hover | null {
  const report = workspace.reportOn(file);
  const lines = linesOf({ text }, encoding);
  const isUpToDate = report?.source.text === text;
  const known = knownAt(
    text,
    lines.offsetAt(position),
    isUpToDate ? report : undefined,
    workspace.checked(file),
    !showsMessages,
  );
  if (known === undefined) return null;
  return { contents: { kind: MarkupKind.Markdown, value: known.markdown }, range: lines.rangeOf(known) };
}
