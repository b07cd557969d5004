/** Programs that run the program named in their words. Shells, `su` and `eval` receive scripts, and are not included. */

/** How a program that runs another one is written. */
export interface Wrapper {
  /** Operands before the program: the duration of `timeout`, the user of `gosu`. */
  readonly operands?: number;
  /** `NAME=value` may precede the program. */
  readonly assignments?: true;
  /** Flags with which it does not run a program: `command -v`. */
  readonly idle?: readonly string[];
  /** Where it says as whom the program runs: a flag, or 'operand'; and who that is if it does not say. */
  readonly user?: { readonly from: readonly string[]; readonly otherwise?: string };
}

const wrappers: Readonly<Record<string, Wrapper>> = {
  sudo: {
    assignments: true,
    idle: ['-l', '--list', '-v', '--validate', '-e', '--edit', '-V', '--version'],
    user: { from: ['-u', '--user'], otherwise: 'root' },
  },
  doas: { user: { from: ['-u'], otherwise: 'root' } },
  env: { assignments: true },
  command: { idle: ['-v', '-V'] },
  builtin: {},
  exec: {},
  nice: {},
  ionice: { idle: ['-p', '-P', '-u'] },
  time: {},
  timeout: { operands: 1 },
  nohup: {},
  setsid: {},
  stdbuf: {},
  xargs: {},
  eatmydata: {},
  chronic: {},
  unbuffer: {},
  fakeroot: {},
  'xvfb-run': {},
  busybox: { idle: ['--list', '--install'] },
  flock: { operands: 1, idle: ['-c', '--command'] },
  setpriv: { user: { from: ['--reuid'] } },
  chpst: { user: { from: ['-u'] } },
  gosu: { operands: 1, user: { from: ['operand'] } },
  'su-exec': { operands: 1, user: { from: ['operand'] } },
  's6-setuidgid': { operands: 1, user: { from: ['operand'] } },
  'dumb-init': {},
  tini: {},
};

/** How a program runs another one; `undefined` if it does not. */
export function wrapperOf(program: string): Wrapper | undefined {
  return Object.hasOwn(wrappers, program) ? wrappers[program] : undefined;
}
