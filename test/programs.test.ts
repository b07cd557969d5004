/** The lists of programs that several questions share. */
import { expect, test } from 'vitest';
import * as everyday from '../src/programs/everyday.ts';
import { packageTool } from '../src/programs/package-tools.ts';
import { dialectOf, isShell } from '../src/programs/shells.ts';
import { wrapperOf } from '../src/programs/wrappers.ts';
import { namesOf } from '../src/text/names.ts';

const programs = Object.values(everyday).flatMap((list) => [...namesOf(list)]);

test('a program of everyday has one kind', () => {
  expect(programs).toEqual([...new Set(programs)]);
  expect(programs.length).toBeGreaterThan(100);
});

test('what is known of package managers and shells is not said again', () => {
  expect(programs.filter((program) => packageTool(program) !== undefined || isShell(program))).toEqual([]);
});

test.each([
  ['bash', 'bash'],
  ['dash', 'sh'],
  ['zsh', undefined],
])('%s is a shell, read as %s', (program, dialect) => {
  expect(isShell(program)).toBe(true);
  expect(dialectOf(program)).toBe(dialect);
});

test('what runs a program is no shell', () => {
  expect(wrapperOf('sudo')?.user?.otherwise).toBe('root');
  expect(wrapperOf('timeout')?.operands).toBe(1);
  expect(wrapperOf('sh')).toBeUndefined();
  expect(wrapperOf('constructor')).toBeUndefined();
  expect(isShell('sudo')).toBe(false);
});
