import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type Command,
  type Diagnostic,
} from 'vscode-languageserver-protocol/node';
import type { Finding } from '../rule/finding.ts';
import { helpOf } from '../rule/links.ts';
import { fixAllEdits } from '../workspace/fix-all.ts';
import type { Subject } from '../workspace/subject.ts';
import { maySuppress, type SuppressionScope, scopesFor, suppressionEdit } from '../workspace/suppress.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Client } from './client.ts';
import { SOURCE } from './diagnostics.ts';
import type { ClientDocument, Documents } from './documents.ts';
import { snippetEdit, workspaceEdit } from './edits.ts';
import { linesOf } from './positions.ts';

export const QUICK_FIX = CodeActionKind.QuickFix;
export const FIX_ALL = `${CodeActionKind.SourceFixAll}.azml-lint`;

/** Commands of the server: opening a page; inserting a comment, with the reason that the client has asked for. */
export const commands = { openPage: 'azml-lint.openPage', ignore: 'azml-lint.ignore' } as const;

/** A command of a client that asks for a reason, and then has the server insert the comment. */
const ASK_FOR_REASON = 'azml-lint.askForReason';

/** What actions are made from. */
export interface ActionContext {
  readonly client: Client;
  readonly workspace: Workspace;
  readonly documents: Documents;
}

/** What it takes to make the edit of an action later; plain data, which the client keeps. */
export type ActionData =
  | { readonly make: 'fix-all'; readonly uri: string }
  | ({ readonly make: 'ignore' } & IgnoreArguments);

/** Which finding a comment is to hide, and why. */
export interface IgnoreArguments {
  readonly uri: string;
  readonly rule: string;
  /** Where the finding begins, as an offset. */
  readonly start: number;
  readonly scope: SuppressionScope;
  readonly reason?: string;
}

/** So many findings have actions at most: more are in no menu. */
const MOST_FINDINGS = 100;

/** For so many findings it is tried where their comments go, if that cannot be done when one is chosen. */
const MOST_TRIED = 3;

/** The actions for a place of a document. */
export function codeActionsAt(
  document: ClientDocument,
  { range, context: { only, diagnostics } }: CodeActionParams,
  context: ActionContext,
): CodeAction[] {
  const report = context.workspace.reportOn(document.file);
  if (report === undefined || report.source.text !== document.text) return [];
  const asked = linesOf(report.source, context.client.encoding).spanOf(range);
  const here = report.findings
    .filter(({ span }) => span.start <= asked.end && asked.start <= span.end)
    .slice(0, MOST_FINDINGS);
  const isQuick = here.length <= MOST_TRIED;
  const quick = wants(only, QUICK_FIX)
    ? [
        ...here.flatMap((finding) => fixAction(finding, diagnostics, document, context)),
        ...here.flatMap((finding) => ignoreActions(finding, diagnostics, document, context, isQuick)),
        ...uniqueByRule(here).map((finding) => explainAction(finding, diagnostics, context.client)),
      ]
    : [];
  const hasSafe = report.findings.some(({ fix }) => fix?.safety === 'safe' && fix.elsewhere === undefined);
  return wants(only, FIX_ALL) && hasSafe ? [...quick, fixAllAction(document, context)] : quick;
}

/** Whether an action of a kind is asked for. */
function wants(only: readonly string[] | undefined, kind: string): boolean {
  return only === undefined || only.some((one) => kind === one || kind.startsWith(`${one}.`));
}

function uniqueByRule(findings: readonly Finding[]): readonly Finding[] {
  return [...new Map(findings.map((finding) => [finding.rule, finding])).values()];
}

function fixAction(
  finding: Finding,
  diagnostics: readonly Diagnostic[],
  document: ClientDocument,
  context: ActionContext,
): CodeAction[] {
  const { fix, file } = finding;
  if (fix === undefined) return [];
  const isSafe = fix.safety === 'safe';
  const all = [{ file, edits: fix.edits }, ...(fix.elsewhere ?? [])].filter(({ edits }) => edits.length > 0);
  return [
    {
      title: isSafe ? fix.title : `${fix.title} (unsafe: look at it afterwards)`,
      kind: QUICK_FIX,
      diagnostics: diagnostics.filter((one) => isAbout(one, finding, context.client)),
      ...(isSafe && { isPreferred: true }),
      edit: workspaceEdit(all, context.workspace.folderOf(document.file), context),
    },
  ];
}

