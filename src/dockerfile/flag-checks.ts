/** Which flags an instruction has, and which values they take. */

import { closestMatch } from '../text/closest-match.ts';
import type { Fragment } from '../text/fragment.ts';
import { hasVariable } from './lexer.ts';
import { checkMounts } from './mount-checks.ts';
import type { Report } from './problems.ts';
import type { Flag, Instruction } from './tree.ts';

/** What a flag takes. A list or a device may be repeated; only a switch needs no value. */
type Kind = 'switch' | 'text' | 'list' | 'duration' | 'count' | 'device' | 'network' | 'security' | 'stage';

const COPY = { chown: 'text', chmod: 'text', link: 'switch', exclude: 'list' } as const;

const FLAGS: Readonly<Partial<Record<Instruction['name'], Readonly<Record<string, Kind>>>>> = {
  FROM: { platform: 'text' },
  RUN: { mount: 'list', network: 'network', security: 'security', device: 'device' },
  COPY: { from: 'stage', parents: 'switch', ...COPY },
  ADD: { checksum: 'text', 'keep-git-dir': 'switch', unpack: 'switch', ...COPY },
  HEALTHCHECK: {
    interval: 'duration',
    timeout: 'duration',
    'start-period': 'duration',
    'start-interval': 'duration',
    retries: 'count',
  },
};

/** Reports unknown and repeated flags, and wrong values. */
export function checkFlags(instruction: Instruction, report: Report): void {
  if (instruction.name === 'RUN') checkMounts(instruction.mounts, report);
  // BuildKit ignores the flags of HEALTHCHECK NONE, ARG and STOPSIGNAL.
  if (instruction.name === 'HEALTHCHECK' && instruction.kind?.text.toUpperCase() === 'NONE') return;
  if (instruction.name === 'ARG' || instruction.name === 'STOPSIGNAL') return;
  const known = FLAGS[instruction.name] ?? {};
  const seen = new Set<string>();
  for (const flag of instruction.flags) {
    const data = { instruction: instruction.name, flag: `--${flag.name}` };
    const kind = Object.hasOwn(known, flag.name) ? known[flag.name] : undefined;
    if (kind === undefined) {
      const suggestion = closestMatch(flag.name, Object.keys(known));
      report('unknown-flag', nameSpan(flag), {
        ...data,
        ...(suggestion && { suggestion: `--${suggestion}` }),
      });
      continue;
    }
    if (seen.has(flag.name) && kind !== 'list' && kind !== 'device') report('repeated-flag', flag, data);
    seen.add(flag.name);
    const expected = unmetExpectation(kind, flag.value);
    if (expected !== undefined) {
      report('bad-flag-value', flag.value?.text ? flag.value : flag, {
        ...data,
        value: flag.value?.text ?? '',
        expected,
      });
    }
  }
}

/** The flag without its value. The span would be wrong if the name had quotes, which nobody writes. */
function nameSpan({ start, end, name }: Flag) {
  return { start, end: Math.min(end, start + 2 + name.length) };
}

/** The expected value, in words; `undefined` when the value is valid. */
function unmetExpectation(kind: Kind, value: Fragment | undefined): string | undefined {
  if (value === undefined) return kind === 'switch' ? undefined : 'a value after `=`';
  const { text } = value;
  switch (kind) {
    case 'switch':
      return /^(?:true|false)$/i.test(text) ? undefined : '`true` or `false`';
    case 'duration':
      return text === '' || isDuration(text)
        ? undefined
        : 'a duration of at least 1ms such as `30s` or `1m30s`';
    case 'count':
      return text === '' || /^\+?\d{1,9}$/.test(text) ? undefined : 'a whole number';
    case 'device':
      return text === '' ? 'the name of a device' : undefined;
    case 'network':
      return /^(?:default|none|host)$/.test(text) ? undefined : '`default`, `none` or `host`';
    case 'security':
      return /^(?:sandbox|insecure)$/.test(text) ? undefined : '`sandbox` or `insecure`';
    case 'stage':
      return hasVariable(text) ? 'a name without variables' : undefined;
    case 'text':
    case 'list':
      return undefined;
  }
}

const NANOSECONDS: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  μs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 6e10,
  h: 3.6e12,
};

/** A duration in Go's notation: `1h30m`, `1.5s`; zero, or at least a millisecond and less than 293 years. */
function isDuration(text: string): boolean {
  const match = /^([+-]?)((?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+|0)$/.exec(text);
  if (!match) return false;
  let total = 0;
  for (const [, amount, unit] of match[2]!.matchAll(/([\d.]+)(ns|us|µs|μs|ms|s|m|h)/g)) {
    total += Number(amount) * NANOSECONDS[unit!]!;
  }
  return total === 0 || (match[1] !== '-' && total >= 1e6 && total < 2 ** 63);
}
