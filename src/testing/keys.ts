/** The keys of cases. One that nobody reads would be a wish that nobody fulfills. */
import { allowedHint } from '../config/did-you-mean.ts';
import type { Problems } from './problems.ts';

/** Those of every case, besides its name. */
export const SHARED_KEYS = ['only', 'options', 'buildArgs', 'now', 'family', 'managedBuild'];

/** Those that say what must come of an invalid case. */
export const EXPECTED_KEYS = ['fixed', 'cured', 'message', 'data', 'severity'];

/** The keys of a case that there are not. */
export function unknownKeys(given: object, keys: readonly string[]): Problems {
  return Object.keys(given)
    .filter((key) => !keys.includes(key))
    .map((key) => `unknown key \`${key}\`. ${allowedHint(key, 'Keys', keys)}`);
}
