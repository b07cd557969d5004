import type { ImageFamily } from '../image/family.ts';
import type { AnyKind } from '../kinds/kind.ts';
import type { FileModel } from '../model/model.ts';
import type { Edit } from '../text/edit.ts';
import type { Span } from '../text/fragment.ts';
import { type Location, type Place, rangeOf, type SourceFile } from '../text/source.ts';
import { liesInAny } from '../text/spans.ts';
import {
  type Finding,
  type Fix,
  type Level,
  type MessageData,
  type Severity,
  severities,
} from './finding.ts';
import { type PolicyWords, withPolicyWords } from './policy.ts';
import type { ProposedFix, SuppressionFacts } from './rule.ts';
import { tellOfRule } from './running.ts';
import type { RuleSetting } from './settings.ts';

/** A rule made an impossible report: a mistake in the rule, never in the Dockerfile. */
class BadReport extends Error {}

/** What a rule reports about one place, before it is checked. */
interface Raw {
  readonly at: Place;
  readonly message: string;
  readonly data?: MessageData | undefined;
  readonly related?: readonly Pick<Raw, 'at' | 'message' | 'data'>[];
  readonly fix?: ProposedFix | undefined;
  readonly severity?: Severity | undefined;
  readonly policy?: PolicyWords | undefined;
}

/**
 * Runs one rule over one file. If a rule throws, or reports something malformed, one finding says so and asks to report
 * it; earlier findings of the rule are kept.
 *
 * @param kind the kind of the file
 * @param comments for a rule about suppressions: what came of them
 */
export function findingsOf(
  setting: RuleSetting,
  file: FileModel,
  kind: AnyKind,
  comments?: SuppressionFacts,
): readonly Finding[] {
  if (!isOnIn(file, kind, setting)) return NONE;
  const { rule, options } = setting;
  const findings: Finding[] = [];
  const told = new Set<string>();
  const report = (raw: Raw): void => {
    const place = placeOf(raw.at, file.source);
    const isElsewhere = place.file !== file.source;
    if (!isElsewhere && rule.about !== 'placeholders' && liesInAny(place.span, file.placeholders)) return;
    const family = kind.familyAt(file, isElsewhere ? undefined : place.span.start, rule.serving === true);
    const severity = severityFor(setting, family, raw);
    if (!isElsewhere && liesInAny(place.span, file.unused) && !isToldOfUnused(rule, severity)) return;
    if (severity === 'off') return;
    if (isElsewhere || isRead(raw.at)) {
      const key = keyOf(raw.message, place);
      if (told.has(key)) return;
      told.add(key);
    }
    findings.push(findingOf(setting, file.source, raw, severity));
  };
  // Only rules about suppressions use the facts about comments, and they never run without them.
  const context = { file, options, report, ...comments } as Parameters<typeof rule.check>[0];
  tellOfRule(rule.id);
  try {
    checkDone(rule.check(context));
  } catch (error) {
    findings.push(internalError(setting, file, error));
  } finally {
    tellOfRule(undefined);
  }
  return findings;
}

const NONE: readonly never[] = [];

/** What several commands read is one mistake, also if each of them leads to it. */
function keyOf(messageId: string, { file, span }: Location): string {
  return `${span.start} ${span.end} ${messageId} ${file.path}`;
}

