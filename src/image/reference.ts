/**
 * Image references as Docker reads them: `[registry/]repository[:tag][@digest]`.
 *
 * The grammar is that of the distribution project (https://github.com/distribution/reference), with one addition:
 * the tag may be template text such as `{{latest-image-tag}}`, which the pipeline that publishes the Azure ML
 * environments fills in before it builds.
 */

import { matchesWithin } from '../text/closest-match.ts';
import { type Fragment, slice } from '../text/fragment.ts';

/** An image reference; every part has the author's text and its place. */
export interface ImageReference {
  /** The whole reference as written. */
  readonly text: Fragment;
  /** Registry and repository as written, without tag and digest. */
  readonly written: Fragment;
  /** The registry, if one is written: `mcr.microsoft.com`, `localhost:5000`, `builder:5000`. */
  readonly registry: Fragment | undefined;
  /** The repository path as written, without the registry. */
  readonly repository: Fragment;
  readonly tag: ImageTag | undefined;
  /** `sha256:…`, without the `@`. */
  readonly digest: Fragment | undefined;
  /** Registry and repository in full: `docker.io/library/python`, `mcr.microsoft.com/azureml/minimal-py312-inference`. */
  readonly name: string;
  /** The name as Docker displays it: `python` for `docker.io/library/python`. */
  readonly familiar: string;
}

export type ImageTag = PlainTag | TemplateTag;

export interface PlainTag {
  readonly kind: 'plain';
  /** The tag without the colon. */
  readonly text: Fragment;
}

/** A tag that a publishing pipeline fills in; `docker build` does not understand it. */
export interface TemplateTag {
  readonly kind: 'template';
  /** The tag without the colon, braces included. */
  readonly text: Fragment;
  /** The word that says what is filled in: `latest-image-tag`. */
  readonly keyword: Fragment;
  /** The pattern that the filled-in tag must match: `\d{8}\.v\d+`. */
  readonly pattern: Fragment | undefined;
  /** The right keyword, if this one is a misspelling of it. */
  readonly meant: string | undefined;
}

/**
 * The keywords that the publishing pipeline of the Azure ML environments fills in.
 * Source: Azure/azureml-assets, `scripts/environment/pin_image_versions.py`; the second is its old form.
 */
const TEMPLATE_KEYWORDS = ['latest-image-tag', 'pin-to-latest-mcr-version-tag'];

/** A keyword that differs in no more letters than this is taken as a misspelling. */
const MISSPELLED_WITHIN = 4;

const DEFAULT_REGISTRY = 'docker.io';
const LEGACY_DEFAULT_REGISTRY = 'index.docker.io';
const OFFICIAL_IMAGES = 'library/';
const LONGEST_REPOSITORY = 255;

const HOST_WORD = '[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?';
const REGISTRY = new RegExp(`^(?:${HOST_WORD}(?:\\.${HOST_WORD})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?$`);
const REPOSITORY_WORD = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
const TAG = /^\w[\w.-]{0,127}$/;
const DIGEST = /^(?:sha256:[a-f0-9]{64}|sha384:[a-f0-9]{96}|sha512:[a-f0-9]{128})$/;
const IMAGE_ID = /^[a-f0-9]{64}$/;

/**
 * Reads an image reference.
 *
 * @param fragment the reference as the builder sees it, with nothing before or after it
 * @returns `undefined` when Docker would refuse it as "invalid reference format"
 */
export function parseReference(fragment: Fragment): ImageReference | undefined {
  const { written, tag: tagText, digest } = split(fragment);
  const place = locate(written);
  if (!place || IMAGE_ID.test(fragment.text)) return undefined;
  const tag = tagText && readTag(tagText);
  if (tagText && !tag) return undefined;
  if (digest && !DIGEST.test(digest.text)) return undefined;

  const host = canonicalHost(place.registry?.text);
  const official = host === DEFAULT_REGISTRY && !place.repository.text.includes('/');
  const path = place.repository.text;
  return {
    text: fragment,
    written,
    registry: place.registry,
    repository: place.repository,
    tag,
    digest,
    name: `${host}/${official ? OFFICIAL_IMAGES : ''}${path}`,
    familiar: familiarName(host, path),
  };
}

/** The reference with registry and repository in lower case, as repositories must be. Places stay as they are. */
export function inLowerCase(fragment: Fragment): Fragment {
  const { length } = split(fragment).written.text;
  const lower = fragment.text.slice(0, length).toLowerCase();
  return lower.length === length ? { ...fragment, text: lower + fragment.text.slice(length) } : fragment;
}

/**
 * The words in angle brackets of a text, such as `<image_name>` and `<package-1>`, which documentation leaves for the
 * reader to replace. Letters of any script count, and blanks inside (`<prebuilt docker image from MCR>`). A shell
 * redirection such as `sort <in >out` has a blank before its bracket and is not one, but `<in>out` looks like one.
 */
