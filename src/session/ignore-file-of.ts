import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The ignore file beside a Dockerfile, if there is one: that which is named after it is used in place of `.dockerignore`.
 * Source: https://docs.docker.com/build/concepts/context/#filename-and-location
 *
 * @param file the Dockerfile, an absolute path
 */
export function ignoreFileOf(file: string): string | undefined {
  return [`${file}.dockerignore`, join(dirname(file), '.dockerignore')].find((path) => existsSync(path));
}
