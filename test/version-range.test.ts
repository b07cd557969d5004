/** Which versions a requirement allows, and which ranges are within others. */
import { expect, test } from 'vitest';
import { isSubrange, versionRange } from '../src/image/version-range.ts';
import type { Package } from '../src/model/installs.ts';
import { versionsOf } from '../src/model/installs.ts';
import type { PackageManager } from '../src/programs/package-tool.ts';

test.each<[PackageManager, string]>([
  ['pip', '==10.3rc1'],
  ['pip', '==10.3.dev1'],
  ['pip', '==1!2.0'],
  ['conda', '<2|>3'],
  ['npm', '@latest'],
  ['gem', ''],
])('the versions of %s %s are not known', (manager, specifier) => {
  expect(versionsOf({ specifier } as Package, manager)).toBeUndefined();
});

test.each([
  ['>=2,<3', '>=2,<3', true],
  ['>2,<3', '>=2', true],
  ['>=2,<3', '>2', false],
  ['<=3', '<3', false],
  ['<3', '<=3', true],
  ['==2.0', '<=2', true],
  ['', '<2', false],
  ['<2', '', true],
  ['', '', true],
  ['>=1', '<2', false],
])('%s lies within %s: %s', (inner, outer, expected) => {
  expect(isSubrange(versionRange(inner)!, versionRange(outer)!)).toBe(expected);
});
