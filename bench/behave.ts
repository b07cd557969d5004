/**
 * Runs the scripts of a Dockerfile in a folder where every program is a stub that only records its calls, and reports
 * how two Dockerfiles differ in it: what they call, and whether the build goes on, with no failures and with each call
 * failing in turn. Only for our own scripts: builtins and redirections are real.
 */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseDockerfile } from '../src/dockerfile/parse.ts';
import { analyze } from '../src/model/analyze.ts';

/** A script with its shell and the shell's arguments. */
interface ShellScript {
  readonly shell: readonly string[];
  readonly text: string;
}

/** The result of running a script. */
interface Played {
  readonly succeeds: boolean;
  /** The calls of programs in order, without what fixes add on purpose (`-y`). */
  readonly calls: readonly string[];
}

/** The shells of this machine. */
export const shells: readonly string[] = ['/bin/sh', '/bin/bash'].filter((path) => existsSync(path));

/** Options that answer questions, and the newer name of a program. */
const STUB = `#!/bin/sh
name=\${0##*/}
case $name in apt) name=apt-get ;; esac
call=$name
for word; do
  case $word in
    -y | --yes | --assume-yes | --no-install-recommends | --no-log-init | --with-new-pkgs) ;;
    --no-cache | --no-cache-dir | --non-interactive | --progress=dot:giga) ;;
    *) call="$call $word" ;;
  esac
done
printf '%s\\n' "$call" >> "$CALLS"
[ "$call" != "$FAILING" ]
`;

/** Commands that a fix may add or remove: fetching the package lists, removing them if nothing reads them later, and emptying a cache. */
const PERMITTED =
  /^(?:sudo )?(?:apt-get(?: -\\S+)* update(?: -\\S+)*|rm -rf \/var\/lib\/apt\/lists\/\*|apk update|\S*conda clean -afy)$/;

/** Words that the shell itself understands; all others may be programs. */
const OF_THE_SHELL = new Set(
  `if then else elif fi for while until do done case esac in function select time set cd export unset local return break continue exit
  exec eval trap test true false echo printf read wait shift type command builtin sh bash dash`.split(/\s+/),
);

/** A folder with stub programs. */
export class Stage {
  readonly #root = mkdtempSync(join(tmpdir(), 'azml-lint-behave-'));
  readonly #programs = join(this.#root, 'programs');
  readonly #work = join(this.#root, 'work');
  readonly #calls = join(this.#root, 'calls');
  readonly #known = new Set<string>();

