import { defineRule, type RunStep, type Stage } from 'azml-lint';
import {
  type CudaNeed,
  cudaNeeds,
  cudaOf,
  findImage,
  isEnvironmentAt,
  madeEnvironments,
  mayBringCuda,
  type PlacedInstall,
  placedInstalls,
} from 'azml-lint/facts';

const SERVING = 'mcr.microsoft.com/azureml/curated/minimal-py312-cuda12.4-inference';
const TRAINING = 'mcr.microsoft.com/azureml/openmpi5.0-cuda12.6-ubuntu24.04';

export default defineRule({
  id: 'gpu/cuda-mismatch',
  title: 'A package for a CUDA that the image does not have',
  level: { inference: 'warning', training: 'warning', other: 'warning' },
  messages: {
    none:
      '`{package}` needs CUDA, and `{image}` has none: it finds no GPU, and computes on the CPU or stops when it is imported. ' +
      'Build on an image with CUDA, such as `{gpu}`{cpu}.',
    own:
      '`{package}` brings CUDA, some gigabytes, to `{image}`, which has none. For nodes without a GPU, take {forCpu}; for others, ' +
      'build on an image with CUDA, such as `{gpu}`.',
    other:
      '`{package}` is built for CUDA {wanted} and brings no libraries, and `{image}` has CUDA {cuda}: its libraries are not found, so it ' +
      'computes on the CPU or stops when it is imported. {cure}.',
    beside:
      '`{package}` puts another CUDA beside the {cuda} of `{image}`, into the environment that is built for that one: libraries of ' +
      'both are loaded. Leave it out, or install it into an environment of its own.',
  },
  check({ file, report }) {
    for (const run of file.runs) {
      const cuda = run.stage.shipped ? cudaOfStage(run.stage) : undefined;
      if (cuda === undefined) continue;
      for (const placed of placedInstalls(run)) {
        for (const need of cudaNeeds(placed.install)) {
          const message = faultOf(need, cuda, run, placed);
          if (!message) continue;
          report({
            at: need.at,
            message,
            severity: message === 'own' && placed.install.manager === 'pip' ? 'info' : undefined,
            data: { ...dataOf(need, run.stage), cuda, cure: cureOf(need, cuda.split('.')[0]!) },
          });
        }
      }
    }
  },
});

function cudaOfStage({ root: { base }, image }: Stage): string | undefined {
  return base.kind === 'image' ? cudaOf(base.reference, image) : undefined;
}

function faultOf({ uses, major }: CudaNeed, cuda: string, run: RunStep, placed: PlacedInstall) {
  if (cuda === 'none') {
    if (uses === 'own') return 'own';
    return uses === 'image' && !mayBringCuda(run.stage) ? 'none' : undefined;
  }
  if (uses === 'own' || major === undefined || major === Number(cuda.split('.')[0])) return undefined;
  if (uses === 'itself') return isOfBase(placed, run.stage) ? 'beside' : undefined;
  return mayBringCuda(run.stage) ? undefined : 'other';
}

/** An environment of one's own has only the CUDA that is installed into it. */
function isOfBase({ environment }: PlacedInstall, stage: Stage): boolean {
  if (environment === undefined || environment === 'base') return environment === 'base';
  const prefix = stage.image?.pythonPrefix;
  if (prefix !== undefined) return isEnvironmentAt(environment, prefix);
  return 'name' in environment && environment.name === 'base' && madeEnvironments(stage).length === 0;
}

function cureOf({ text }: CudaNeed, major: string): string {
  return text.startsWith('cupy-') ? `Write \`cupy-cuda${major}x\`` : `Take the build for CUDA ${major}`;
}

function dataOf({ text, major, onCpu }: CudaNeed, { serves, family, root: { base } }: Stage) {
  const name = serves || family === 'inference' ? SERVING : TRAINING;
  const { newestTag } = findImage(name) ?? {};
  return {
    package: text,
    image: base.kind === 'image' ? base.reference.familiar : '',
    gpu: newestTag === undefined ? name : `${name}:${newestTag}`,
    forCpu: text.startsWith('pytorch-cuda')
      ? '`cpuonly` of the channel `pytorch`'
      : 'what is at `https://download.pytorch.org/whl/cpu`',
    cpu: onCpu === undefined ? '' : `, or install \`${onCpu}\``,
    wanted: major === undefined ? '' : String(major),
  };
}
