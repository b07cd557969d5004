import {
  type BaseImage,
  type CatalogueImage,
  catalogueDate,
  defineRule,
  findImage,
  type ImageReference,
  type ImageUse,
  imageUses,
  isSpelledOut,
  type ProposedFix,
  type Severity,
} from 'azml-lint';

const MESSAGES = {
  refused:
    'Azure ML refuses to register an environment on `{image}`: it is deprecated{since} and gets no security fixes. {cure}',
  deprecated: '`{image}` is deprecated{since} and gets no security fixes. {cure}',
  retired:
    '`{image}` is retired{since}: Microsoft no longer builds it, so it gets no security fixes and may disappear. {cure}',
  superseded: '`{image}` is superseded{since} and no longer kept up. {cure}',
  stale: '`{image}` is still published but was last built {last}, so security fixes are missing. {cure}',
};

const SEVERITIES: Readonly<Record<keyof typeof MESSAGES, Severity>> = {
  refused: 'error',
  deprecated: 'warning',
  retired: 'warning',
  superseded: 'info',
  stale: 'info',
};

export default defineRule({
  id: 'base-image/deprecated',
  title: 'Image of Azure ML is deprecated, retired, superseded or stale',
  level: { inference: 'error', training: 'error', other: 'error' },
  fix: 'unsafe',
  messages: MESSAGES,
  check({ file, report }) {
    for (const { base, by } of imageUses(file)) {
      const { image } = base;
      const message = image && verdictOn(image, by);
      if (!message) continue;
      report({
        at: base.reference.written,
        message,
        severity: SEVERITIES[message],
        data: {
          image: base.reference.familiar,
          since: image.deprecatedSince ? ` since ${image.deprecatedSince}` : '',
          last: image.lastRelease ? `on ${image.lastRelease}` : 'long ago',
          cure: cureFor(image),
        },
        fix: isSpelledOut(file, base) ? replacement(base, image) : undefined,
      });
    }
  },
});

/** What is refused is an environment on the image, not one that copies from it. */
function verdictOn(
  { status, refusedAtRegistration }: CatalogueImage,
  by: ImageUse['by'],
): keyof typeof MESSAGES | undefined {
  if (refusedAtRegistration && by === 'FROM') return 'refused';
  return status in SEVERITIES ? (status as keyof typeof MESSAGES) : undefined;
}

function cureFor({ successor, successorRemark }: CatalogueImage): string {
  const known = `(images as of ${catalogueDate})`;
  if (!successor) return `It has no successor ${known}.`;
  return `Use \`${successor}\`${successorRemark ? `, ${successorRemark},` : ''} instead ${known}.`;
}

/** The successor in the place of the name, with a tag that it has; a digest is that of the old image and goes. */
function replacement({ reference }: BaseImage, image: CatalogueImage): ProposedFix | undefined {
  const successor = image.successor ? findImage(image.successor) : undefined;
  if (!successor) return undefined;
  const { start } = reference.written;
  const { end } = reference.text;
  return {
    title: `Use ${successor.name}${image.successorRemark ? `, ${image.successorRemark}` : ''}`,
    edits: [{ start, end, text: `${successor.name}${tagFor(successor, reference, image)}` }],
  };
}

function tagFor(successor: CatalogueImage, { tag, digest }: ImageReference, image: CatalogueImage): string {
  if (!tag && !digest) return '';
  // A pattern behind the keyword describes the tags of the old family.
  if (tag?.kind === 'template') {
    return successor.family === image.family ? `:${tag.text.text}` : ':{{latest-image-tag}}';
  }
  return tag?.text.text === 'latest' ? ':latest' : `:${successor.newestTag ?? 'latest'}`;
}
