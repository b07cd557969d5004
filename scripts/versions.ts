import { version } from '../src/version.ts';

/**
 * A text with this version of azml-lint wherever it names one: `azml-lint@0.1.0` of npm, `@v0.1.0` and
 * `refs/tags/v0.1.0` of git, and the argument of the image.
 */
export function withVersion(text: string): string {
  return text.replaceAll(
    /(azml-lint@|azml-lint(?:\/azml-lint)?@v|refs\/tags\/v|ARG VERSION=|azml-lint:)\d+\.\d+\.\d+\b/g,
    `$1${version}`,
  );
}
