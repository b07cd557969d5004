/** Files that hold a secret, by their names. */

/** `settings` mostly hold an address, and a token at times. */
export type SecretFile = 'secret' | 'settings';

/** Files of which nothing but credentials is expected. */
const SECRETS =
  /^(?:\.netrc|_netrc|\.pypirc|\.git-credentials|\.pgpass|\.dockercfg|id_(?:rsa|dsa|ecdsa|ed25519)|kubeconfig|\.(?:aws|azure|kube|ssh|gnupg))$/;
const SECRETS_IN =
  /(?:^|\/)(?:\.aws\/credentials|\.kube\/config|\.docker\/config\.json|\.azure\/[^/]*(?:token|credential)[^/]*)$/i;

/** `.env` and `.env.prod`, but not `.env.example`, whose values are made up. */
const ENVIRONMENT = /^\.env(?:\.[\w.-]+)?$/;
const EXAMPLE =
  /[._-](?:example|sample|template|tmpl|tpl|dist|default|defaults|schema|test|tests|testing|ci)(?:[._-]|$)/i;

/** A key is private unless its name says otherwise: of a certificate, of an authority, or to check packages with. */
const KEY = /^(?:.*\.key|.*(?:key|priv).*\.pem)$/i;
const PUBLIC = /pub|cert|crt|gpg|pgp|apt|rpm|repo|release|archive|sign|(?:^|[^a-z])ca(?:[^a-z]|$)|^ca/i;

const SETTINGS = /^(?:pip\.(?:conf|ini)|\.npmrc|\.yarnrc(?:\.yml)?)$/;

/**
 * Whether a file or directory holds secrets, judging by its name.
 *
 * @param path with forward slashes
 */
export function secretFileAt(path: string): SecretFile | undefined {
  const trimmed = path.replace(/\/+\*?$/, '');
  const name = trimmed.slice(trimmed.lastIndexOf('/') + 1);
  if (SETTINGS.test(name)) return 'settings';
  const isEnvironment = ENVIRONMENT.test(name) && !EXAMPLE.test(name.slice('.env'.length));
  const isPrivateKey = KEY.test(name) && !PUBLIC.test(name);
  return SECRETS.test(name) || SECRETS_IN.test(trimmed) || isEnvironment || isPrivateKey
    ? 'secret'
    : undefined;
}

/** Whether a path is that of the private key of an SSH user. */
export function isSshKey(path: string): boolean {
  return /\/\.ssh\/id_\w+$/.test(path);
}