/** What is said about a stage that nothing uses: that it is so, what stops the build at the text, and what the text gives away. */
function isToldOfUnused({ about, id }: RuleSetting['rule'], severity: Level): boolean {
  return about === 'unused-stages' || (severity === 'error' && /^(?:dockerfile|secrets)\//.test(id));
}

/** A check that is not done when it returns: what it reports later is in no report, and its failures are nobody's. */
function checkDone(returned: unknown): void {
  if (!(returned instanceof Promise)) return;
  returned.catch(() => {});
  throw new BadReport('`check` is async, but what it reports must be known when it returns');
}

/** Whether a rule can report anything at all with this setting. */
export function isOn({ level }: RuleSetting): boolean {
  return typeof level === 'string' ? level !== 'off' : Object.values(level).some((one) => one !== 'off');
}

/** Whether a rule can report anything in a file: it is enabled for a family that occurs in it. */
function isOnIn(file: FileModel, kind: AnyKind, { rule, level }: RuleSetting): boolean {
  if (typeof level === 'string') return level !== 'off';
  const { inference, training, other } = level;
  if (inference !== 'off' && training !== 'off' && other !== 'off') return true;
  return kind.familiesIn(file, rule.serving === true).some((family) => level[family] !== 'off');
}

/** The severity of a finding: from the configuration, from the rule for this place, or from its family. */
function severityFor({ level, atLeast }: RuleSetting, family: ImageFamily, raw: Raw): Level {
  if (typeof level === 'string') return level;
  const byFamily = level[family];
  if (byFamily === 'off') return 'off';
  const severity = raw.severity ?? byFamily;
  return atLeast && severities.indexOf(severity) > severities.indexOf(atLeast) ? atLeast : severity;
}

/** @param own the linted file */
function findingOf({ rule }: RuleSetting, own: SourceFile, raw: Raw, severity: Severity): Finding {
  const fill = (message: string, data: Raw['data']) => fillIn(rule.messages, message, data);
  const fix = raw.fix && checkedFix(raw.fix, rule.fix, own);
  const help = raw.policy?.url ?? rule.url;
  return {
    rule: rule.id,
    severity,
    messageId: raw.message,
    data: raw.data === undefined ? {} : { ...raw.data },
    message: withPolicyWords(fill(raw.message, raw.data), raw.policy ?? {}),
    ...checkedPlace(raw.at, own),
    related: [
      ...(raw.related ?? []).map(({ at, message, data }) => ({
        ...checkedPlace(at, own),
        messageId: message,
        message: fill(message, data),
      })),
      ...readingOf(raw.at, own),
    ],
    ...(fix && { fix }),
    ...(help && { help }),
  };
}

/** Who reads the file of a word that is not in the linted one. */
function readingOf(at: Place, own: SourceFile): Finding['related'] {
  const readBy = 'start' in at ? at.origin?.readBy : undefined;
  return readBy
    ? [{ ...checkedPlace(readBy, own), messageId: 'read', message: 'this file is read here' }]
    : [];
}

/** A message with its placeholders filled in. Throws for an unknown message and for a placeholder without a value. */
function fillIn(messages: Readonly<Record<string, string>>, id: string, data: Raw['data'] = {}): string {
  const text = messages[id];
  if (text === undefined) throw new BadReport(`there is no message "${id}"`);
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = data[name];
    if (value === undefined) throw new BadReport(`message "${id}" has no value for {${name}}`);
    return String(value);
  });
}

/** The place that a rule reports: a span without a file is in the linted file. */
function placeOf(at: Place, own: SourceFile): Location {
  if (!isPlace(at))
    throw new BadReport('`at` must be a place: a word, a command, an instruction, or `{ start, end }`');
  const { file, span } = 'start' in at ? { file: at.origin?.file ?? own, span: at } : at;
  // A here-document that is read as a file has the places of the file that it stands in.
  return { file: file.path === own.path ? own : file, span };
}

/** Whether a place is in a file that commands read, or in a here-document that they read as one. */
function isRead(at: Place): boolean {
  return 'start' in at && at.origin !== undefined;
}

/** No compiler may have seen the rule. */
function isPlace(at: unknown): boolean {
  return typeof at === 'object' && at !== null && ('start' in at || ('file' in at && 'span' in at));
}

function checkedPlace(at: Place, own: SourceFile) {
  const { file, span } = placeOf(at, own);
  return { file, span: checkedSpan(span, file), range: rangeOf(file, span) };
}

/** Only the place: a rule may report a command, which has the whole file attached. */
function checkedSpan({ start, end }: Span, { text: { length } }: SourceFile): Span {
  if (!(Number.isInteger(start) && Number.isInteger(end) && 0 <= start && start <= end && end <= length)) {
    throw new BadReport(`the range ${start}–${end} does not lie in the file`);
  }
  return { start, end };
}

function checkedFix(fix: ProposedFix, safety: Fix['safety'] | undefined, own: SourceFile): Fix {
  if (safety === undefined) throw new BadReport('a rule that attaches fixes must say how safe they are');
  const elsewhere = fix.elsewhere?.map(({ file, edits }) => ({ file, edits: checkedEdits(edits, file) }));
  return {
    safety: fix.safety ?? safety,
    title: fix.title,
    edits: checkedEdits(fix.edits, own),
    ...(elsewhere && { elsewhere }),
  };
}

function checkedEdits(proposed: readonly Edit[], file: SourceFile): readonly Edit[] {
  if (!Array.isArray(proposed)) throw new BadReport('the `edits` of a fix must be a list');
  const edits = (proposed as readonly Edit[]).map(
    ({ text, ...span }): Edit => ({ ...checkedSpan(span, file), text }),
  );
  edits.sort((a, b) => a.start - b.start || a.end - b.end);
  if (edits.some((edit, index) => index > 0 && edit.start < edits[index - 1]!.end)) {
    throw new BadReport('the edits of a fix overlap');
  }
  return edits;
}

function internalError({ rule }: RuleSetting, file: FileModel, error: unknown): Finding {
  const span = { start: 0, end: 0 };
  const what = (error instanceof Error ? error.message : String(error)).replace(/[.\s]+$/, '');
  return {
    rule: rule.id,
    severity: 'error',
    messageId: 'internal-error',
    data: {},
    message: `Internal error in rule ${rule.id}: ${what}. Please report it to its author, with the file that shows it.`,
    file: file.source,
    span,
    range: rangeOf(file.source, span),
    related: [],
    internal: true,
  };
}
