import { SERVICE_DIRECTORY } from '../../image/contract.ts';
import type { CopyStep, Stage } from '../../model/model.ts';
import { contextSources, matchOf } from '../image-files/context-sources.ts';
import { copiedFilesIn } from '../image-files/copied-files-in.ts';

/** The files of a service that runit executes. */
const SCRIPT = /\/(?:run|finish|check)$/;

/** Whether a place is that of a script which runit executes, in the directory of a service. */
export function isServiceScript(path: string): boolean {
  return SCRIPT.test(path);
}

/**
 * The scripts of services that a COPY puts into the image of a stage, by their places in it; `undefined` if it is not known
 * what it copies.
 */
export function serviceScriptsOf(copy: CopyStep, stage: Stage): readonly string[] | undefined {
  const sources = contextSources(stage.file).filter(({ step }) => step === copy);
  const isKnown =
    sources.length === copy.sources.length && sources.every((source) => matchOf(source).kind === 'found');
  if (!isKnown || sources.length === 0) return undefined;
  return copiedFilesIn(stage, SERVICE_DIRECTORY)
    .filter(({ path, file }) => file.copy === copy && isServiceScript(path))
    .map(({ path }) => path);
}
