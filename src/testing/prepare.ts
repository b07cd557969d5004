import type { AnyRule } from '../rule/settings.ts';
import type { BadCase, GoodCase } from './cases.ts';
import type { LintWith } from './lint-with.ts';
import { type Marker, readMarkers } from './markers.ts';

/** A case with its marks read. */
export interface Prepared<Case = GoodCase<unknown> | BadCase<unknown>> {
  readonly rule: AnyRule;
  readonly given: Case;
  /** What it is called among the tests. */
  readonly name: string;
  /** Without the marks. */
  readonly text: string;
  readonly markers: readonly Marker[];
  /** What the rule is run with. */
  readonly settings: LintWith<unknown>;
}

/** Reads one case. @throws for one without a text. */
export function prepare<Case extends GoodCase<unknown> | BadCase<unknown>>(
  rule: AnyRule,
  given: string | Case,
  beside: readonly AnyRule[],
): Prepared<Case> {
  const one = typeof given === 'string' ? ({ text: given } as Case) : given;
  if (typeof one?.text !== 'string') throw new Error('a case must be a text, or an object with a `text`');
  const { text, markers } = readMarkers(one.text);
  const { options = {}, buildArgs, now, family } = one;
  const settings = {
    options,
    beside,
    ...(buildArgs && { buildArgs }),
    ...(now && { now }),
    ...(family && { family }),
  };
  return { rule, given: one, name: one.name ?? tellingLine(text, markers), text, markers, settings };
}

/** The first marked line, or else the last of all. */
function tellingLine(text: string, [marker]: readonly Marker[]): string {
  const lines = text.split('\n');
  const line = marker ? lines[marker.line - 1] : lines.findLast((one) => one.trim() !== '');
  return line?.trim() ?? '';
}
