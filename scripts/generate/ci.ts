import { readFileSync } from 'node:fs';
import { withVersion } from '../versions.ts';

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
