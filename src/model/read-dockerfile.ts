import { parseDockerfile } from '../dockerfile/parse.ts';
import { catalogDate } from '../image/catalog.ts';
import { analyze } from './analyze.ts';
import type { DockerfileModel } from './model.ts';

/**
 * Reads a Dockerfile without linting it: for programs that ask questions about it, and for tests of the parts of a rule.
 *
 * @param buildArgs values for ARGs, as `docker build --build-arg` gives them
 *
 * @example
 * const file = readDockerfile('ARG TAG\nFROM python:$TAG AS build\nFROM build\nUSER 1000\n', { TAG: '3.12' });
 * file.stages.map((stage) => stage.name); // => ['build', undefined]
 * file.finalStage?.parent?.name; // => 'build'
 * file.finalStage?.atEnd.user.root; // => false
 */
export function readDockerfile(
  text: string,
  buildArgs: Readonly<Record<string, string>> = {},
): DockerfileModel {
  return analyze(parseDockerfile(text), { buildArgs, now: catalogDate });
}
