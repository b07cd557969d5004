/** Which options a `--mount` knows. Values with variables in them are left alone: they are known only in the build. */

import { nearest } from '../text/nearest.ts';
import { hasVariable } from './lexer.ts';
import type { Report } from './problems.ts';
import type { Mount, MountOption } from './tree.ts';

const TYPES = ['bind', 'cache', 'tmpfs', 'secret', 'ssh'];

/** What the value of an option is: anything, or text of a form that is told in words. */
type Kind = 'text' | 'stage' | 'type' | 'switch' | 'sharing' | 'octal' | 'number';

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
  size: 'text',
  id: 'text',
  sharing: 'sharing',
  mode: 'octal',
  uid: 'number',
  gid: 'number',
  env: 'text',
};

/** Reports what BuildKit refuses in the mounts of a RUN. */
export function checkMounts(mounts: readonly Mount[], report: Report): void {
  for (const mount of mounts) for (const option of mount.options) checkOption(option, report);
}

function checkOption(option: MountOption, report: Report): void {
  const { key, value } = option;
  const kind = Object.hasOwn(OPTIONS, key) ? OPTIONS[key] : undefined;
  if (kind === undefined) {
    const suggestion = nearest(key, Object.keys(OPTIONS));
    report('bad-mount', option, {
      key,
      value: value.text,
      expected: 'a known option',
      ...(suggestion && { suggestion }),
    });
    return;
  }
  const expected = unmet(kind, option);
  if (expected === undefined) return;
  const suggestion = kind === 'type' ? nearest(value.text.toLowerCase(), TYPES) : undefined;
  report('bad-mount', option, { key, value: value.text, expected, ...(suggestion && { suggestion }) });
}

/** What should have been given, in words; `undefined` when the value fits. */
function unmet(kind: Kind, { bare, value: { text } }: MountOption): string | undefined {
  if (bare) return kind === 'switch' ? undefined : 'a value after `=`';
  if (hasVariable(text)) return kind === 'stage' ? 'a name without variables' : undefined;
  switch (kind) {
    case 'type':
      return TYPES.includes(text.toLowerCase()) ? undefined : '`bind`, `cache`, `tmpfs`, `secret` or `ssh`';
    case 'switch':
      return /^(?:1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/.test(text)
        ? undefined
        : '`true` or `false`';
    case 'sharing':
      return /^(?:shared|private|locked)$/i.test(text) ? undefined : '`shared`, `private` or `locked`';
    case 'octal':
      return /^[0-7]+$/.test(text) ? undefined : 'an octal number';
    case 'number':
      return /^\d+$/.test(text) ? undefined : 'a number';
    case 'stage':
    case 'text':
      return undefined;
  }
}
