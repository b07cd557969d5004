/** Which options a `--mount` has. Values with variables are not checked: only the build knows them. */

import { closestMatch } from '../text/closest-match.ts';
import { hasVariable } from './lexer.ts';
import type { Report } from './problems.ts';
import type { Mount, MountOption } from './tree.ts';

const TYPES = ['bind', 'cache', 'tmpfs', 'secret', 'ssh'];

/** The form of an option's value; `text` is any value. */
type Kind = 'text' | 'stage' | 'type' | 'switch' | 'sharing' | 'octal' | 'number' | 'size';

const OPTIONS: Readonly<Record<string, Kind>> = {
  type: 'type',
  from: 'stage',
  source: 'text',
  src: 'text',
  target: 'text',
  dst: 'text',
  destination: 'text',
  readonly: 'switch',
  ro: 'switch',
  readwrite: 'switch',
  rw: 'switch',
  required: 'switch',
  size: 'size',
  id: 'text',
  sharing: 'sharing',
  mode: 'octal',
  uid: 'number',
  gid: 'number',
  env: 'text',
};

/** User IDs, group IDs and modes have 32 bits. */
const MOST = 2 ** 32 - 1;
/** As https://pkg.go.dev/github.com/docker/go-units#RAMInBytes reads it. */
const SIZE = /^\+?(?:\d+(?:_\d+)*\.?\d*|\.\d+)(?:e[+-]?\d+)? ?(?:[kmgtp]i?b|[kmgtp]|b)?$/i;

/** The types of mount that have an option, if BuildKit does not allow it for all of them. */
const FOR_TYPES: Readonly<Record<string, readonly string[]>> = {
  size: ['tmpfs'],
  required: ['secret', 'ssh'],
  sharing: ['cache'],
  mode: ['cache', 'secret', 'ssh'],
  uid: ['cache', 'secret', 'ssh'],
  gid: ['cache', 'secret', 'ssh'],
};

/** Options that BuildKit checks while it reads: it then knows only a type that precedes them. */
const CHECKED_WHILE_READ = ['size', 'required'];

/** Reports what BuildKit refuses in the mounts of a RUN, unless it depends on variables. */
export function checkMounts(mounts: readonly Mount[], report: Report): void {
  for (const { type, options } of mounts) {
    let soFar = 'bind';
    for (const option of options) {
      const { key, value } = option;
      if (key === 'type') soFar = value.text.toLowerCase();
      if (checkOption(option, report))
        checkFits(CHECKED_WHILE_READ.includes(key) ? soFar : type, option, report);
    }
  }
}

/** Reports an option that this type of mount does not have. */
function checkFits(type: string, option: MountOption, report: Report): void {
  const { key, value } = option;
  const types = Object.hasOwn(FOR_TYPES, key) ? FOR_TYPES[key]! : TYPES;
  const refused =
    (TYPES.includes(type) && !types.includes(type)) ||
    (type === 'secret' && key === 'from' && value.text !== '') ||
    (type === 'ssh' && (key === 'source' || key === 'src') && value.text !== '');
  if (refused) report('mount-option-of-other-type', option, { key, type });
}

/** Reports an unknown option or an invalid value; returns whether the option is valid. */
function checkOption(option: MountOption, report: Report): boolean {
  const { key, value } = option;
  const kind = Object.hasOwn(OPTIONS, key) ? OPTIONS[key] : undefined;
  if (kind === undefined) {
    const suggestion = closestMatch(key, Object.keys(OPTIONS));
    report('bad-mount', option, {
      key,
      value: value.text,
      expected: 'a known option',
      ...(suggestion && { suggestion }),
    });
    return false;
  }
  const expected = unmetExpectation(kind, option);
  if (expected === undefined) return true;
  const suggestion = kind === 'type' ? closestMatch(value.text.toLowerCase(), TYPES) : undefined;
  report('bad-mount', option, { key, value: value.text, expected, ...(suggestion && { suggestion }) });
  return false;
}

/** The expected value, in words; `undefined` when the value is valid, or only the build knows it. */
function unmetExpectation(kind: Kind, { key, bare, value: { text } }: MountOption): string | undefined {
  if (bare) return kind === 'switch' ? undefined : 'a value after `=`';
  if (hasVariable(text)) return kind === 'stage' ? 'a name without variables' : undefined;
  return unmetMountValue(key, text);
}

/** The expected value of a known option, in words; `undefined` when the value, free of variables, is valid. */
export function unmetMountValue(key: string, text: string): string | undefined {
  switch (OPTIONS[key]) {
    case 'type':
      return TYPES.includes(text.toLowerCase()) ? undefined : '`bind`, `cache`, `tmpfs`, `secret` or `ssh`';
    case 'switch':
      return /^(?:1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/.test(text)
        ? undefined
        : '`true` or `false`';
    case 'sharing':
      return /^(?:shared|private|locked)$/i.test(text) ? undefined : '`shared`, `private` or `locked`';
    case 'octal':
      return /^[0-7]+$/.test(text) && Number.parseInt(text, 8) <= MOST ? undefined : 'an octal number';
    case 'number':
      return /^\d+$/.test(text) && Number(text) <= MOST ? undefined : 'a number';
    case 'size':
      return SIZE.test(text) ? undefined : 'a size such as `512m` or `2g`';
    default:
      return undefined;
  }
}
