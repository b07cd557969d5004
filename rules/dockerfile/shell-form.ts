import { defineRule, type ProposedFix } from 'azml-lint';
import {
  type ContainerStep,
  type ExecForm,
  execFormOf,
  hasOwnShell,
  isMisread,
  type JsonFault,
  mayLackInterpreter,
  overruledSteps,
  shellForms,
  startsShell,
} from 'azml-lint/facts';

export default defineRule({
  id: 'dockerfile/shell-form',
  aliases: { DL3025: 'differs', JSONArgsRecommended: 'differs' },
  presetOptions: {
    hadolint: { healthchecks: true, lost: true, misprints: true, ownShell: true, shells: true },
    buildkit: { lost: true, misprints: true, shells: true },
  },
  title: 'A container starts its program through a shell',
  level: { inference: 'warning', training: 'warning', other: 'warning' },
  fix: 'safe',
  messages: {
    words:
      '`/bin/sh -c` starts this program and may keep from it the signal that stops the container, so that it is killed ' +
      'in the midst of its work. Write `{instruction} {better}`.',
    shell:
      'The shell that runs this may keep from the program the signal that stops the container. Where a shell is needed, ' +
      'say so, and let `exec` put the program in its place: `{instruction} {better}`.',
    broken:
      '`{fault}` {why}, so this is not JSON, and `/bin/sh -c` takes it for a command, which does not exist. Write ' +
      '`{instruction} {better}`.',
    empty: 'Docker takes nothing at all for an empty shell command. Write `{instruction} {better}`.',
    triggered:
      'This stage carries out `ONBUILD {instruction}` of `{parent}`, which starts its program through a shell. Write its ' +
      'words as JSON there.',
    there: 'the shell form',
  },
  options: {
    defaults: { healthchecks: false, lost: false, misprints: false, ownShell: false, shells: false },
    schema: {
      healthchecks: { type: 'boolean', description: 'Whether HEALTHCHECK may not have a shell form either.' },
      lost: {
        type: 'boolean',
        description: 'Whether a CMD or ENTRYPOINT is reported that a later one replaces.',
      },
      misprints: {
        type: 'boolean',
        description: 'Whether it is reported too where dockerfile/unicode-dash says why it is not JSON.',
      },
      ownShell: {
        type: 'boolean',
        description:
          'Whether a shell form is reported even where a SHELL of the file says which shell is meant.',
      },
      shells: {
        type: 'boolean',
        description:
          'Whether it is reported too that nothing but another shell is started, as by `CMD bash`.',
      },
    },
  },
  check({ file, options: { healthchecks, lost, misprints, ownShell, shells }, report }) {
    const overruled = new Set(
      [...overruledSteps(file, 'CMD'), ...overruledSteps(file, 'ENTRYPOINT')].map((one) => one.lost.start),
    );
    const isAllowed = (step: ContainerStep) =>
      (step.instruction.name === 'HEALTHCHECK' && !healthchecks) ||
      (!lost && overruled.has(step.start)) ||
      (!misprints && isMisread(step)) ||
      (!ownShell && hasOwnShell(step)) ||
      (!shells && startsShell(step));
    const steps = file.stages.flatMap((stage) => shellForms(stage).filter((step) => !isAllowed(step)));
    for (const step of steps) {
      const { name, keyword } = step.instruction;
      if (step.onbuild) {
        const parent = step.stage.from.image!;
        const data = { instruction: name, parent: parent.text };
        report({ at: parent, message: 'triggered', data, related: [{ at: keyword, message: 'there' }] });
        continue;
      }
      const form = execFormOf(step);
      const { text: better, fault, kind } = form;
      const instruction = name === 'HEALTHCHECK' ? 'HEALTHCHECK CMD' : name;
      const data = { instruction, better, fault: fault?.at.text ?? '', why: WHY[fault?.kind ?? 'bare'] };
      const message = kind === 'plain' ? 'words' : kind;
      report({ at: fault?.at ?? keyword, message, data, fix: fixOf(step, form) });
    }
  },
});

const WHY: Readonly<Record<JsonFault['kind'], string>> = {
  quote: 'is in single quotes',
  bare: 'has no quotes',
  escape: 'has a backslash that needs another one',
  comma: 'has nothing after it',
  separator: 'has no comma before it',
  open: 'is never closed',
  behind: 'stands after the array',
};

function fixOf(step: ContainerStep, { kind, text, fault }: ExecForm): ProposedFix | undefined {
  const { name, args } = step.instruction;
  const written = args.at(-1);
  if (!written || name === 'HEALTHCHECK' || (kind !== 'plain' && !fault?.words)) return undefined;
  const { file } = step.stage;
  const hasComment = /\n\s*#/.test(file.source.text.slice(written.start, written.end));
  const others = file.stages.filter(({ ancestors }) => ancestors.includes(step.stage));
  const hasCmd = others.some((stage) => stage.stepsOf('CMD').length > 0);
  if (hasComment || (name === 'ENTRYPOINT' && hasCmd)) return undefined;
  // Its words then become those of the ENTRYPOINT.
  const isAdded = name === 'CMD' && others.some(({ atEnd }) => atEnd.entrypoint?.instruction.json);
  const safety = isAdded || mayLackInterpreter(step) ? 'unsafe' : 'safe';
  return { title: 'Write it as JSON', edits: [{ start: written.start, end: written.end, text }], safety };
}
