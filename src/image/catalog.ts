/**
 * The catalog of Azure ML images: what is known about each, and since when it should no longer be used.
 *
 * `catalog.json` is the only source. A family holds what is true of all its images, a row holds what differs; every row
 * names its sources. A fact that no source confirms is left out, or is `null` where the family would claim otherwise;
 * here it is then `undefined`: unknown, neither true nor false. The registry was not asked, so whether an image can
 * still be pulled is never known.
 */

import { editDistance, matchesWithin } from '../text/closest-match.ts';
import data from './catalog.json' with { type: 'json' };
import { curatedVersion } from './curated-versions.ts';
import type { ImageFamily } from './family.ts';
import { monthsBefore, type TagForms, tagForm } from './tags.ts';

/** The groups of images that the catalog distinguishes. */
export type CatalogFamily =
  | 'inference-minimal'
  | 'inference-framework'
  | 'inference-mlflow'
  | 'inference-legacy'
  | 'inference-base'
  | 'curated-inference'
  | 'training-base-openmpi'
  | 'training-base-intelmpi'
  | 'training-base-legacy'
  | 'acpt'
  | 'curated-training'
  | 'build-assets'
  | 'promptflow'
  | 'windows'
  | 'sample'
  | 'never-existed';

/**
 * - `supported`: released regularly, or listed as supported by the documentation
 * - `eol-components`: still published, but its Python or Ubuntu is no longer supported
 * - `stale`: still published, but not rebuilt for a long time
 * - `superseded`: replaced by an image of another name
 * - `deprecated`: declared so by Microsoft
 * - `retired`: removed from the documentation and from the repository that built it
 * - `unknown`: seen in use, with nothing known about its support
 * - `never-existed`: a name that people write by mistake
 */
export type ImageStatus = (typeof STATUSES)[number];

export const STATUSES = [
  'supported',
  'eol-components',
  'stale',
  'superseded',
  'deprecated',
  'retired',
  'unknown',
  'never-existed',
] as const;

/** What the catalog knows about one image; `undefined` is unknown. */
export interface CatalogImage {
  /** Registry and repository: `mcr.microsoft.com/azureml/minimal-py312-inference`. */
  readonly name: string;
  readonly family: CatalogFamily;
  readonly status: ImageStatus;
  /** The documentation lists it as deprecated: there is no support for builds that fail on it. */
  readonly onDeprecatedList: boolean;
  /** A day or a month (`2025-02-24`, `2023-01`). */
  readonly deprecatedSince: string | undefined;
  /** Why it is deprecated, if the reason is not the image itself: a clause. */
  readonly reason: string | undefined;
  /** The day of the release whose number was given: `71` of a curated image. */
  readonly released: string | undefined;
  /** The day of the newest known release. */
  readonly lastRelease: string | undefined;
  /** The newest known tag: a version number, or a form that `tagDate` reads. */
  readonly newestTag: string | undefined;
  /** The name of the image to use instead; it is in the catalog, supported, and of the same kind. */
  readonly successor: string | undefined;
  /** What else the change to the successor requires: `with the framework in a conda file`. */
  readonly successorRemark: string | undefined;
  /** `22.04` */
  readonly ubuntu: string | undefined;
  /** The version in the active environment of the image: `3.12`, or `3.12.8` when the patch is known. */
  readonly python: string | undefined;
  readonly cuda: string | undefined;
  /** The image that this one is built on, with the tag or digest of the newest release. */
  readonly base: string | undefined;
  readonly defaultUser: 'root' | 'dockeruser' | 'vscode' | undefined;
  /** Whether the image has an account `dockeruser`. */
  readonly hasDockeruser: boolean | undefined;
  /** Whether the image is made to run `runsvdir /var/runit`, which starts the server. */
  readonly bootsServer: boolean | undefined;
  /** Whether azureml-inference-server-http is installed in the active environment. */
  readonly hasServerPackage: boolean | undefined;
  /** Whether the boot script installs what the `AZUREML_EXTRA_*` variables name. */
  readonly installsExtraDependencies: boolean | undefined;
  /** The directory of the active Python environment; its `bin` is first on PATH. */
  readonly pythonPrefix: string | undefined;
  /** The name of that environment for `conda -n`. */
  readonly condaEnvironment: string | undefined;
  /** The owner of the environment, who may install into it (for the inference bases: who must create one). */
  readonly environmentOwner: 'root' | 'dockeruser' | undefined;
  /** Where the server looks for the entry script unless AML_APP_ROOT is changed. */
  readonly appRoot: string | undefined;
  readonly workdir: string | undefined;
  /** The variables that the image is known to set, including those of its base. It may set others as well. */
  readonly environment: Readonly<Record<string, string>>;
}

