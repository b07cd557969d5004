/**
 * The catalogue of Azure ML images: what is known of each, and since when it should no longer be used.
 *
 * `catalogue.json` is the only source. A family states what holds for all its images, a row states what differs;
 * every row names where it comes from. What no source confirms is left out, or `null` where the family would claim
 * otherwise, and is `undefined` here: unknown, which is neither true nor false. The registry was not asked, so that
 * "still pullable" is never known.
 */
import { editDistance } from '../text/nearest.ts';
import data from './catalogue.json' with { type: 'json' };
import { compareVersions } from './version-range.ts';

/** What the rules tell apart: images that serve models, images that run jobs, and everything else. */
export type Family = 'inference' | 'training' | 'other';

/** The groups of images that the catalogue tells apart. */
export type CatalogueFamily =
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
 * - `eol-components`: still published, but its Python or Ubuntu has ended
 * - `stale`: still published, but not rebuilt for long
 * - `superseded`: an image of another name took its place
 * - `deprecated`: declared so by Microsoft
 * - `retired`: gone from the documentation and from the repository that built it
 * - `unknown`: seen in use, nothing known of its support
 * - `never-existed`: a name that people wrote by mistake
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

/** What the catalogue knows of one image; `undefined` is unknown. */
export interface CatalogueImage {
  /** Registry and repository: `mcr.microsoft.com/azureml/minimal-py312-inference`. */
  readonly name: string;
  readonly family: CatalogueFamily;
  readonly status: ImageStatus;
  /** Documented as refused when an environment is registered on it. */
  readonly refusedAtRegistration: boolean;
  /** Day or month (`2025-02-24`, `2023-01`). */
  readonly deprecatedSince: string | undefined;
  /** Day of the newest release that is known. */
  readonly lastRelease: string | undefined;
  /** The newest tag that is known, of the form that `tagDate` reads or a version number. */
  readonly newestTag: string | undefined;
  /** The name of the image to use instead; it is in the catalogue and supported. */
  readonly successor: string | undefined;
  /** What else the change to the successor takes: `with the framework in a conda file`. */
  readonly successorRemark: string | undefined;
  /** `22.04` */
  readonly ubuntu: string | undefined;
  /** Of the environment that is active in the image: `3.12`, or `3.12.8` when the patch is known. */
  readonly python: string | undefined;
  readonly cuda: string | undefined;
  /** The image that this one is built on, with the tag or digest of the newest release. */
  readonly base: string | undefined;
  readonly defaultUser: 'root' | 'dockeruser' | 'vscode' | undefined;
  /** Has the image an account `dockeruser`? */
  readonly hasDockeruser: boolean | undefined;
  /** Is the image made to run `runsvdir /var/runit`, which starts the server? */
  readonly bootsServer: boolean | undefined;
  /** Is azureml-inference-server-http installed in the active environment? */
  readonly hasServerPackage: boolean | undefined;
  /** Does the boot script install what the `AZUREML_EXTRA_*` variables name? */
  readonly installsExtraDependencies: boolean | undefined;
  /** The directory of the active Python environment; its `bin` is first on PATH. */
  readonly pythonPrefix: string | undefined;
  /** The name by which `conda -n` finds that environment. */
  readonly condaEnvironment: string | undefined;
  /** Who owns the environment (for the inference bases: who must create one) and so may install into it. */
  readonly environmentOwner: 'root' | 'dockeruser' | undefined;
  /** Where the server looks for the entry script unless AML_APP_ROOT is set anew. */
  readonly appRoot: string | undefined;
  readonly workdir: string | undefined;
  /** The variables that the image is known to set, those of its base included. Others may be set as well. */
  readonly environment: Readonly<Record<string, string>>;
}

/** What a name stands for: the image, or the one that its writer must have meant. */
export interface ImageResolution {
  readonly image: CatalogueImage | undefined;
  /** For a name that does not exist: the image whose name is nearly the same. */
  readonly meant: CatalogueImage | undefined;
  readonly family: Family;
}

