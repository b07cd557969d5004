/**
 * Values that are credentials whatever they are called: keys and tokens of a form that only those have, and random text
 * in the place of a password. `findSecrets` of `secrets.ts` masks more than that: what it takes for a secret by its name
 * alone may be `hunter2`, or the digest of a file.
 */
import type { Span } from './fragment.ts';
import type { SecretKind } from './secret-shapes.ts';
import { findSecrets, type Secret } from './secrets.ts';

/** A credential in a text: the value alone. */
export interface Credential extends Span {
  /** What it is, for a message: `a key of an Azure storage account`. */
  readonly what: string;
}

/** The credentials in a text, in order. Published examples, placeholders, digests and UUIDs are none. */
export function findCredentials(text: string): readonly Credential[] {
  return findSecrets(text).flatMap((secret) => {
    const what = meaningOf(secret, text);
    return what === undefined ? [] : [{ ...trimmed(text, secret), what }];
  });
}

/** Tokens by the beginning that names their issuer. */
const issuers: readonly (readonly [beginning: RegExp, what: string])[] = [
  [/^g(?:h[pousr]|ithub_pat)_/, 'a token of GitHub'],
  [/^glpat-/, 'a token of GitLab'],
  [/^xox/, 'a token of Slack'],
  [/^npm_/, 'a token of npm'],
  [/^pypi-/, 'a token of PyPI'],
  [/^hf_/, 'a token of Hugging Face'],
  [/^sk-[\w-]*[A-Za-z0-9]{16}/, 'a key of OpenAI or Anthropic'],
  [/^dckr_pat_/, 'a token of Docker Hub'],
  [/^dapi/, 'a token of Databricks'],
  [/^AIza/, 'a key of Google'],
  [/^A[KS]IA/, 'the id of an access key of AWS'],
  [/AZDO.{4}$/, 'a token of Azure DevOps'],
  [/^[\w~.-]{3}[78]Q~/, 'a client secret of Microsoft Entra'],
];

function issuerOf(value: string): string | undefined {
  return issuers.find(([beginning]) => beginning.test(value))?.[1];
}

type Meaning = (value: string, before: string) => string | undefined;

const meanings: Readonly<Record<SecretKind, Meaning>> = {
  'storage-key': (value, before) =>
    isVaried(value) && !/(?:sha\d*|digest|checksum|hash)\W{0,3}$/i.test(before)
      ? 'a key of an Azure account'
      : undefined,
  'sas-signature': (value) =>
    value.length >= 20 && isVaried(value) ? 'the signature of a shared access URL' : undefined,
  'private-key': () => 'a private key',
  'json-web-token': (value) => (isVaried(value) ? 'a JSON web token' : undefined),
  'vendor-token': (value) => (isVaried(value) ? issuerOf(value) : undefined),
  'url-password': passwordOfUrl,
  authorization: (value) => (isRandom(value) ? 'a password or token' : undefined),
  assigned: (value) => (isRandom(value) ? 'a key or token' : undefined),
};

function meaningOf({ kind, start, end }: Secret, text: string): string | undefined {
  const value = text.slice(start, end);
  if (isExample(value)) return undefined;
  // A token of a vendor is one wherever it stands: `docker login -p TOKEN`.
  const ofVendor = kind !== 'vendor-token' && findSecrets(value).some((one) => one.kind === 'vendor-token');
  const meaning = meanings[ofVendor ? 'vendor-token' : kind];
  return meaning(value, text.slice(Math.max(0, start - MOST_BEFORE), start));
}

/** A private key begins with the end of a line. */
function trimmed(text: string, { start, end }: Span): Span {
  const value = text.slice(start, end);
  return { start: end - value.trimStart().length, end: start + value.trimEnd().length };
}

/** Names of variables, and the beginning of a URL, are not longer. */
const MOST_BEFORE = 200;

/**
 * The password of a URL, unless it is that of an example (`user:password@`) or the user once more (`postgres:postgres@`);
 * a token alone, unless it may be the name of a user.
 */
function passwordOfUrl(value: string, before: string): string | undefined {
  const url = /[a-z][a-z0-9+.-]*:\/\/([^\s/@"'`]*)$/i.exec(before);
  if (!url || /[${<]/.test(value)) return undefined;
  const user = /^(.*):$/.exec(url[1]!)?.[1];
  if (user === undefined) return isToken(value) ? 'a token in a URL' : undefined;
  const isDefault = value === user || WORDS_FOR_PASSWORDS.test(value);
  return isDefault ? undefined : 'a password in a URL';
}

const WORDS_FOR_PASSWORDS =
  /^(?:(?:my|the|your|some|db)?[_-]?(?:pass|passw(?:or)?d|pwd|pw|secret|token|pat|key|api[_-]?key|oauth2?|x-oauth-basic)|guest|root|admin|test|user|x+)$/i;

/**
 * What documentation shows in the place of a credential: words such as EXAMPLE (the keys of AWS's own documentation have
 * it), the well-known key of Azurite (https://learn.microsoft.com/azure/storage/common/storage-connect-azurite), that of
 * the emulator of Cosmos DB (https://learn.microsoft.com/azure/cosmos-db/emulator), and the token of https://jwt.io.
 */
function isExample(value: string): boolean {
  return (
    /example|placeholder|change[_-]?me|replace|redacted|dummy|your[_-]|[_-]here$|x{6}|\*{3}|\.{3}|0{8}|1234567890?$/i.test(
      value,
    ) || PUBLISHED.some((beginning) => value.startsWith(beginning))
  );
}

const PUBLISHED = [
  'Eby8vdM02xNOcqFlqUwJ',
  'C2y6yDjf5/R+ob0N8A7C',
  'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9l',
];

/** `xxxxxxxx` and `ABABAB` are typed by hand. */
function isVaried(value: string): boolean {
  return new Set(value).size >= 6;
}

/** Whether a text that stands in the place of a user is none: `https://TOKEN@dev.azure.com`. */
function isToken(value: string): boolean {
  return /^(?=.*\d)(?=.*[a-z])[a-z0-9_]+$/i.test(value) && isVaried(value);
}

/** Whether a text was made by a machine, and is neither a digest nor a UUID: both are public as a rule. */
function isRandom(value: string): boolean {
  if (!/^[\w+/~.-]{20,}={0,2}$/.test(value) || /^[0-9a-f-]+$/i.test(value)) return false;
  return /\d/.test(value) && /[a-z]/.test(value) && /[A-Z]/.test(value) && bitsPerCharacter(value) >= 3.5;
}

/** Shannon's entropy of a text, by its own characters. Words have less than random text of the same length. */
function bitsPerCharacter(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  return [...counts.values()].reduce((sum, count) => {
    const share = count / text.length;
    return sum - share * Math.log2(share);
  }, 0);
}
