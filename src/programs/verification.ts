/**
 * How programs are told not to check who they talk to: the certificate of a server. pip and conda, whose settings are about where
 * packages come from, are not included, but for an option of conda's downloads.
 */

/** Programs, the options that switch the check off, and the keys of their configuration that do. */
export interface VerificationSwitch {
  readonly programs: string;
  /** Options without value. */
  readonly options?: readonly string[];
  /** Keys, in lower case, that a value such as `false` switches off: `key=value`, or as two words. */
  readonly keys?: readonly string[];
  /** Keys that a value such as `true` switches off. */
  readonly insecureKeys?: readonly string[];
}

/**
 * Sources: curl(1), wget(1), git-config(1), aria2c(1), svn help, the manuals of the package managers named here (yum.conf(5), dnf.conf(5),
 * apt-transport-https(1), apk(8), npm and yarn `config`, composer, bundler), kubectl and helm `--help`, of 2026-11.
 */
export const verificationSwitches: readonly VerificationSwitch[] = [
  { programs: 'curl', options: ['-k', '--insecure', '--proxy-insecure', '--doh-insecure'] },
  { programs: 'wget', options: ['--no-check-certificate'] },
  { programs: 'aria2c', keys: ['check-certificate'] },
  { programs: 'http|https', keys: ['verify'] },
  { programs: 'svn', options: ['--trust-server-cert'] },
  { programs: 'kubectl|helm|oc', options: ['--insecure-skip-tls-verify'] },
  { programs: 'git', keys: ['sslverify'] },
  { programs: 'npm|pnpm|yarn', options: ['--no-strict-ssl'], keys: ['strict-ssl', 'enablestrictssl'] },
  { programs: 'composer', keys: ['secure-http'], insecureKeys: ['disable-tls'] },
  { programs: 'bundle|bundler', keys: ['ssl_verify_mode'] },
  { programs: 'conda|mamba|micromamba', options: ['-k', '--insecure'] },
  { programs: 'yum|dnf|microdnf|tdnf|yum-config-manager', keys: ['sslverify', 'proxy_sslverify'] },
  {
    programs: 'apt-get|apt|apt-cache',
    keys: ['acquire::https::verify-peer', 'acquire::https::verify-host', 'acquire::https::verify-host-name'],
  },
  { programs: 'apk', options: ['--no-check-certificate'] },
];

/** Variables that programs read. `off`: a value such as `0` switches the check off; `on`: any other value does. */
export const verificationVariables: ReadonlyMap<string, 'off' | 'on'> = new Map([
  ['GIT_SSL_NO_VERIFY', 'on'],
  ['NODE_TLS_REJECT_UNAUTHORIZED', 'off'],
  ['PYTHONHTTPSVERIFY', 'off'],
  ['NPM_CONFIG_STRICT_SSL', 'off'],
  ['npm_config_strict_ssl', 'off'],
  ['YARN_ENABLE_STRICT_SSL', 'off'],
  ['BUNDLE_SSL_VERIFY_MODE', 'off'],
  ['PERL_LWP_SSL_VERIFY_HOSTNAME', 'off'],
  ['AZURE_CLI_DISABLE_CONNECTION_VERIFICATION', 'on'],
  ['ADAL_PYTHON_SSL_NO_VERIFY', 'on'],
  ['VAULT_SKIP_VERIFY', 'on'],
]);

/** Whether a value means no. */
export function isNo(value: string): boolean {
  return /^(?:false|0|no|off|none)$/i.test(value);
}

/** Configuration files, by their names, with the line that switches the check off. */
export const verificationFiles: readonly { readonly name: RegExp; readonly line: RegExp }[] = [
  { name: /^[._]?curlrc$/, line: /(?:^|\s|\\n)(?:--?)?insecure\b|(?:^|\s)-k\b/ },
  { name: /^\.?wgetrc$/, line: /check[_-]?certificate\s*=\s*off/i },
  { name: /^\.?gitconfig$/, line: /sslVerify\s*=\s*(?:false|0|no|off)/i },
  { name: /^\.?npmrc$/, line: /strict-ssl\s*=\s*false/ },
  { name: /^(?:yum|dnf)\.conf$|\.repo$/, line: /sslverify\s*=\s*(?:false|0|no|off)/i },
  { name: /apt\.conf$|^\d\d\S*$/, line: /Verify-(?:Peer|Host)\s+"?(?:false|0|no|off)/i },
];
