/** Modules that are loaded when a file has asked for them. */
import { expect, test } from 'vitest';
import { filesOf } from '../src/context/files.ts';
import { projectOf } from '../src/project/project.ts';
import { LateModule } from '../src/text/late-module.ts';

test('what is asked for is loaded once, and is there afterwards', async () => {
  let loads = 0;
  const late = new LateModule(async () => {
    loads++;
    return 'parser';
  });
  expect(late.get()).toBeUndefined();
  expect(await LateModule.loadWanted()).toBe(true);
  expect(late.get()).toBe('parser');
  expect(await LateModule.loadWanted()).toBe(false);
  await LateModule.loadAll();
  expect(loads).toBe(1);
});

test('what is given is not loaded', async () => {
  const late = new LateModule<string>(() => Promise.reject(new Error('not needed')));
  late.get();
  late.provide('parser');
  expect([late.get(), await LateModule.loadWanted()]).toEqual(['parser', false]);
});

test('what nobody asks for is not loaded', async () => {
  let loads = 0;
  const late = new LateModule(async () => ++loads);
  await LateModule.loadWanted();
  expect(loads).toBe(0);
  await late.load();
  expect(late.get()).toBe(1);
});

test('a project forgets what it has found out without a module that is there now', async () => {
  const late = new LateModule(async () => 'parser');
  const project = projectOf(filesOf({ Dockerfile: 'FROM ubuntu\n', 'a/environment.yml': '' }));
  const { model } = project.surroundingsOf('/a/environment.yml');
  const before = model('../Dockerfile');
  expect(model('../Dockerfile')).toBe(before);
  await late.load();
  expect(model('../Dockerfile')).not.toBe(before);
});