const SCOPE_WORDS: Readonly<Record<SuppressionScope, string>> = {
  line: 'here',
  stage: 'in this stage',
  file: 'in this file',
};

function ignoreActions(
  finding: Finding,
  diagnostics: readonly Diagnostic[],
  { uri, file }: ClientDocument,
  context: ActionContext,
  isQuick: boolean,
): CodeAction[] {
  const { client } = context;
  const subject = context.workspace.subject(file);
  if (subject === undefined || !maySuppress(subject, finding)) return [];
  return scopesFor(subject).flatMap((scope) => {
    const words =
      scope === 'stage' && subject.kind.id !== 'dockerfile' ? 'in this document' : SCOPE_WORDS[scope];
    const title = `Ignore ${finding.rule} ${words}, with a reason`;
    const data: IgnoreArguments = { uri, rule: finding.rule, start: finding.span.start, scope };
    const action: CodeAction = {
      title,
      kind: QUICK_FIX,
      diagnostics: diagnostics.filter((one) => isAbout(one, finding, client)),
    };
    const isLater = client.asksForReasons || (client.appliesEdits && !client.resolvesEdits);
    const command = client.asksForReasons ? ASK_FOR_REASON : commands.ignore;
    if (isLater) return [{ ...action, command: { title, command, arguments: [data] } }];
    return client.resolvesEdits || isQuick ? [later(action, { make: 'ignore', ...data }, context)] : [];
  });
}

function explainAction(finding: Finding, diagnostics: readonly Diagnostic[], client: Client): CodeAction {
  const title = `Explain ${finding.rule}`;
  const command: Command = { title, command: commands.openPage, arguments: [helpOf(finding)] };
  return {
    title,
    kind: QUICK_FIX,
    diagnostics: diagnostics.filter((one) => isAbout(one, finding, client)),
    command,
  };
}

function fixAllAction({ uri }: ClientDocument, context: ActionContext): CodeAction {
  return later(
    { title: 'Make all safe fixes of azml-lint', kind: FIX_ALL },
    { make: 'fix-all', uri },
    context,
  );
}

/** An action whose edit is made when it is chosen, if the client asks for it then. */
function later(action: CodeAction, data: ActionData, context: ActionContext): CodeAction {
  if (context.client.resolvesEdits) return { ...action, data };
  return resolved(action, data, context);
}

/** An action with its edit. It has none if the text has changed meanwhile. */
export function resolved(action: CodeAction, data: ActionData, context: ActionContext): CodeAction {
  const document = context.documents.get(data.uri);
  const subject = document && context.workspace.subject(document.file);
  if (document === undefined || subject === undefined) return action;
  const edit =
    data.make === 'fix-all' ? fixAll(subject, document, context) : ignoring(data, subject, context);
  return edit === undefined ? action : { ...action, edit };
}

function fixAll(subject: Subject, { file }: ClientDocument, context: ActionContext) {
  const edits = fixAllEdits(subject);
  const folder = context.workspace.folderOf(file);
  return workspaceEdit([{ file: { path: folder.shown(file), text: subject.text }, edits }], folder, context);
}

/** The insertion of a comment that hides a finding, with a place for the reason where the client has such. */
export function ignoring(
  { uri, rule, start, scope, reason }: IgnoreArguments,
  subject: Subject,
  context: ActionContext,
) {
  const document = context.documents.get(uri);
  const report = document && context.workspace.reportOn(document.file);
  const finding = report?.findings.find((one) => one.rule === rule && one.span.start === start);
  const edit = finding && suppressionEdit(subject, finding, scope, reason);
  if (document === undefined || edit === undefined) return undefined;
  if (reason === undefined && context.client.takesSnippetEdits)
    return snippetEdit(document, edit, context.client);
  const folder = context.workspace.folderOf(document.file);
  const source = { path: folder.shown(document.file), text: subject.text };
  return workspaceEdit([{ file: source, edits: [edit] }], folder, context);
}

/** Whether a diagnostic is that of a finding. */
function isAbout(
  { source, code, range }: Diagnostic,
  { rule, file, span }: Finding,
  client: Client,
): boolean {
  if (source !== SOURCE || code !== rule) return false;
  const own = linesOf(file, client.encoding).rangeOf(span);
  return JSON.stringify([own.start, own.end]) === JSON.stringify([range.start, range.end]);
}
