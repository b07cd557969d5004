/** Which program `/bin/sh` is in an image, as far as that is known. */
import type { CatalogImage } from './catalog.ts';
import type { ImageReference } from './reference.ts';

/**
 * Releases whose dash has no `pipefail`. Source: tried with dash 0.5.10, 0.5.11 and 0.5.12, which these have; the option
 * is in POSIX.1-2024.
 */
const OLD_RELEASE =
  /(?:^|[-_.])(?:stretch|buster|bullseye|bookworm|xenial|bionic|focal|jammy|noble)(?:$|[-_.])|ubuntu-?(?:1\d|2[0-4])\.?\d\d/;
const OLD_NUMBER: ReadonlyMap<string, RegExp> = new Map([
  ['docker.io/library/debian', /^(?:[89]|1[0-2])(?:$|[-.])/],
  ['docker.io/library/ubuntu', /^(?:1\d|2[0-4])\.(?:04|10)(?:$|-)/],
]);

const RELEASE = /(?:^|[-_.])trixie(?:$|[-_.])|ubuntu-?\d\d\.?\d\d/;

/**
 * Official images that are built on Debian unless the tag says otherwise. Source: the `FROM` of the default variant in the
 * Dockerfiles that https://github.com/docker-library/official-images/tree/master/library links to.
 */
const DEBIAN_BY_DEFAULT: ReadonlySet<string> = new Set(
  'buildpack-deps python node ruby golang rust perl php pypy nginx httpd postgres redis gcc'
    .split(' ')
    .map((name) => `docker.io/library/${name}`),
);

/** Variants of such images that are built on something else. */
const OTHER_VARIANT = /alpine|windows|nanoserver|oracle/;

const WINDOWS = /windows|nanoserver|servercore/;

/** What dash does with `set -o pipefail` is only known where its release is. */
export type DashFacts = { readonly hasPipefail: false | undefined };

/**
 * What `/bin/sh` is known to be able to, if it is dash: it is on Debian and Ubuntu, and Azure ML's images for Linux are
 * Ubuntu. `undefined`: it may be another shell.
 *
 * Source: https://wiki.debian.org/Shell, https://wiki.ubuntu.com/DashAsBinSh
 *
 * @param image the catalog's entry for it
 * @param ofAzureml Azure ML publishes it
 */
export function dashOf(
  { name, tag, digest }: ImageReference,
  image: CatalogImage | undefined,
  ofAzureml: boolean,
): DashFacts | undefined {
  const variant = tag?.kind === 'plain' ? tag.text.text : '';
  if (isWindowsName(name, variant) || image?.family === 'windows') return undefined;
  const isOld = OLD_RELEASE.test(variant) || (OLD_NUMBER.get(name)?.test(variant) ?? false);
  if (isOld) return { hasPipefail: false };
  const unknown: DashFacts = { hasPipefail: undefined };
  if (ofAzureml)
    return image?.ubuntu !== undefined && image.ubuntu <= '24.04' ? { hasPipefail: false } : unknown;
  if (OLD_NUMBER.has(name) || RELEASE.test(variant)) return unknown;
  const isDefault = tag?.kind === 'plain' ? !OTHER_VARIANT.test(variant) : !tag && !digest;
  return DEBIAN_BY_DEFAULT.has(name) && isDefault ? unknown : undefined;
}

/** Whether an image is for Windows by its name: its RUNs are read by `cmd` or by PowerShell. */
export function isForWindows({ name, tag }: ImageReference): boolean {
  return isWindowsName(name, tag?.kind === 'plain' ? tag.text.text : '');
}

function isWindowsName(name: string, tag: string): boolean {
  return WINDOWS.test(name) || WINDOWS.test(tag);
}
