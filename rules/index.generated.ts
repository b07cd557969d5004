// Made by `npm run generate` from the files of this folder.
import type { AnyRule } from '../src/rule/settings.ts';
import aptListsKept from './apt/lists-kept.ts';

/** Every built-in rule, in order of id. */
export const rules: readonly AnyRule[] = [
  aptListsKept,
];