/** What a name refers to: the image itself, or the one that was probably meant. */
export interface ImageResolution {
  readonly image: CatalogImage | undefined;
  /** For a name that does not exist: the image whose name is most similar. */
  readonly meant: CatalogImage | undefined;
  readonly family: ImageFamily;
}

type Unverified<T> = { readonly [K in keyof T]?: T[K] | null };
type Facts = Unverified<Omit<CatalogImage, 'name' | 'family' | 'status'>>;
type Row = Facts & Pick<CatalogImage, 'name' | 'family' | 'status'>;

const CURATED = 'mcr.microsoft.com/azureml/curated/';
const ACPT = 'mcr.microsoft.com/aifx/acpt/';

const families = data.families satisfies Record<CatalogFamily, object> as Readonly<
  Record<CatalogFamily, Facts & { readonly kind: ImageFamily; readonly about: string }>
>;
const rows = new Map((data.images as readonly Row[]).map((row) => [row.name, row]));

/** The day of the data in the catalog, `YYYY-MM-DD`. */
export const catalogDate: string = data.taken;

/** The catalog counts as old after this many months: a supported tag lives no longer. */
const OLD_AFTER_MONTHS = 6;

/** Whether the catalog is older than six months on a day, `YYYY-MM-DD`. */
export function isCatalogOld(now: string): boolean {
  return new Date(catalogDate) < monthsBefore(new Date(now), OLD_AFTER_MONTHS);
}

/** The names of all images that exist, sorted. */
export function catalogNames(): readonly string[] {
  return [...rows.values()].filter((row) => row.status !== 'never-existed').map((row) => row.name);
}

/**
 * The image with a name (registry and repository, as `ImageReference.name`); `undefined` when the catalog has none.
 *
 * @param tag the first training bases have their flavor in the tag (`base:openmpi3.1.2-ubuntu18.04`), and an older
 * version of a curated image (`acpt-pytorch-2.2-cuda12.1:9`) may have another Ubuntu, Python and CUDA than the newest;
 * if there is only a digest, give the digest: nothing is known about that version
 */
export function findImage(name: string, tag?: string): CatalogImage | undefined {
  const row = rows.get(name);
  if (!row) return undefined;
  const image = imageOf(row);
  if (tag === undefined) return image;
  const flavour = row.family === 'training-base-legacy' ? tag.match(/ubuntu(\d\d\.\d\d)/)?.[1] : undefined;
  return flavour ? { ...image, ubuntu: flavour } : { ...image, ...factsOfVersion(image, tag) };
}

/** The facts that the numbers in a name or a tag encode. */
const UNKNOWN_VERSIONS = { ubuntu: undefined, python: undefined, cuda: undefined };

/** What is known about a numbered version of a curated image, where it differs from the newest version. */
function factsOfVersion({ name, newestTag }: CatalogImage, tag: string): Partial<CatalogImage> {
  const environment = name.startsWith(CURATED) ? name.slice(CURATED.length) : undefined;
  if (environment === undefined) return {};
  if (tag.startsWith('sha256:')) return UNKNOWN_VERSIONS;
  if (tagForm(tag) !== 'number') return {};
  const number = Number(tag);
  const version = curatedVersion(environment, number);
  if (newestTag === undefined || number >= Number(newestTag))
    return version ? { released: version.released } : {};
  const { released, ubuntu, python, cuda } = version ?? {};
  return { released, ubuntu, python, cuda };
}

