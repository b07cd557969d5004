/**
 * Values that BuildKit refuses once it knows them, however they were built. Each function returns the expected value in
 * words; `undefined` when the value is valid.
 */

/** The signals of Linux. Source: signal(7); `SIGUNUSED` no longer exists. */
const SIGNALS: ReadonlySet<string> = new Set(
  (
    'ABRT ALRM BUS CHLD CLD CONT FPE HUP ILL INT IO IOT KILL PIPE POLL PROF PWR QUIT SEGV STKFLT STOP SYS TERM TRAP ' +
    'TSTP TTIN TTOU URG USR1 USR2 VTALRM WINCH XCPU XFSZ RTMIN RTMAX'
  ).split(' '),
);

/** STOPSIGNAL: a name with or without `SIG`, or a number other than 0. */
export function unmetSignal(text: string): string | undefined {
  if (/^[+-]?\d{1,18}$/.test(text)) return Number(text) === 0 ? 'a signal other than 0' : undefined;
  const name = text.toUpperCase().replace(/^SIG/, '');
  const [, relative] = /^RTMIN\+(\d+)$/.exec(name) ?? [];
  const [, backwards] = /^RTMAX-(\d+)$/.exec(name) ?? [];
  const known = SIGNALS.has(name) || isBetween(relative, 1, 15) || isBetween(backwards, 1, 14);
  return known ? undefined : 'a signal of Linux such as `SIGTERM` or its number';
}

function isBetween(digits: string | undefined, least: number, most: number): boolean {
  return digits !== undefined && !/^0\d/.test(digits) && Number(digits) >= least && Number(digits) <= most;
}

/** `--chmod`: an octal number up to 7777, or a mode of chmod(1). An empty value counts as none. */
export function unmetMode(text: string): string | undefined {
  const isNumber = /^\d/.test(text);
  const fits = isNumber
    ? /^0*[0-7]{1,4}$/.test(text)
    : text.split(',').every((clause) => /^[ugoa]*(?:[-+=][rwxXstugo]*)+$/.test(clause));
  return text === '' || fits ? undefined : 'a mode such as `755` or `u+x`';
}

/** The number of hexadecimal digits of a digest. */
const DIGESTS: Readonly<Record<string, number>> = { sha256: 64, sha384: 96, sha512: 128 };

/** `--checksum` of a file that ADD downloads. An empty value counts as none. */
export function unmetDigest(text: string): string | undefined {
  const [algorithm = '', digits = ''] = text.split(/:(.*)/s);
  const expected = '`sha256:…` with 64 hexadecimal digits in lower case';
  if (text === '') return undefined;
  if (!Object.hasOwn(DIGESTS, algorithm)) return expected;
  const length = DIGESTS[algorithm]!;
  if (/^[a-f0-9]+$/.test(digits) && digits.length === length) return undefined;
  return `\`${algorithm}:…\` with ${length} hexadecimal digits in lower case`;
}

/**
 * EXPOSE: `PORT`, `PORT-PORT`, with `/tcp`, `/udp` or `/sctp`; a port of the host may precede it, as in `docker run
 * -p`.
 */
export function unmetPort(text: string): string | undefined {
  const [ports = '', protocol = ''] = text.split(/\/(.*)/s);
  if (!/^(?:tcp|udp|sctp)?$/i.test(protocol)) return '`tcp`, `udp` or `sctp` after the port';
  if (text === '') return undefined;
  const [container = '', host, address] = partsOf(ports);
  const range = rangeOf(container);
  if (!range) return 'a port between 0 and 65535, or a range such as `8000-8010`';
  if (address !== undefined && address !== '' && !isAddress(address)) return 'a port, and no host before it';
  if (host === undefined || host === '') return undefined;
  const hostRange = rangeOf(host);
  const same = hostRange && hostRange.last - hostRange.first === range.last - range.first;
  // A single port of the container may have a range of host ports to choose from.
  const free = hostRange && range.first === range.last;
  return same || free
    ? undefined
    : 'a port of the container alone: which port of the host it gets is not known yet';
}

/** Container, host and address, from last to first. An address with colons is in brackets. */
function partsOf(text: string): readonly (string | undefined)[] {
  const parts = text.split(':');
  const [container, host] = [parts.at(-1), parts.at(-2)];
  return [container, host, parts.length > 2 ? parts.slice(0, -2).join(':') : undefined];
}

function rangeOf(text: string): { readonly first: number; readonly last: number } | undefined {
  const match = /^\+?(\d+)(?:-(\d+))?$/.exec(text);
  if (!match) return undefined;
  const first = Number(match[1]);
  const last = Number(match[2] ?? match[1]);
  return last <= 65_535 && first <= last ? { first, last } : undefined;
}

function isAddress(text: string): boolean {
  const bare = /^\[(.*)\]$/.exec(text)?.[1] ?? text;
  if (/^(?:\d{1,3}\.){3}\d{1,3}$/.test(bare)) return bare.split('.').every((octet) => Number(octet) < 256);
  return /^[\da-f:.]+$/i.test(bare) && (bare.includes('::') || bare.split(':').length === 8);
}
