import { type CopyStep, defineRule, type Mount } from 'azml-lint';
import { type BuildkitNeed, buildkitNeeds, managedBuildOf } from 'azml-lint/facts';

const CLASSIC =
  "Docker's classic builder, which managed builds of Azure ML and `az acr build` have been seen to run,";

export default defineRule({
  id: 'dockerfile/needs-buildkit',
  title: 'The Dockerfile needs BuildKit',
  level: { inference: 'info', training: 'info', other: 'info' },
  options: {
    defaults: { builder: 'unknown' as 'unknown' | 'classic' | 'buildkit' },
    schema: {
      builder: {
        enum: ['unknown', 'classic', 'buildkit'],
        description:
          'What builds the image. With `classic` it is an error, on any base image, as it is when Azure ML builds the image; with `buildkit` ' +
          'nothing is reported.',
      },
    },
  },
  messages: {
    flag: `${CLASSIC} stops at \`{flag}\`: it needs BuildKit. {cure}`,
    copied: `${CLASSIC} stops at this here-document: it needs BuildKit. Put the text into a file, and copy that.`,
    run:
      `${CLASSIC} runs nothing of this here-document, and goes on as if it had: it needs BuildKit. Join the commands with \`&&\` instead, or ` +
      'copy a script and run it.',
    argument: `${CLASSIC} gives \`{name}\` no value: it needs BuildKit. Give it one: \`ARG {name}={value}\`.`,
    platform: `${CLASSIC} gives \`{name}\` no value: it needs BuildKit. Leave \`--platform\` out.`,
    also: 'This needs it as well',
    named: 'This makes Azure ML build the image',
    syntax: 'The classic builder ignores this line',
  },
  check({ file, options, report }) {
    const family = file.finalStage?.family;
    const isForAzure = family === 'inference' || family === 'training';
    const managed = managedBuildOf(file);
    const isClassic = options.builder === 'classic' || managed !== undefined;
    if (options.builder === 'buildkit' || !(isForAzure || isClassic)) return;
    const [first, ...others] = buildkitNeeds(file);
    if (!first) return;
    const syntax = file.dockerfile.directives.filter(({ name }) => name === 'syntax');
    report({
      at: first,
      ...wordsFor(first),
      severity: isClassic ? 'error' : undefined,
      related: [
        ...syntax.map((at) => ({ at, message: 'syntax' }) as const),
        ...others.map((at) => ({ at, message: 'also' }) as const),
        ...(managed?.namedAt ?? []).map((at) => ({ at, message: 'named' }) as const),
      ],
    });
  },
});

function wordsFor(need: BuildkitNeed) {
  switch (need.kind) {
    case 'flag':
      return { message: 'flag', data: { flag: `--${need.name}`, cure: cureFor(need) } } as const;
    case 'here-document':
      return { message: need.step.instruction.name === 'RUN' ? 'run' : 'copied' } as const;
    case 'argument':
      return { message: 'argument', data: { name: need.name, value: valueOf(need.name) } } as const;
    default:
      return { message: 'platform', data: { name: need.name } } as const;
  }
}

const CURES: Readonly<Record<string, string>> = {
  parents: 'Leave it out, and write a COPY for each directory.',
  checksum: 'Leave it out, and check the sum in a RUN: `sha256sum --check`.',
  'keep-git-dir': 'Clone in a RUN: `git clone`.',
};

function cureFor({ name, mount, step }: BuildkitNeed & { readonly kind: 'flag' }): string {
  if (mount) return cureForMount(mount);
  if (name !== 'chmod') return CURES[name] ?? 'Leave it out.';
  const { instruction } = step as CopyStep;
  const mode = instruction.flags.find((flag) => flag.name === 'chmod')?.value?.text;
  return `Leave it out, and set the mode as root: \`RUN chmod ${mode} ${instruction.destination.text}\`.`;
}

function cureForMount({ type }: Mount): string {
  if (type === 'secret' || type === 'ssh')
    return 'Build the image yourself, push it to a registry and name it in the environment; or leave it out, where no secret is needed.';
  return type === 'bind'
    ? 'Leave it out, and copy the files with COPY.'
    : 'Leave it out, and remove in the same RUN what it kept out of the image.';
}

/** Azure ML builds for this platform. */
function valueOf(name: string): string {
  if (name.endsWith('PLATFORM')) return 'linux/amd64';
  return name.endsWith('ARCH') ? 'amd64' : name.endsWith('OS') ? 'linux' : '…';
}
