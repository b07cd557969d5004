/**
 * Platforms as `--platform` names them: `linux/amd64`, `linux/arm/v7`, `windows`, `arm64`.
 * Source: https://github.com/containerd/platforms, whose `Parse` and normalisation Docker uses.
 */
export interface Platform {
  /** `undefined`: that of the builder. */
  readonly os: string | undefined;
  readonly architecture: string | undefined;
}

const SYSTEMS = new Set(
  [
    'aix',
    'android',
    'darwin',
    'dragonfly',
    'freebsd',
    'illumos',
    'ios',
    'js',
    'linux',
    'netbsd',
    'openbsd',
  ].concat(['plan9', 'solaris', 'wasip1', 'windows']),
);
const ARCHITECTURES = new Set(
  [
    '386',
    'amd64',
    'arm',
    'arm64',
    'loong64',
    'mips',
    'mips64',
    'mips64le',
    'mipsle',
    'ppc64',
    'ppc64le',
  ].concat(['riscv64', 's390x', 'wasm']),
);
const OTHER_NAMES: Readonly<Record<string, string>> = {
  macos: 'darwin',
  i386: '386',
  x86_64: 'amd64',
  'x86-64': 'amd64',
  aarch64: 'arm64',
  armhf: 'arm',
  armel: 'arm',
};

/** Reads a platform; `undefined` for a text that Docker refuses. The variant of an architecture is left out. */
export function readPlatform(text: string): Platform | undefined {
  const parts = text.split('/');
  if (parts.length > 3 || !parts.every((part) => /^[A-Za-z0-9_.-]+$/.test(part))) return undefined;
  const [first, second] = parts.map(canonical);
  if (second !== undefined) return { os: first, architecture: second };
  if (SYSTEMS.has(first!)) return { os: first, architecture: undefined };
  return ARCHITECTURES.has(first!) ? { os: undefined, architecture: first } : undefined;
}

function canonical(part: string): string {
  const lower = part.toLowerCase();
  return Object.hasOwn(OTHER_NAMES, lower) ? OTHER_NAMES[lower]! : lower;
}
