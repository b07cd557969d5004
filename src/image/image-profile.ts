/** All that is known of an image on a day: for a hover, an inventory, an agent. */
import { present, type WithUnknown } from '../text/present.ts';
import {
  type CatalogFamily,
  type CatalogImage,
  catalogDate,
  describeFamily,
  findImage,
  type ImageStatus,
  resolveImage,
} from './catalog.ts';
import { cudaOf } from './cuda.ts';
import { endOfLifeProducts, supportedReplacement } from './end-of-life.ts';
import type { ImageFamily } from './family.ts';
import { startsAsRoot } from './plain-images.ts';
import { type ImageReference, isOfficial } from './reference.ts';
import { staleTag } from './stale-tag.ts';
import { type Product, supportOf } from './support.ts';
import { type TagVersions, versionsInTag } from './tag-versions.ts';
import { tagDate, tagForm } from './tags.ts';

/** What is known of an image. What is not known is absent; nothing is guessed. */
export interface ImageProfile extends TagVersions {
  /** The name as Docker shows it: `mcr.microsoft.com/azureml/minimal-py312-inference`, `python`. */
  readonly name: string;
  /** The registry: `mcr.microsoft.com`, `docker.io`. */
  readonly registry: string;
  /** The path in the registry: `azureml/minimal-py312-inference`, `library/python`. */
  readonly repository: string;
  /** Absent for a tag that a pipeline fills in. */
  readonly tag?: string;
  readonly digest?: string;
  /** Whether Azure ML uses such images to serve, to run jobs, or neither. */
  readonly family: ImageFamily;
  /** The group of the catalog. */
  readonly group?: CatalogFamily;
  /** The group in words. */
  readonly about?: string;
  readonly status?: ImageStatus;
  /** A day, or only a month. */
  readonly deprecatedSince?: string;
  /** Why it is deprecated: a clause. */
  readonly reason?: string;
  /** For a name of Azure ML's that does not exist: the image that was probably meant. */
  readonly meant?: string;
  /** Whether it gets fixes on that day. */
  readonly supported?: boolean;
  /** The first end of support of the image or of what is in it. */
  readonly supportedUntil?: SupportEnd;
  /** What to use instead, if there is a reason to. */
  readonly replacement?: Replacement;
  /** The day on which this tag was released, or only the month. */
  readonly released?: string;
  /** The newest known tag, as of the day of the catalog. */
  readonly newestTag?: string;
  /** `none`: there is none in it. */
  readonly cuda?: string;
  /** The user as whom its containers run. */
  readonly user?: string;
  /** The active Python environment: its directory. */
  readonly pythonPrefix?: string;
  /** Its containers start the inference server by themselves. */
  readonly startsServer?: boolean;
  /** Where the server looks for the entry script. */
  readonly appRoot?: string;
  /** The entry script that it sets. */
  readonly entryScript?: string;
  /** The variables that it is known to set, of those that Azure ML or the server read. */
  readonly variables: Readonly<Record<string, string>>;
  /** The day of the catalog, when that has the image. */
  readonly asOf?: string;
}

/** The end of support of an image. */
export interface SupportEnd {
  /** The last day, `YYYY-MM-DD`. */
  readonly date: string;
  /** What ends: the image itself, or a product in it. */
  readonly of: 'image' | Product;
  /** The version of the product. */
  readonly version?: string;
  /** It is past. */
  readonly ended: boolean;
}

/** The image to use instead of another one. */
export interface Replacement {
  /** With its tag. */
  readonly image: string;
  /** What else the change requires: `with the framework in a conda file`. */
  readonly remark?: string;
  /** Another image takes its place, a product in it has ended, or the tag is old. */
  readonly because: 'replaced' | 'end-of-life' | 'stale-tag';
}

/** These get no more fixes, however long what is in them is supported. */
const ENDED: ReadonlySet<ImageStatus> = new Set(['deprecated', 'retired', 'superseded', 'stale']);

/**
 * What is known of an image on a day, `YYYY-MM-DD`: from the catalog of Azure ML's images, and from the tags of the official images
 * of Ubuntu and Python.
 *
 * @param ownPython what is built on the image brings a Python of its own, so that of the image runs nothing
 *
 * @example
 * const [use] = readDockerfile('FROM mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu20.04:20240418.v1\n').images;
 * const profile = profileOf(use!.base.reference, '2026-08-01');
 * profile.status; // => 'deprecated'
 * profile.supportedUntil; // => { date: '2025-02-24', of: 'image', ended: true }
 * profile.replacement?.image; // => 'mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04:20260715.v1'
 */
export function profileOf(reference: ImageReference, now: string, ownPython?: OwnPython): ImageProfile {
  const { name, familiar, tag, digest } = reference;
  const slash = name.indexOf('/');
  const plainTag = tag?.kind === 'plain' ? tag.text.text : undefined;
  const { image: found, meant, family } = resolveImage(name, plainTag ?? digest?.text);
  const image = found && ownPython ? { ...found, python: ownPython.version } : found;
  const versions = image ? versionsOf(image) : versionsOfTag(reference, ownPython);
  const end = supportEnd(versions, image, now);
  return present({
    name: familiar,
    registry: name.slice(0, slash),
    repository: name.slice(slash + 1),
    tag: plainTag,
    digest: digest?.text,
    family,
    ...(image && ofCatalog(image)),
    meant: meant?.name,
    supported: isSupported(reference, image, end, now),
    supportedUntil: end,
    replacement: image && replacementOf(image, plainTag, now),
    released: image && plainTag !== undefined ? releasedOn(plainTag, image) : undefined,
    ...versions,
    cuda: cudaOf(reference, image),
    user: image ? image.defaultUser : startsAsRoot(reference) ? 'root' : undefined,
    variables: image ? variablesOf(image) : {},
  });
}

