import { readFileSync } from 'node:fs';
import { version } from '../../src/version.ts';

/** What people copy into their CI, and the page about it. */
const paths = [
  'action.yml',
  'azure-pipelines/azml-lint.yml',
  'templates/azml-lint.yml',
  'docker/Dockerfile',
  'docs/ci.md',
];

/** These files, with this version of azml-lint wherever they name one. */
export default function ci(): Record<string, string> {
  return Object.fromEntries(paths.map((path) => [path, withVersion(readFileSync(path, 'utf8'))]));
}

/** `azml-lint@0.1.0` of npm, `@v0.1.0` and `refs/tags/v0.1.0` of git, and the argument of the image. */
function withVersion(text: string): string {
  return text.replaceAll(
    /(azml-lint@|azml-lint(?:\/azml-lint)?@v|refs\/tags\/v|ARG VERSION=|azml-lint:)\d+\.\d+\.\d+\b/g,
    `$1${version}`,
  );
}
