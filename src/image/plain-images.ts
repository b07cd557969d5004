import type { ImageReference } from './reference.ts';

/**
 * Official images that are a root file system and a command: they set no variable but PATH, and no working directory.
 * Source: `FROM scratch`, `ADD`, `CMD` and nothing else in their Dockerfiles, which are linked from
 * https://github.com/docker-library/official-images/tree/master/library.
 */
const PLAIN: ReadonlySet<string> = new Set(
  ['alpine', 'busybox', 'debian', 'ubuntu'].map((name) => `docker.io/library/${name}`),
);

/** Whether an image is known to set no variable but PATH, and no working directory, whatever its tag. */
export function isPlain({ name }: ImageReference): boolean {
  return PLAIN.has(name);
}

/**
 * Images of Docker Hub, and of NVIDIA's registry, without conda, whatever their tag. Source: their Dockerfiles, which are linked from
 * https://github.com/docker-library/official-images/tree/master/library and https://hub.docker.com/r/nvidia/cuda.
 */
const WITHOUT_CONDA: ReadonlySet<string> = new Set([
  ...['python', 'ubuntu', 'debian', 'node', 'golang', 'buildpack-deps', 'alpine'].map(
    (name) => `docker.io/library/${name}`,
  ),
  'docker.io/nvidia/cuda',
  'nvcr.io/nvidia/cuda',
]);

/** Whether an image is known to have no conda. */
export function lacksConda({ name }: ImageReference): boolean {
  return WITHOUT_CONDA.has(name);
}

/**
 * Images of Docker Hub, and of NVIDIA's registry, whose Dockerfiles have no USER, whatever their tag. Source: as for
 * {@link lacksConda}.
 */
const WITHOUT_USER: ReadonlySet<string> = new Set([...PLAIN, ...WITHOUT_CONDA]);

/** Whether the containers of an image are known to run as root. */
export function startsAsRoot({ name }: ImageReference): boolean {
  return WITHOUT_USER.has(name);
}
