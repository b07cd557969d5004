import { kindNamed, kindOfText } from '../kinds/index.ts';
import type { AnyKind } from '../kinds/kind.ts';
import type { AnyRule } from '../rule/settings.ts';

/**
 * The kind of file that the text of a case is: that of the rule, where there is one only, else the one that recognizes the text. A
 * rule about suppressions looks at files of any kind.
 */
export function kindOfCase({ about, kinds = ['dockerfile'] }: AnyRule, text: string): AnyKind {
  const [first, second] = kinds as readonly string[];
  return about === 'suppressions' || second !== undefined ? kindOfText(text) : kindNamed(first!);
}
