import {
  type DockerfileModel,
  defineRule,
  type Install,
  type Package,
  type RunStep,
  type Stage,
} from 'azml-lint';
import { findImage, isEnvironmentAt, type PlacedInstall, placedInstalls } from 'azml-lint/facts';

/** What the images have, built and tuned for each other. Source: azureml-assets, the ACPT environments. */
const FRAMEWORKS = ['torchvision', 'torchaudio', 'deepspeed', 'onnxruntime-training', 'torch-ort'];
const ADVISORY = /\b(?:CVE|GHSA)-\w{4}-/i;

export default defineRule({
  id: 'gpu/framework-reinstalled',
  title: 'A framework that the image has is installed again',
  level: { inference: 'info', training: 'info', other: 'off' },
  messages: {
    again:
      '`{image}` has `{name}`{version}, built for its CUDA and for the other packages of its environment. `{package}` puts another one ' +
      'over it, for which those were not built, and every node pulls both. Leave `{package}` out, or build on an image that has the one you need.',
  },
  check({ file, report }) {
    for (const run of file.runs) {
      const { stage } = run;
      const torch = stage.shipped ? torchOf(stage) : undefined;
      if (torch === undefined || mendsVulnerability(run, file)) continue;
      for (const placed of placedInstalls(run)) {
        const [again] = goesToBase(placed, stage) ? replacedBy(placed.install, torch) : [];
        if (!again) continue;
        const version = isTorch(again, placed.install) && torch !== '' ? ` ${torch}` : '';
        const data = { image: stage.image!.name, name: again.name!, version, package: again.word.text };
        report({ at: again.word, message: 'again', data });
      }
    }
  },
});

/** Whether a comment in the RUN or right above it says which vulnerability the other version mends: `GHSA-…`, `CVE-…`. */
function mendsVulnerability({ start, end }: RunStep, { dockerfile, source }: DockerfileModel): boolean {
  const before = dockerfile.instructions.findLast((one) => one.end <= start)?.end ?? 0;
  return dockerfile.comments.some(
    (comment) =>
      comment.start >= before &&
      comment.end <= end &&
      ADVISORY.test(source.text.slice(comment.start, comment.end)),
  );
}

/** The PyTorch of an image of Azure Container for PyTorch by its name, `''` if that has none; `undefined` for other images. */
function torchOf({ image }: Stage): string | undefined {
  const base = image?.family === 'acpt' ? image : findImage(image?.base?.replace(/[:@].*$/, '') ?? '');
  if (base?.family !== 'acpt') return undefined;
  const [, major, minor, patch] = /-torch(\d)(\d+?)(\d|x)$/.exec(base.name) ?? [];
  if (major === undefined) return '';
  return patch === 'x' ? `${major}.${minor}` : `${major}.${minor}.${patch}`;
}

function goesToBase({ environment }: PlacedInstall, { image }: Stage): boolean {
  if (environment === undefined || environment === 'base') return environment === 'base';
  const isNamed = 'name' in environment && environment.name === image?.condaEnvironment;
  return isNamed || isEnvironmentAt(environment, image?.pythonPrefix ?? '');
}

/** The frameworks of a command in another version than the image's. */
function replacedBy(install: Install, torch: string): readonly Package[] {
  const { manager, packages, command } = install;
  if ((manager !== 'pip' && manager !== 'conda') || command.flag('--no-deps', '--dry-run')) return [];
  const asked = packages.filter((each) => isTorch(each, install) || FRAMEWORKS.includes(each.name ?? ''));
  const hasSame = asked.some((each) => isTorch(each, install) && isVersion(each.specifier, torch));
  return hasSame ? [] : asked;
}

/** conda calls it `pytorch`. */
function isTorch({ name }: Package, { manager }: Install): boolean {
  return name === (manager === 'conda' ? 'pytorch' : 'torch');
}

/** `==2.8.0`, `~=2.8.0`, `==2.8.0+cu126` where the image has 2.8.0. */
function isVersion(specifier: string, torch: string): boolean {
  const version = /^(?:={1,3}|~=)\s*([\d.]+)/.exec(specifier)?.[1];
  return torch !== '' && version !== undefined && `${version}.`.startsWith(`${torch}.`);
}