  constructor() {
    mkdirSync(this.#programs);
    mkdirSync(this.#work);
    writeFileSync(join(this.#root, 'stub'), STUB);
    chmodSync(join(this.#root, 'stub'), 0o755);
    for (const shell of shells) symlinkSync(shell, join(this.#programs, basename(shell)));
  }

  /** Removes the folder. */
  close(): void {
    rmSync(this.#root, { recursive: true });
  }

  /**
   * The differences between the RUNs of two Dockerfiles, in words; empty if there are none. Equal RUNs are not run.
   *
   * A call that is new in the second must stop the build when it fails, if a call after it would have stopped it.
   */
  differences(before: string, after: string): readonly string[] {
    const [first, second] = [scriptsOf(before), scriptsOf(after)];
    if (first.length !== second.length) return [`${first.length} scripts became ${second.length}`];
    return first.flatMap((script, index) => {
      const other = second[index]!;
      const isSame = script.text === other.text && script.shell.join() === other.shell.join();
      return isSame || !shells.includes(script.shell[0]!) ? [] : this.#compared(script, other);
    });
  }

  #compared(one: ShellScript, two: ShellScript): readonly string[] {
    const [before, after] = [this.#play(one).calls, this.#play(two).calls];
    const numberOf = (call: string, calls: readonly string[]) =>
      calls.filter((other) => other === call).length;
    // A call that occurs more often now also fails where it did not occur before, so the two cannot be compared.
    const calls = [...new Set(before)].filter((call) => numberOf(call, before) === numberOf(call, after));
    const added = after.filter((call) => !before.includes(call) && call.includes('update'));
    return [
      ...[undefined, ...calls].flatMap((failing) => {
        const [x, y] = [this.#play(one, failing), this.#play(two, failing)];
        const when = failing === undefined ? 'with nothing failing' : `when \`${failing}\` fails`;
        if (x.succeeds !== y.succeeds)
          return [
            `${when}, it ${x.succeeds ? 'succeeded' : 'failed'}, and now ${y.succeeds ? 'succeeds' : 'fails'}`,
          ];
        const [was, is] = [x, y].map((played) => kept(played, one.text));
        return was === is ? [] : [`${when}, it called ${was}, and now ${is}`];
      }),
      ...added
        .filter((call) => this.#play(two, call).succeeds && this.#stops(one))
        .map((call) => `it succeeds although \`${call}\` fails`),
    ];
  }

  /** Whether each failing install stops the build; unknown if one is called twice, or never. */
  #stops(script: ShellScript): boolean {
    const installs = this.#play(script).calls.filter((call) => /^(?:sudo )?apt-get .*install/.test(call));
    const written = script.text.match(/\binstall\b/g) ?? [];
    const isEachOnce = installs.length === written.length && new Set(installs).size === installs.length;
    return isEachOnce && installs.every((call) => !this.#play(script, call).succeeds);
  }

  #play({ shell, text }: ShellScript, failing = ''): Played {
    for (const name of text.match(/[A-Za-z_][\w.+-]*/g) ?? []) this.#stub(name);
    for (const name of ['rm', 'apt-get']) this.#stub(name);
    writeFileSync(this.#calls, '');
    const [program, ...options] = shell;
    const { status } = spawnSync(program!, ['-f', ...options, text], {
      cwd: this.#work,
      env: { PATH: this.#programs, CALLS: this.#calls, FAILING: failing, HOME: this.#work },
      stdio: 'ignore',
      timeout: 5000,
    });
    return { succeeds: status === 0, calls: readFileSync(this.#calls, 'utf8').split('\n').slice(0, -1) };
  }

  #stub(name: string): void {
    if (OF_THE_SHELL.has(name) || this.#known.has(name)) return;
    this.#known.add(name);
    symlinkSync(join(this.#root, 'stub'), join(this.#programs, name));
  }
}

/** The calls, without those that a fix may add. The ends of a pipe and background commands begin in any order. */
function kept({ calls }: Played, script: string): string {
  const all = calls.filter((call) => !PERMITTED.test(call));
  const isOrdered = !/(?<!\|)\|(?!\|)|(?<![&>])&(?![&>\d])/.test(script);
  return JSON.stringify(isOrdered ? all : all.toSorted());
}

/** The scripts of the RUNs, as their shell receives them. */
function scriptsOf(text: string): readonly ShellScript[] {
  const { runs } = analyze(parseDockerfile(text), { buildArgs: {}, now: '2026-07-31' });
  return runs.flatMap(({ instruction, scripts, before }) => {
    const [script] = scripts;
    if (!script) return [];
    const { args, form } = instruction;
    if (form === 'shell')
      return [{ shell: shellOf(script.source.text) ?? before.shell.words, text: script.source.text }];
    const [shell, option, words] = args.map((word) => word.text);
    const isScript = args.length === 3 && shell !== undefined && /c$/.test(option!);
    return isScript ? [{ shell: [`/bin/${basename(shell)}`, option!], text: words! }] : [];
  });
}

/** The shell in `#!/bin/bash -e` of a here-document. */
function shellOf(script: string): readonly string[] | undefined {
  const [, program, options] = /^#!\s*(\S+)[ \t]*(.*)\n/.exec(script) ?? [];
  return program === undefined ? undefined : [program, ...options!.split(/\s+/).filter(Boolean), '-c'];
}
