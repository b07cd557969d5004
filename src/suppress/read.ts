import type { CommentPlace } from '../kinds/kind.ts';
import type {
  Dialect,
  MalformedBecause,
  MalformedSuppression,
  SuppressedName,
  Suppression,
  SuppressionScope,
} from '../rule/suppression.ts';
import { isDay } from '../text/day.ts';
import type { Span } from '../text/fragment.ts';

/** Everything that the comments of a file say about hiding findings. */
export interface SuppressionComments {
  readonly suppressions: readonly Suppression[];
  readonly malformed: readonly MalformedSuppression[];
}

/** A comment and the part of it that is still to be read. */
interface Cursor {
  readonly text: string;
  /** The offset of `text` in the file. */
  readonly offset: number;
}

/** What a comment says; what it covers is worked out later. */
type Said = Omit<Suppression, 'covers' | 'span'>;

const OWN_KEYWORDS: Readonly<Record<string, SuppressionScope>> = {
  ignore: 'next',
  'ignore-stage': 'stage',
  'ignore-file': 'file',
};
const HADOLINT = /^\s*hadolint\s+((?:global|stage)\s+)?ignore\s*=\s*/;
const CHECK = /^\s*check\s*=\s*/i;
const OWN = /^\s*azml-lint\b:?\s*/i;
/** `azml-lint` followed by prose is not a suppression. */
const MEANT_AS_OWN = /^(?:ignore|disable|skip|suppress|allow)\b|^[\w-]+\s*=/i;
const NAMES = /^[\w*/.-]+(?:\s*,\s*[\w*/.-]+)*/;

/** Reads what the comments of a file say about hiding findings, in all three dialects. */
export function readSuppressions(comments: readonly CommentPlace[]): SuppressionComments {
  const suppressions: Suppression[] = [];
  const malformed: MalformedSuppression[] = [];
  for (const comment of comments) {
    const said = readComment(comment);
    if (said === undefined) continue;
    if ('problem' in said) malformed.push(said);
    else {
      const { directive } = comment;
      const covers = comment.covers(said.scope);
      suppressions.push({ ...said, span: spanOf(comment), covers, ...(directive && { directive }) });
    }
  }
  return { suppressions, malformed };
}

function readComment(comment: CommentPlace): Said | MalformedSuppression | undefined {
  const { text, end } = comment;
  const from = (match: RegExpExecArray): Cursor => ({
    text: text.slice(match[0].length),
    offset: end - text.length + match[0].length,
  });
  const own = OWN.exec(text);
  if (own) return MEANT_AS_OWN.test(text.slice(own[0].length)) ? readOwn(from(own)) : undefined;
  const hadolint = HADOLINT.exec(text);
  if (hadolint) {
    const scope = hadolint[1]?.startsWith('global') ? 'file' : hadolint[1] ? 'stage' : 'next';
    return readNames(from(hadolint), 'hadolint', scope);
  }
  const check = comment.isForBuildKit ? CHECK.exec(text) : null;
  return check ? readCheck(from(check), comment.directive ? 'file' : 'next') : undefined;
}

/** `ignore=ID[,ID] [until=DATE] [-- reason]` */
function readOwn(cursor: Cursor): Said | MalformedSuppression {
  const keyword = /^([\w-]*)(\s*=\s*)?/.exec(cursor.text)!;
  const scope = OWN_KEYWORDS[keyword[1]!];
  if (scope === undefined) return malformedAt(cursor, 0, keyword[1]!.length, 'bad-keyword');
  if (keyword[2] === undefined) {
    const names = /^\s+(?!--)\S/.test(cursor.text.slice(keyword[0].length));
    return malformedAt(cursor, 0, keyword[1]!.length, names ? 'no-equals' : 'no-rule');
  }
  const list = advance(cursor, keyword[0].length);
  const said = readNames(list, 'azml-lint', scope);
  if (!said) return malformedAt(cursor, 0, keyword[0].trimEnd().length, 'no-rule');

  const rest = advance(list, NAMES.exec(list.text)![0].length);
  const until = /^\s+until=(\S*)/.exec(rest.text);
  const ending = advance(rest, until?.[0].length ?? 0);
  const reason = /^\s+--(?:\s+(.*))?$/.exec(ending.text.trimEnd());
  if (until && !isDay(until[1]!))
    return malformedAt(rest, until[0].length - until[1]!.length, until[0].length, 'bad-date');
  if (!reason && ending.text.trim() !== '') {
    const blanks = ending.text.length - ending.text.trimStart().length;
    return malformedAt(ending, blanks, ending.text.trimEnd().length, 'bad-rest');
  }
  const day = until && {
    day: until[1]!,
    start: rest.offset + until[0].length - until[1]!.length,
    end: ending.offset,
  };
  return { ...said, reason: reason?.[1]?.trim() || undefined, until: day ?? undefined };
}

/**
 * `skip=NAME[,NAME]`, one of the options between semicolons; the value ends at the first blank. In a list `all` is no more
 * than a name, and there is no such check.
 */
function readCheck({ text, offset }: Cursor, scope: SuppressionScope): Said | undefined {
  const value = /^\S*/.exec(text)![0];
  const [all, list] = /(?:^|;)skip=([^;]*)/.exec(value) ?? [];
  if (all === undefined || list === undefined) return undefined;
  const start = offset + value.indexOf(all) + all.length - list.length;
  const said = readNames({ text: list, offset: start }, 'check', scope);
  const names = said?.names.filter((name) => name.text !== 'all' || list === 'all') ?? [];
  return said && names.length > 0 ? { ...said, names } : undefined;
}

function readNames({ text, offset }: Cursor, dialect: Dialect, scope: SuppressionScope): Said | undefined {
  const list = NAMES.exec(text)?.[0];
  if (list === undefined) return undefined;
  const names = [...list.matchAll(/[\w*/.-]+/g)].map(
    ({ 0: name, index }): SuppressedName => ({
      text: name,
      start: offset + index,
      end: offset + index + name.length,
    }),
  );
  return { dialect, scope, names, reason: undefined, until: undefined };
}

function spanOf({ start, end }: Span): Span {
  return { start, end };
}

function advance({ text, offset }: Cursor, by: number): Cursor {
  return { text: text.slice(by), offset: offset + by };
}

function malformedAt(
  { offset }: Cursor,
  from: number,
  to: number,
  problem: MalformedBecause,
): MalformedSuppression {
  return { span: { start: offset + from, end: offset + Math.max(to, from) }, problem };
}
