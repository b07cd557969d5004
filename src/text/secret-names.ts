/** Which variables hold secrets, judging by their names. */

/** A way to tell the names of secrets. */
interface Naming {
  /** The name in lower case, with `_` between its words and at both ends. */
  wordsOf(name: string): string;
  readonly secret: RegExp;
  /** A name with such a word is none of a secret. */
  readonly harmless: RegExp;
}

/**
 * The ways to tell names of secrets. `words`: by the words of the name, wherever these are; not if it is the name of a
 * file, of an address or of a user. `hadolint`: as its DL3064, but by whole words. `buildkit`: as its
 * SecretsUsedInArgOrEnv, by the words between underscores.
 */
export const secretNamings = ['words', 'hadolint', 'buildkit'] as const;
export type SecretNaming = (typeof secretNamings)[number];

const namings: Readonly<Record<SecretNaming, Naming>> = {
  words: {
    wordsOf: allWords,
    secret: pattern(
      '[a-z0-9]*passw(?:or)?ds?',
      'pword|passphrase|[a-z0-9]*secrets?|[a-z0-9]*tokens?|[a-z0-9]*api_?keys?|credentials?|connection_string',
      '[a-z0-9]+_(?:pass|pwd|pat)',
      'access_key_id',
      '(?:access|account|license|private|storage)_?key',
      '(?!(?:pub|gpg|pgp|repo|host|map|cache|prefix|sort|partition|row|group|ide|time|watch|zone)_)[a-z0-9]+_key(?=_$)',
    ),
    harmless: pattern(
      'public|files?|path|dir|directory|folder|ur[li]|endpoint|host|port|sock|socket|name|username|version',
      'type|length|size|ttl|expir[a-z]*|enabled?|disabled?|limit|algorithm|provider|store|checking|count|max|num',
      'adapter|scheme|namespace|backend|driver|region',
      'sha1|sha256|sha512|md5|checksum|digest|fingerprint',
    ),
  },
  hadolint: {
    wordsOf: allWords,
    secret: pattern(
      '[a-z0-9]*passwords?|[a-z0-9]*secrets?|[a-z0-9]*tokens?|private|[a-z0-9]*private_?key|username|(?:api|client)_keys?',
      'aws_access_key_id',
    ),
    harmless: pattern('file'),
  },
  buildkit: {
    wordsOf: (name) => `_${name.toLowerCase()}_`,
    secret: pattern('apikey|auth|credentials?|key|passw(?:or)?d|pword|secret|token'),
    harmless: pattern('public|file|version'),
  },
};

/** Whether a variable holds a secret, judging by its name. */
export function isNameOfSecret(name: string, naming: SecretNaming = 'words'): boolean {
  const { wordsOf, secret, harmless } = namings[naming];
  const words = wordsOf(name);
  return secret.test(words) && !harmless.test(words);
}

/** `accessToken` and `access-token` are `_access_token_`. */
function allWords(name: string): string {
  const words = name.replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2').split(/[^A-Za-z0-9]+/);
  return `_${words.filter(Boolean).join('_').toLowerCase()}_`;
}

function pattern(...words: readonly string[]): RegExp {
  return new RegExp(`_(?:${words.join('|')})_`);
}