type Unverified<T> = { readonly [K in keyof T]?: T[K] | null };
type Facts = Unverified<Omit<CatalogueImage, 'name' | 'family' | 'status'>>;
type Row = Facts & Pick<CatalogueImage, 'name' | 'family' | 'status'>;

const families = data.families satisfies Record<CatalogueFamily, object> as Readonly<
  Record<CatalogueFamily, Facts & { readonly kind: Family }>
>;
const rows = new Map((data.images as readonly Row[]).map((row) => [row.name, row]));

/** The day on which the catalogue was taken, `YYYY-MM-DD`. */
export const catalogueDate: string = data.taken;

/** The names of all images that exist, sorted. */
export function catalogueNames(): readonly string[] {
  return [...rows.values()].filter((row) => row.status !== 'never-existed').map((row) => row.name);
}

/**
 * The image of a name (registry and repository, as `ImageReference.name`), or nothing when the catalogue has none.
 *
 * @param tag the first training bases carry their flavour in the tag (`base:openmpi3.1.2-ubuntu18.04`)
 */
export function findImage(name: string, tag?: string): CatalogueImage | undefined {
  const row = rows.get(name);
  if (!row) return undefined;
  const image = imageOf(row);
  const flavour = row.family === 'training-base-legacy' ? tag?.match(/ubuntu(\d\d\.\d\d)/)?.[1] : undefined;
  return flavour ? { ...image, ubuntu: flavour } : image;
}

/** What the rules take an image for. */
export function familyOf(image: CatalogueImage): Family {
  return families[image.family].kind;
}

/** The existing images whose names differ from `name` in at most `within` characters, the nearest first. */
export function nearestImages(name: string, within = 2): readonly CatalogueImage[] {
  return catalogueNames()
    .filter((known) => Math.abs(known.length - name.length) <= within)
    .map((known) => ({ known, by: editDistance(known, name) }))
    .filter(({ by }) => by <= within)
    .sort((a, b) => a.by - b.by)
    .map(({ known }) => imageOf(rows.get(known)!));
}

/** What a name stands for, also when it is misspelt or newer than the catalogue. */
export function resolveImage(name: string, tag?: string): ImageResolution {
  const image = findImage(name, tag);
  if (image && image.status !== 'never-existed') {
    return { image, meant: undefined, family: familyOf(image) };
  }
  if (!isAzureMachineLearning(name)) return { image: undefined, meant: undefined, family: 'other' };
  const meant = image?.successor ? findImage(image.successor) : nearestImages(name)[0];
  return { image: undefined, meant, family: meant ? familyOf(meant) : familyOfName(name) };
}

/** Is it a name in which Azure ML publishes its images? */
export function isAzureMachineLearning(name: string): boolean {
  return /^mcr\.microsoft\.com\/(?:azureml|aifx)\//.test(name);
}

/** Do two names differ in their numbers only, and is the first the later one? Then it is a version of its own, not misspelt. */
export function isLaterVersion(name: string, than: string): boolean {
  const isVersion = name.replace(/\d+/g, '0') === than.replace(/\d+/g, '0');
  return isVersion && compareVersions(numbersIn(name), numbersIn(than)) > 0;
}

function numbersIn(name: string): readonly number[] {
  return (name.match(/\d+/g) ?? []).map(Number);
}

/** The family of an Azure ML image that the catalogue does not have, by the patterns that names follow. */
function familyOfName(name: string): Family {
  const path = name.replace('mcr.microsoft.com/', '');
  if (/-inference(?:-|$)|^azureml\/inference-/.test(path)) return 'inference';
  const training = /^aifx\/|^azureml\/(?:aifx\/|curated\/|openmpi|intelmpi|base(?:-|$))/;
  return training.test(path) ? 'training' : 'other';
}

function imageOf(row: Row): CatalogueImage {
  const facts: Row = { ...families[row.family], ...row };
  return {
    name: row.name,
    family: row.family,
    status: row.status,
    refusedAtRegistration: facts.refusedAtRegistration ?? false,
    deprecatedSince: facts.deprecatedSince ?? undefined,
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
