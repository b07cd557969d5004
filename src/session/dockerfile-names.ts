/**
 * What Dockerfiles are called: what a search takes, what the hooks of pre-commit are given, and what the documentation
 * says, all made from this. Regular expressions are such that JavaScript and Python read alike.
 */

/** Expressions for names without directories, with examples for people. */
const dockerfileNames: readonly NamePattern[] = [
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

/** Expressions for paths with forward slashes: a Dockerfile matches the first and not the second. */
export const dockerfilePaths = {
  files: `(^|/)(${alternatives(dockerfileNames)})$`,
  exclude: `\\.(${alternatives(otherEndings)})$`,
} as const;

/** Names that a search takes and names that it skips, for people. */
export const exampleNames = {
  found: dockerfileNames.flatMap(({ examples }) => examples),
  notFound: otherEndings.flatMap(({ examples }) => examples),
} as const;

const files = new RegExp(dockerfilePaths.files);
const exclude = new RegExp(dockerfilePaths.exclude);

/** Whether a search takes a file as a Dockerfile. */
export function isDockerfilePath(path: string): boolean {
  return files.test(path) && !exclude.test(path);
}

function alternatives(names: readonly NamePattern[]): string {
  return names.map(({ pattern }) => pattern).join('|');
}
