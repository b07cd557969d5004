import { kindNamed, kindOfText } from '../kinds/index.ts';
import type { AnyKind } from '../kinds/kind.ts';
import { kindsOf } from '../rule/rule.ts';
import type { AnyRule } from '../rule/settings.ts';

/**
 * The kind of file of a case's text: that of the rule, if it has only one, otherwise the kind that recognizes the text.
 * A rule about suppressions examines files of any kind.
 */
export function kindOfCase(rule: AnyRule, text: string): AnyKind {
  const [first, second] = kindsOf(rule);
  return rule.about === 'suppressions' || second !== undefined ? kindOfText(text) : kindNamed(first!);
}
