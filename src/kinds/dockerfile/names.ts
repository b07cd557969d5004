/** The names of Dockerfiles. */
import { type FileNames, matcherOf } from '../file-names.ts';

/** Expressions for names without directories, with examples for people. They use no more of the syntax than globs can say. */
export const dockerfileNames: readonly NamePattern[] = [
  { pattern: 'Dockerfile|dockerfile|DOCKERFILE', examples: ['Dockerfile', 'dockerfile', 'DOCKERFILE'] },
  { pattern: 'Dockerfile[._-][^/]*', examples: ['Dockerfile.gpu', 'Dockerfile-gpu', 'Dockerfile_gpu'] },
  { pattern: '[^/]*\\.[Dd]ockerfile', examples: ['gpu.Dockerfile', 'gpu.dockerfile'] },
  { pattern: 'Containerfile[^/]*', examples: ['Containerfile', 'Containerfile.gpu'] },
];

/** The same for endings of names that belong to something else, or to a text from which a Dockerfile is generated. */
const otherEndings: readonly NamePattern[] = [
  { pattern: 'dockerignore', examples: ['Dockerfile.dockerignore'] },
  { pattern: 'md', examples: ['Dockerfile.md'] },
  { pattern: 'j2|jinja[^/]*', examples: ['Dockerfile.j2', 'Dockerfile.jinja', 'Dockerfile.jinja2'] },
  { pattern: 'tmpl|tpl|template', examples: ['Dockerfile.tmpl', 'Dockerfile.tpl', 'Dockerfile.template'] },
];

interface NamePattern {
  readonly pattern: string;
  readonly examples: readonly string[];
}

/** A Dockerfile has a name in the first list and not in the second. */
export const dockerfileFiles: FileNames = {
  files: `(^|/)(${alternatives(dockerfileNames)})$`,
  exclude: `\\.(${alternatives(otherEndings)})$`,
  examples: {
    found: dockerfileNames.flatMap(({ examples }) => examples),
    notFound: otherEndings.flatMap(({ examples }) => examples),
  },
};

/** Whether a search takes a file as a Dockerfile, by its name alone. */
export const isDockerfilePath = matcherOf(dockerfileFiles);

const otherEnding = new RegExp(dockerfileFiles.exclude!);

/** Whether a name ends as those of texts do that are no Dockerfiles, whatever is before it: `Dockerfile.dockerignore`. */
export function hasOtherEnding(path: string): boolean {
  return otherEnding.test(path);
}

function alternatives(names: readonly NamePattern[]): string {
  return names.map(({ pattern }) => pattern).join('|');
}
