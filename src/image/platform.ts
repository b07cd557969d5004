/**
 * Platforms as in `--platform`: `linux/amd64`, `linux/arm/v7`, `windows`, `arm64`. Source:
 * https://github.com/containerd/platforms, whose `Parse` and normalization Docker uses.
 */
export interface Platform {
  /** `undefined`: the operating system of the builder. */
  readonly os: string | undefined;
  readonly architecture: string | undefined;
}

const SYSTEMS: ReadonlySet<string> = new Set(
  'aix android darwin dragonfly freebsd hurd illumos ios js linux nacl netbsd openbsd plan9 solaris windows zos'.split(
    ' ',
  ),
);
const ARCHITECTURES: ReadonlySet<string> = new Set(
  (
    '386 amd64 amd64p32 arm arm64 arm64be armbe loong64 mips mips64 mips64le mips64p32 mips64p32le mipsle ppc ppc64 ' +
    'ppc64le riscv riscv64 s390 s390x sparc sparc64 wasm'
  ).split(' '),
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
  const [system = '', ...others] = text.split('/');
  const version = /^([A-Za-z0-9_-]+)(?:\([A-Za-z0-9_.%+-]*\))?$/.exec(system);
  if (!version || others.length > 2 || !others.every((part) => /^[A-Za-z0-9_.-]+$/.test(part)))
    return undefined;
  const [first, second] = [version[1]!, ...others].map(canonical);
  if (second !== undefined) return { os: first, architecture: second };
  if (SYSTEMS.has(first!)) return { os: first, architecture: undefined };
  return ARCHITECTURES.has(first!) ? { os: undefined, architecture: first } : undefined;
}

function canonical(part: string): string {
  const lower = part.toLowerCase();
  return Object.hasOwn(OTHER_NAMES, lower) ? OTHER_NAMES[lower]! : lower;
}
