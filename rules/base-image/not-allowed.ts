import { type DockerfileModel, defineRule, type ImageUse, matchesImagePattern } from 'azml-lint';

interface Options {
  readonly allow: readonly string[];
  readonly stages: 'final' | 'all';
  readonly copySources: boolean;
}

/** The repositories in which Azure ML publishes its images. */
const PUBLISHED = ['mcr.microsoft.com/azureml/**', 'mcr.microsoft.com/aifx/**'];

/** The last two are where Microsoft builds Azure Container for PyTorch: no message should recommend them. */
const AZURE_ML = [...PUBLISHED, 'ptebic.azurecr.io/public/azureml/aifx/**', 'acptdev.azurecr.io/**'];

export default defineRule({
  id: 'base-image/not-allowed',
  aliases: { DL3026: 'differs' },
  title: 'Base image is not on the allow list',
  level: { inference: 'warning', training: 'warning', other: 'warning' },
  kinds: ['dockerfile', 'azureml-yaml'],
  strictLevel: 'error',
  presetOptions: { hadolint: { stages: 'all', copySources: true } },
  messages: {
    foreign:
      "`{image}` is not one of Azure ML's images ({allowed}). Azure ML takes others too: if it may be used, add it to " +
      '`allow` in the configuration; else build on one of these.',
    base:
      '`{image}` is not among the bases that are allowed: {allowed}. Add it to `allow` in the configuration, if it may be ' +
      'used, or build on one of these.',
    source:
      '`{image}` is not among the images that may be copied from: {allowed}. Add it to `allow` in the configuration, if it ' +
      'may be used, or copy from one of these.',
    builtOn: 'The image that is shipped builds on it here',
  },
  options: {
    defaults: {
      allow: AZURE_ML,
      stages: 'final',
      copySources: false,
    } as Options,
    ownPolicy: ['allow'],
    schema: {
      allow: {
        type: 'array',
        items: { type: 'string', minLength: 1 },
        minItems: 1,
        description:
          'Images that may be used: globs for the name with its registry, where `*` stops at a slash and `**` does not. ' +
          'An entry with a tag or a digest allows only that; a registry alone allows all that is in it.',
      },
      stages: {
        enum: ['final', 'all'],
        description:
          'Whether only the image that the final stage builds on is looked at, or that of every stage.',
      },
      copySources: {
        type: 'boolean',
        description: 'Whether `COPY --from=IMAGE` and `RUN --mount=from=IMAGE` are looked at too.',
      },
    },
  },
  check({ file, options, report }) {
    // An environment may be made from any image, unless an allow list was configured.
    if (file.kind !== 'dockerfile' && isDefault(options)) return;
    for (const use of file.images) {
      const { reference } = use.base;
      if (!isLookedAt(use, options) || options.allow.some((entry) => matchesImagePattern(reference, entry)))
        continue;
      report({
        at: use.word,
        message: use.role !== 'base' ? 'source' : isDefault(options) ? 'foreign' : 'base',
        data: {
          image: reference.familiar,
          allowed: inWords(isDefault(options) ? PUBLISHED : options.allow),
        },
        related: use.role === 'base' && file.kind === 'dockerfile' ? builtOn(file, use) : [],
      });
    }
  },
});

/** A bare name after `--from=` is usually a build context from the command line, not an image. */
function isLookedAt({ role, stage, base }: ImageUse, { stages, copySources }: Options): boolean {
  if (stages === 'final' && stage && !stage.shipped) return false;
  return role === 'base' || (copySources && /[/:@]/.test(base.reference.text.text));
}

/** The FROM through which the final stage uses the image, if another FROM names it. */
function builtOn({ finalStage }: DockerfileModel, { stage }: ImageUse) {
  const word = finalStage?.from.image;
  return finalStage && word && finalStage !== stage && finalStage.root === stage
    ? [{ at: word, message: 'builtOn' as const }]
    : [];
}

/** No allow list was configured. */
function isDefault({ allow }: Options): boolean {
  return allow.length === AZURE_ML.length && AZURE_ML.every((entry) => allow.includes(entry));
}

function inWords(entries: readonly string[]): string {
  const quoted = entries.map((entry) => `\`${entry}\``);
  const last = quoted.pop();
  return quoted.length === 0 ? `${last}` : `${quoted.join(', ')} or ${last}`;
}
