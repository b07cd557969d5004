import {
  type DockerfileModel,
  defineRule,
  type InstructionOf,
  isAbsolute,
  knownText,
  type Stage,
  type Step,
} from 'azml-lint';
import { resolvePathIn, triggeredSteps } from 'azml-lint/facts';

type Workdir = Step<InstructionOf<'WORKDIR'>>;

export default defineRule({
  id: 'dockerfile/relative-workdir',
  aliases: { DL3000: 'differs', WorkdirRelativePath: 'differs' },
  presetOptions: { hadolint: { every: true }, buildkit: { emptyArgs: true } },
  title: 'WORKDIR is relative to what the base image has set',
  level: { inference: 'warning', training: 'warning', other: 'warning' },
  messages: {
    first:
      '`{path}` is relative to the directory that the base image is in, which another version of it may change. Write ' +
      '`WORKDIR {absolute}`.',
    later: '`{path}` is relative to the WORKDIR above it. Write `WORKDIR {absolute}`.',
    home: "`~` is nobody's home here: WORKDIR makes a directory of that name. Write `WORKDIR {absolute}`.",
    empty:
      '`{path}` comes to nothing here, so that this stays in the directory of the base image. Write `WORKDIR /…`, or give ' +
      'the variable a value.',
  },
  options: {
    defaults: { every: false, emptyArgs: false },
    schema: {
      every: {
        type: 'boolean',
        description: 'Whether a relative WORKDIR is reported after another WORKDIR too.',
      },
      emptyArgs: {
        type: 'boolean',
        description: 'Whether an ARG without a default counts as empty.',
      },
    },
  },
  check({ file, options, report }) {
    for (const { step, isFirst } of workdirsOf(file)) {
      const path = pathOf(step, options.emptyArgs);
      if (path === undefined || isAbsolute(path) || !(isFirst || options.every)) continue;
      const [word] = step.instruction.args;
      const at = step.onbuild ? step.stage.from.image! : word!;
      const data = { path: path || word!.text, absolute: absoluteOf(step, path) };
      report({ at, message: messageFor(path, isFirst), data });
    }
  },
});

/** Each WORKDIR that is carried out, and whether none comes before it in the chain of its stage. */
function* workdirsOf({ stages }: DockerfileModel): Iterable<{ step: Workdir; isFirst: boolean }> {
  const settled = new Set<Stage>();
  for (const stage of stages) {
    if (stage.parent && settled.has(stage.parent)) settled.add(stage);
    for (const step of [...triggeredSteps(stage).filter(isWorkdir), ...stage.stepsOf('WORKDIR')]) {
      yield { step, isFirst: !settled.has(stage) };
      settled.add(stage);
    }
  }
}

function messageFor(path: string, isFirst: boolean) {
  if (path === '') return 'empty';
  if (path.startsWith('~')) return 'home';
  return isFirst ? 'first' : 'later';
}

function isWorkdir(step: Step): step is Workdir {
  return step.instruction.name === 'WORKDIR';
}

/** The path that is certain to begin so; `undefined` where it is not known, or may be one of Windows. */
function pathOf(step: Workdir, emptyArgs: boolean): string | undefined {
  const value = step.value(step.instruction.args[0]!);
  const [first, ...others] = emptyArgs
    ? value.parts.filter((part) => typeof part === 'string' || part.reason !== 'unset-arg')
    : value.parts;
  if (first !== undefined && typeof first !== 'string') return undefined;
  const path =
    (first ?? '') + others.map((part) => (typeof part === 'string' ? part : `\${${part.name}}`)).join('');
  const { family } = step.stage;
  const isLinux = family === 'inference' || family === 'training' || family === 'scratch';
  return /^[A-Za-z]:/.test(path) && !isLinux ? undefined : path;
}

function absoluteOf({ before: { workdir, user } }: Workdir, path: string): string {
  const home = user.root ? '/root' : `/home/${user.name ?? '…'}`;
  if (path.startsWith('~')) return home + path.slice(1);
  return knownText(resolvePathIn(workdir, path)) ?? `/…/${path.replace(/^\.\//, '')}`;
}