/** A Python that a file brings along; its version may not be known. */
export interface OwnPython {
  readonly version: string | undefined;
}

function ofCatalog(image: CatalogImage): Partial<WithUnknown<ImageProfile>> {
  return {
    group: image.family,
    about: describeFamily(image),
    status: image.status,
    deprecatedSince: image.deprecatedSince,
    reason: image.reason,
    newestTag: image.newestTag,
    pythonPrefix: image.pythonPrefix,
    startsServer: image.bootsServer,
    appRoot: image.bootsServer ? image.appRoot : undefined,
    entryScript: image.environment.AZUREML_ENTRY_SCRIPT,
    asOf: catalogDate,
  };
}

function versionsOf({ ubuntu, python }: CatalogImage): TagVersions {
  return present<TagVersions>({ ubuntu, python });
}

function versionsOfTag(reference: ImageReference, own: OwnPython | undefined): TagVersions {
  const versions = versionsInTag(reference);
  return own ? present<TagVersions>({ ...versions, python: own.version }) : versions;
}

/** The variables of Azure ML and its server, and those of the services that start it. */
function variablesOf({ environment }: CatalogImage): Readonly<Record<string, string>> {
  const matters = Object.entries(environment).filter(([name]) =>
    /^(?:AZUREML_|AML_|SVDIR$|WORKER_TIMEOUT$)/.test(name),
  );
  return Object.fromEntries(matters);
}

/**
 * The first end that is known. Of an image that gets no more fixes since an unknown day, the ends of its products that are still to
 * come would promise too much.
 */
function supportEnd(
  versions: TagVersions,
  image: CatalogImage | undefined,
  now: string,
): SupportEnd | undefined {
  const ends = (['ubuntu', 'python'] as const).flatMap((product): readonly SupportEnd[] => {
    const version = versions[product];
    const support = version === undefined ? undefined : supportOf(product, version, new Date(now));
    return version !== undefined && support
      ? [{ date: support.date, of: product, version, ended: support.ended }]
      : [];
  });
  const own = image?.deprecatedSince === undefined ? undefined : lastDayOf(image.deprecatedSince);
  if (own !== undefined) ends.push({ date: own, of: 'image', ended: now > own });
  const [first] = ends.sort((a, b) => (a.date < b.date ? -1 : 1));
  return first && !first.ended && first.of !== 'image' && hasEnded(image) ? undefined : first;
}

/** A day is its own last; of a month the last day, as for the products. */
function lastDayOf(day: string): string {
  if (day.length > 7) return day;
  const [year, month] = day.split('-').map(Number);
  return new Date(Date.UTC(year!, month!, 0)).toISOString().slice(0, 10);
}

function hasEnded(image: CatalogImage | undefined): boolean {
  return image !== undefined && ENDED.has(image.status);
}

/** That the Ubuntu in somebody's image is supported does not make the image so. */
function isSupported(
  reference: ImageReference,
  image: CatalogImage | undefined,
  end: SupportEnd | undefined,
  now: string,
): boolean | undefined {
  if (end?.ended || hasEnded(image)) return false;
  if (!image) return end && isOfficial(reference) ? true : undefined;
  const isKnown = image.status === 'supported' || image.status === 'eol-components';
  return isKnown && endOfLifeProducts(image, now).length === 0 ? true : undefined;
}

function replacementOf(image: CatalogImage, tag: string | undefined, now: string): Replacement | undefined {
  const { name, status, successor, successorRemark: remark } = image;
  const next = successor === undefined ? undefined : findImage(successor);
  if (next && (ENDED.has(status) || status === 'eol-components')) {
    return {
      image: `${next.name}:${next.newestTag ?? 'latest'}`,
      ...(remark !== undefined && { remark }),
      because: 'replaced',
    };
  }
  const ended = endOfLifeProducts(image, now).map(({ product }) => product);
  const supported = ended.length > 0 ? newerImage(image, ended, now) : undefined;
  if (supported !== undefined) return { image: supported, because: 'end-of-life' };
  const stale = tag === undefined ? undefined : staleTag(tag, image, now);
  return stale && { image: `${name}:${stale.newer}`, because: 'stale-tag' };
}

function newerImage(image: CatalogImage, ended: readonly Product[], now: string): string | undefined {
  return supportedReplacement(image, ended, now) ?? supportedReplacement(image, ['ubuntu'], now);
}

function releasedOn(tag: string, { released }: CatalogImage): string | undefined {
  const isOfMonth = ['biweekly', 'monthly'].includes(tagForm(tag));
  return (
    tagDate(tag)
      ?.toISOString()
      .slice(0, isOfMonth ? 7 : 10) ?? released
  );
}