export function placeholdersIn(fragment: Fragment): readonly Fragment[] {
  const found = fragment.text.matchAll(/<\p{L}(?:[\p{L}\p{M}\p{N} _./-]{0,78}[\p{L}\p{M}\p{N}])?>/gu);
  return Array.from(found, (match) => slice(fragment, match.index, match.index + match[0].length));
}

/** Whether a word holds template text (`{{…}}`), whose value cannot be known. */
export function hasTemplate(text: string): boolean {
  const opening = text.indexOf('{{');
  return opening !== -1 && text.indexOf('}}', opening + 2) !== -1;
}

/** The three parts of a reference, not yet checked. A part that is present may be empty. */
interface Parts {
  readonly written: Fragment;
  readonly tag: Fragment | undefined;
  readonly digest: Fragment | undefined;
}

function split(fragment: Fragment): Parts {
  const { text } = fragment;
  // A template may hold any character, so nothing inside the braces is a separator.
  const brace = text.indexOf('{');
  const templateEnd = brace === -1 ? 0 : text.lastIndexOf('}') + 1;
  const at = text.indexOf('@', templateEnd);
  const end = at === -1 ? text.length : at;
  const nameLimit = brace === -1 ? end : Math.min(brace, end);
  const slash = text.lastIndexOf('/', nameLimit - 1);
  const colon = text.indexOf(':', slash + 1);
  const tagged = colon !== -1 && colon < nameLimit;
  return {
    written: slice(fragment, 0, tagged ? colon : end),
    tag: tagged ? slice(fragment, colon + 1, end) : undefined,
    digest: at === -1 ? undefined : slice(fragment, at + 1),
  };
}

/** Splits a name into registry and repository; `undefined` when either is malformed. */
function locate(written: Fragment): { registry: Fragment | undefined; repository: Fragment } | undefined {
  const slash = written.text.indexOf('/');
  const registry =
    slash !== -1 && isRegistry(written.text.slice(0, slash)) ? slice(written, 0, slash) : undefined;
  const repository = registry ? slice(written, slash + 1) : written;
  if (registry && !REGISTRY.test(registry.text)) return undefined;
  if (repository.text.length > LONGEST_REPOSITORY) return undefined;
  return repository.text.split('/').every((word) => REPOSITORY_WORD.test(word))
    ? { registry, repository }
    : undefined;
}

/** Docker takes the first word as a registry when it could not be part of a repository of the default one. */
function isRegistry(word: string): boolean {
  return word === 'localhost' || /[.:]/.test(word) || word !== word.toLowerCase();
}

/** Hosts are compared without regard to case, but a word that only its capitals make a host keeps them. */
function canonicalHost(written: string | undefined): string {
  const host = written !== undefined && /[.:]/.test(written) ? written.toLowerCase() : written;
  return host === undefined || host === LEGACY_DEFAULT_REGISTRY ? DEFAULT_REGISTRY : host;
}

function familiarName(host: string, path: string): string {
  if (host !== DEFAULT_REGISTRY) return `${host}/${path}`;
  const rest = path.startsWith(OFFICIAL_IMAGES) ? path.slice(OFFICIAL_IMAGES.length) : path;
  return rest.includes('/') ? path : rest;
}

function readTag(text: Fragment): ImageTag | undefined {
  return TAG.test(text.text) ? { kind: 'plain', text } : readTemplate(text);
}

function readTemplate(tag: Fragment): TemplateTag | undefined {
  const braces = /^(\{{1,2})[^{}]/.exec(tag.text)?.[1];
  if (braces === undefined || !tag.text.endsWith('}'.repeat(braces.length))) return undefined;
  const inside = slice(tag, braces.length, tag.text.length - braces.length);
  const colon = inside.text.indexOf(':');
  const keyword = colon === -1 ? inside : slice(inside, 0, colon);
  const known = TEMPLATE_KEYWORDS.includes(keyword.text);
  const meant = known ? undefined : meantKeyword(keyword.text);
  // Double braces are a template whatever they hold; single braces are one only around a keyword of the pipeline.
  if (braces === '{' && !known && meant === undefined) return undefined;
  const pattern = colon === -1 ? undefined : slice(inside, colon + 1);
  return { kind: 'template', text: tag, keyword, pattern, meant };
}

function meantKeyword(keyword: string): string | undefined {
  return matchesWithin(keyword, TEMPLATE_KEYWORDS, MISSPELLED_WITHIN)[0]?.candidate;
}

/** Whether it is one of Docker's official images, such as `python` or `ubuntu`. */
export function isOfficial({ name }: ImageReference): boolean {
  return name.startsWith(`${DEFAULT_REGISTRY}/${OFFICIAL_IMAGES}`);
}
