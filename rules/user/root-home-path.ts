import {
  type Binding,
  type CopyStep,
  defineRule,
  normalizePath,
  type RunStep,
  resolvePath,
  type Stage,
  slice,
} from 'azml-lint';
import { opensRootHome, pathInRootHome, ROOT_HOME, rootHomeInPath } from 'azml-lint/facts';

/** Variables that only the build reads, as root. */
const BUILD_SETTINGS =
  /^\/root\/\.(?:ssh|netrc|pip|pypirc|config\/pip|condarc|mambarc|npmrc|yarnrc|docker|gitconfig|git-credentials|m2|gnupg|wgetrc|curlrc)(?:\/|$)/;

export default defineRule({
  id: 'user/root-home-path',
  title: 'A job needs what lies in the home directory of root',
  level: { inference: 'off', training: 'warning', other: 'off' },
  messages: {
    copied:
      '`{path}` lies in `/root`, which only root may enter: on compute that runs jobs as another user they get "Permission ' +
      'denied". Copy it to a directory such as `{better}`.',
    workdir:
      '`{path}` is the working directory of the image, and only root may enter `/root`: on compute that runs jobs as another ' +
      'user they get "Permission denied". Choose a directory such as `{better}`.',
    home:
      'HOME is `{path}`, where only root may write: on compute that runs jobs as another user, their caches and settings ' +
      'have no place. Leave HOME to the platform.',
    path:
      'PATH has `{path}`, which lies in `/root`, where only root may enter: on compute that runs jobs as another user they find ' +
      'none of its programs. Install them to a directory such as `{better}`, and name that.',
  },
  check({ file, report }) {
    const { finalStage } = file;
    const runs = file.runs.filter(({ stage, onbuild }) => stage.shipped && !onbuild);
    if (!finalStage || runs.some(opensRootHome)) return;
    const removed = removedPaths(runs);
    for (const copy of file.copies) {
      const path = pathInRootHome(copy.destination);
      if (path === undefined || !copy.stage.shipped || copy.onbuild || BUILD_SETTINGS.test(path)) continue;
      if (followsWorkdir(copy, finalStage)) continue;
      if (upwards(path).some((one) => (removed.get(one) ?? 0) > copy.start)) continue;
      report({ at: copy.instruction.destination, message: 'copied', data: { path, better: inOpt(path) } });
    }
    const { workdir } = finalStage.atEnd;
    const directory = pathInRootHome(workdir);
    const word = lastWorkdir(finalStage);
    if (directory !== undefined && word)
      report({ at: word, message: 'workdir', data: { path: directory, better: inOpt(directory) } });
    const home = finalStage.atEnd.env('HOME');
    const path = home && pathInRootHome(home.value);
    const pair = home && pairOf(home);
    if (path !== undefined && pair) report({ at: pair.value ?? pair, message: 'home', data: { path } });
    for (const [entry, value] of rootHomeInPath(finalStage)) {
      const at = value.text.indexOf(entry);
      if (at === -1 && path !== undefined) continue;
      report({
        at: at === -1 ? value : slice(value, at, at + entry.length),
        message: 'path',
        data: { path: normalizePath(entry), better: programsIn(normalizePath(entry)) },
      });
    }
  },
});

/** `/usr/local/bin` for `/root/.local/bin`, `/opt/cargo/bin` for `/root/.cargo/bin`. */
function programsIn(path: string): string {
  if (/^\/root(?:\/\.local)?(?:\/bin)?$/.test(path)) return '/usr/local/bin';
  return `/opt/${path.slice(ROOT_HOME.length + 1).replace(/^\./, '')}`;
}

/** `/opt/app/data` for `/root/app/data`. */
function inOpt(path: string): string {
  const rest = path.slice(ROOT_HOME.length);
  return `/opt${rest === '' ? '/app' : rest}`;
}

/** Where a path is last removed or moved away. */
function removedPaths(runs: readonly RunStep[]): ReadonlyMap<string, number> {
  const removed = new Map<string, number>();
  for (const { commands } of runs)
    for (const command of commands.filter((one) => one.is('rm|mv')))
      for (const { text } of command.operands)
        removed.set(normalizePath(text.replace(/\/\*$/, '')), command.start);
  return removed;
}

/** A path and the directories above it. */
function upwards(path: string): readonly string[] {
  return path === '/' ? [path] : [path, ...upwards(resolvePath(path, '..'))];
}

/** A COPY into the working directory of the image moves with it. */
function followsWorkdir({ instruction, before }: CopyStep, { atEnd }: Stage): boolean {
  const isRelative = !/^["'$/~]/.test(instruction.destination.text);
  return isRelative && pathInRootHome(atEnd.workdir) !== undefined && before.workdir === atEnd.workdir;
}

function lastWorkdir(stage: Stage) {
  for (let at: Stage | undefined = stage; at; at = at.parent) {
    const step = at.stepsOf('WORKDIR').at(-1);
    if (step) return step.instruction.args[0];
  }
  return undefined;
}

function pairOf({ by, pair }: Binding) {
  return by === 'ENV' ? pair : undefined;
}