/** The family to which the rules assign an image. */
export function familyOf(image: CatalogImage): ImageFamily {
  return families[image.family].kind;
}

/** The catalog's group of an image in words: `Training bases with Open MPI and conda`. */
export function describeFamily(image: CatalogImage): string {
  return families[image.family].about;
}

/**
 * The forms of the tags of an image; `undefined` where they are not known, such as the flavors of the first bases. Source:
 * the FROM lines in the history of Azure/azureml-assets (686 of `YYYYMMDD.vN`, 495 of `biweekly`).
 */
export function tagFormsOf({ family }: CatalogImage): TagForms | undefined {
  switch (family) {
    case 'curated-inference':
    case 'curated-training':
      return 'numbers';
    case 'acpt':
      return 'releases';
    case 'inference-minimal':
    case 'inference-framework':
    case 'inference-mlflow':
    case 'inference-base':
    case 'training-base-openmpi':
    case 'training-base-intelmpi':
      return 'days';
    default:
      return undefined;
  }
}

/** The number of letters in which a misspelled name may differ from the right one. */
const NEAR = 2;

/**
 * The existing images whose names differ from `name` in at most `within` characters, the most similar first; of equally
 * similar ones the supported first.
 */
export function nearestImages(name: string, within = NEAR): readonly CatalogImage[] {
  return matchesWithin(name, catalogNames(), within)
    .map(({ candidate, edits }) => ({ image: imageOf(rows.get(candidate)!), edits }))
    .sort((a, b) => a.edits - b.edits || Number(isSupported(b.image)) - Number(isSupported(a.image)))
    .map(({ image }) => image);
}

function isSupported({ status }: CatalogImage): boolean {
  return status === 'supported';
}

/** Finds what a name refers to, even if it is misspelled or newer than the catalog. */
export function resolveImage(name: string, tag?: string): ImageResolution {
  const image = findImage(name, tag);
  if (image && image.status !== 'never-existed') {
    return { image, meant: undefined, family: familyOf(image) };
  }
  const staged = stagedImage(name);
  if (staged) return { image: staged, meant: undefined, family: familyOf(staged) };
  if (!isAzureMachineLearning(name)) return { image: undefined, meant: undefined, family: 'other' };
  const meant = image?.successor ? findImage(image.successor) : (namesakeOf(name) ?? nearestImages(name)[0]);
  const isVersion = !image && meant && nameDifference(name, meant.name) === 'version';
  return {
    image: undefined,
    // The numbers of this name do not encode the facts of the other image.
    meant: isVersion ? { ...meant, ...UNKNOWN_VERSIONS } : meant,
    family: meant ? familyOf(meant) : familyOfName(name),
  };
}

/** An image of the same name in another folder: `curated/minimal-py311-inference` for `minimal-py311-inference`. */
function namesakeOf(name: string): CatalogImage | undefined {
  const last = name.slice(name.lastIndexOf('/'));
  // `base` and `bert` are names of anything.
  const known = /\d/.test(last) ? catalogNames().find((one) => one.endsWith(last)) : undefined;
  return known === undefined ? undefined : findImage(known);
}

/** An image of Azure Container for PyTorch in one of Microsoft's internal registries, from which it is published. */
function stagedImage(name: string): CatalogImage | undefined {
  if (!data.staging.some((prefix) => name.startsWith(prefix))) return undefined;
  const image = name.slice(name.lastIndexOf('/') + 1);
  const row = rows.get(ACPT + image);
  const [, year, month, major, minor, python] =
    /^stable-ubuntu(\d\d)(\d\d)-cu(\d+)(\d)-py3(\d+)-/.exec(image) ?? [];
  const facts = year && {
    ubuntu: `${year}.${month}`,
    cuda: `${major}.${minor}`,
    python: `3.${python}`,
  };
  return imageOf({ ...facts, ...row, name, family: 'acpt', status: 'unknown' });
}

