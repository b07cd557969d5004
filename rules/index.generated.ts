// Made by `npm run generate` from the files of this folder.
import type { AnyRule } from '../src/rule/settings.ts';
import aptListsKept from './apt/lists-kept.ts';
import suppressionForeign from './suppression/foreign.ts';
import suppressionMalformed from './suppression/malformed.ts';
import suppressionNoReason from './suppression/no-reason.ts';
import suppressionUnknownRule from './suppression/unknown-rule.ts';
import suppressionUnused from './suppression/unused.ts';

/** Every built-in rule, in order of id. */
export const rules: readonly AnyRule[] = [
  aptListsKept,
  suppressionForeign,
  suppressionMalformed,
  suppressionNoReason,
  suppressionUnknownRule,
  suppressionUnused,
];
