// Made by `npm run generate` from the files of this folder.
import type { AnyRule } from '../src/rule/settings.ts';

/** Every built-in rule, in order of id. */
export const rules: readonly AnyRule[] = [
];