/** Whether Azure ML publishes its images under this name. */
export function isAzureMachineLearning(name: string): boolean {
  return /^mcr\.microsoft\.com\/(?:azureml|aifx)\//.test(name);
}

/**
 * How a name that does not exist differs from an existing one.
 *
 * - `version`: in its numbers only, so it may be an older or a newer version
 * - `word`: all its words occur in names, as `gpu` instead of `cpu`, so it may be another image; or it differs in more
 *   than two letters
 * - `misprint`: a letter is missing or superfluous, or it has a word that no name has
 */
export type NameDifference = 'version' | 'word' | 'misprint';

/** How a name differs from that of an existing image. */
export function nameDifference(name: string, known: string): NameDifference {
  const one = withoutNumbers(name);
  const other = withoutNumbers(known);
  if (one === other) return 'version';
  if (editDistance(name, known) > NEAR) return 'word';
  const sameForm = one.length === other.length && one.replace(/[a-z]/g, 'a') === other.replace(/[a-z]/g, 'a');
  return sameForm && wordsOf(one).every((word) => knownWords().has(word)) ? 'word' : 'misprint';
}

/** Removes numbers, such as `12.4.1`, `2204` and `28x`. */
function withoutNumbers(name: string): string {
  return name.replace(/\d+(?:\.\d+)*x?/g, '0');
}

function wordsOf(name: string): readonly string[] {
  return name.match(/[a-z]+/g) ?? [];
}

let words: ReadonlySet<string> | undefined;

/** The words that occur in names of images. */
function knownWords(): ReadonlySet<string> {
  words ??= new Set(catalogNames().flatMap((name) => wordsOf(withoutNumbers(name))));
  return words;
}

/** The family of an Azure ML image that the catalog does not have, from the patterns that names follow. */
function familyOfName(name: string): ImageFamily {
  const path = name.replace('mcr.microsoft.com/', '');
  if (/-inference(?:-|$)|^azureml\/inference-/.test(path)) return 'inference';
  const training = /^aifx\/|^azureml\/(?:aifx\/|curated\/|openmpi|intelmpi|base(?:-|$))/;
  return training.test(path) ? 'training' : 'other';
}

function imageOf(row: Row): CatalogImage {
  const facts: Row = { ...families[row.family], ...row };
  return {
    name: row.name,
    family: row.family,
    status: row.status,
    onDeprecatedList: facts.onDeprecatedList ?? false,
    deprecatedSince: facts.deprecatedSince ?? undefined,
    reason: facts.reason ?? undefined,
    released: facts.released ?? undefined,
    lastRelease: facts.lastRelease ?? undefined,
    newestTag: facts.newestTag ?? undefined,
    successor: facts.successor ?? undefined,
    successorRemark: facts.successorRemark ?? undefined,
    ubuntu: facts.ubuntu ?? undefined,
    python: facts.python ?? undefined,
    cuda: facts.cuda ?? undefined,
    base: facts.base ?? undefined,
    defaultUser: facts.defaultUser ?? undefined,
    hasDockeruser: facts.hasDockeruser ?? undefined,
    bootsServer: facts.bootsServer ?? undefined,
    hasServerPackage: facts.hasServerPackage ?? undefined,
    installsExtraDependencies: facts.installsExtraDependencies ?? undefined,
    pythonPrefix: facts.pythonPrefix ?? undefined,
    condaEnvironment: facts.condaEnvironment ?? undefined,
    environmentOwner: facts.environmentOwner ?? undefined,
    appRoot: facts.appRoot ?? undefined,
    workdir: facts.workdir ?? undefined,
    environment: { ...environmentOfBase(facts.base), ...facts.environment },
  };
}

function environmentOfBase(base: string | null | undefined): Readonly<Record<string, string>> {
  const row = base ? rows.get(base.replace(/[:@].*$/, '')) : undefined;
  return row ? imageOf(row).environment : {};
}
