import { defineRule, type FileModel, type ProposedFix, type Severity } from 'azml-lint';
import {
  type CatalogImage,
  catalogDate,
  describeEndOfLife,
  endOfLifeProducts,
  type FaultyImage,
  faultyImages,
  isLiteralImage,
  type Successor,
  successorOf,
} from 'azml-lint/facts';

const MESSAGES = {
  listed:
    "`{image}` is on Azure ML's list of deprecated images{since}: no fixes, and no support for builds that fail on it.{also} {cure}",
  deprecated: '`{image}` is deprecated{since}: {reason}.{also} {cure}',
  retired: '`{image}` is retired{since}: Microsoft no longer builds it, so it gets no fixes.{also} {cure}',
  superseded: '`{image}` is superseded{since}: what was fixed since is in another image.{also} {cure}',
  stale: '`{image}` was last built {last}: what was fixed since is not in it.{also} {cure}',
  ended: '`{image}` is still published, but not all in it is supported.{also} {cure}',
  ending: '`{image}` is still published, beside an image with newer components. {cure}',
};

export default defineRule({
  id: 'base-image/deprecated',
  title: 'Image of Azure ML is deprecated, retired, superseded or stale',
  level: { inference: 'warning', training: 'warning', other: 'warning' },
  kinds: ['dockerfile', 'azureml-yaml'],
  fix: 'unsafe',
  tellsOfImages: 'replaced',
  options: {
    defaults: { severity: 'warning' as 'warning' | 'error' },
    schema: {
      severity: {
        enum: ['warning', 'error'],
        description:
          'How bad an image is that gets no fixes. What is only superseded, with nothing in it past its end, stays a note.',
      },
    },
  },
  messages: MESSAGES,
  check({ file, options, report }) {
    for (const faulty of faultyImages(file, 'replaced')) {
      const { base } = faulty;
      const image = faulty.image!;
      const { reference } = base;
      const successor = successorOf(faulty);
      report({
        at: reference.written,
        message: verdictOn(image, faulty.ended.length > 0),
        severity: severityOf(faulty, options.severity),
        data: {
          image: reference.familiar,
          since: image.deprecatedSince ? ` (since ${image.deprecatedSince})` : '',
          reason: image.reason ?? 'no new versions come, and so no fixes',
          last: image.lastRelease ? `on ${image.lastRelease}` : 'long ago',
          also: alsoWrong(faulty),
          cure: cureFor(image, successor?.text) + pythonToBring(faulty, successor, file),
        },
        fix: successor && isLiteralImage(file, base) ? replacement(successor, image) : undefined,
      });
    }
  },
});

function verdictOn({ status, onDeprecatedList }: CatalogImage, hasEnded: boolean): keyof typeof MESSAGES {
  if (status === 'deprecated') return onDeprecatedList ? 'listed' : 'deprecated';
  if (status === 'eol-components') return hasEnded ? 'ended' : 'ending';
  return status === 'superseded' || status === 'stale' ? status : 'retired';
}

/** A file that is copied from an old image uses neither its Ubuntu nor its Python. */
function severityOf({ role, image, ended }: FaultyImage, severity: 'warning' | 'error'): Severity {
  const isGone = image?.status === 'deprecated' || image?.status === 'retired';
  if (isGone && role !== 'base') return severity === 'error' ? 'error' : 'info';
  return isGone || ended.length > 0 ? severity : 'info';
}

/** What the rules about each of these faults would report. */
function alsoWrong({ ended, stale, faults }: FaultyImage): string {
  return [
    ended.length > 0 ? ` ${describeEndOfLife(ended)}.` : '',
    stale ? ` The tag is of ${stale.day}.` : '',
    faults.includes('untagged') ? " Without a tag each build takes that day's `latest`." : '',
  ].join('');
}

function cureFor({ successorRemark }: CatalogImage, instead: string | undefined): string {
  const known = `(images as of ${catalogDate})`;
  if (instead === undefined) return `No successor is known ${known}.`;
  return `Use \`${instead}\`${successorRemark ? `, ${successorRemark}` : ''} ${known}.`;
}

/** If the successor's Python has ended too, the only cure is an environment of one's own. */
function pythonToBring(
  { ended }: FaultyImage,
  successor: Successor | undefined,
  { kind, now }: FileModel,
): string {
  const hadEnded = ended.some(({ product }) => product === 'python');
  const python =
    successor && endOfLifeProducts(successor.image, now).find(({ product }) => product === 'python');
  if (!hadEnded || !python) return '';
  const own =
    kind === 'dockerfile'
      ? 'create an environment, `conda create -y -p /azureml-envs/own python=3.12`'
      : 'name a `conda_file` with `python=3.12`';
  return ` Its Python ${python.version} has ended as well: ${own}.`;
}

function replacement({ image, written, text }: Successor, { successorRemark }: CatalogImage): ProposedFix {
  const title = `Use ${image.name}${successorRemark ? `, ${successorRemark}` : ''}`;
  return { title, edits: [{ ...written, text }] };
}
