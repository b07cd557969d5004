/** The patterns of secrets that `secrets.ts` looks for. */

export type SecretKind =
  | 'storage-key'
  | 'sas-signature'
  | 'private-key'
  | 'json-web-token'
  | 'vendor-token'
  | 'url-password'
  | 'authorization'
  | 'assigned';

/** One form that a secret has. */
export interface Shape {
  readonly kind: SecretKind;
  /** Lower case; the pattern matches only where one of them occurs. Looking for these first costs next to nothing. */
  readonly hints: readonly string[];
  /** What a text has wherever the pattern matches, and few others have: several patterns share the search for it. */
  readonly within?: RegExp;
  /** The secret is the last part of the match: its only matching group, or all of it. */
  readonly pattern: RegExp;
}

/** Tokens whose prefix names their issuer (the vendors document these prefixes for scanners). */
const vendorTokens = [
  'gh[pousr]_[A-Za-z0-9]{30,}', // GitHub
  'github_pat_[A-Za-z0-9_]{22,}',
  'glpat-[\\w-]{20,}', // GitLab
  'xox[abeoprs]-[A-Za-z0-9-]{10,}', // Slack
  'npm_[A-Za-z0-9]{30,}',
  'pypi-[\\w-]{50,}',
  'hf_[A-Za-z0-9]{20,}', // Hugging Face
  'sk-[\\w-]{20,}', // OpenAI and Anthropic
  'dckr_pat_[\\w-]{20,}',
  'dapi[0-9a-f]{32}', // Databricks
  'AIza[\\w-]{35}', // Google
  '(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Z0-9])', // AWS
  '[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4}(?![A-Za-z0-9])', // Azure DevOps
  '[\\w~.-]{3}[78]Q~[\\w~.-]{31,34}(?![\\w~.-])', // client secret of Microsoft Entra
];

const vendorHints = [
  ...['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_', 'github_pat_', 'glpat-', 'xox', 'npm_', 'pypi-', 'hf_', 'sk-'],
  ...['dckr_pat_', 'dapi', 'aiza', 'akia', 'asia', 'azdo', 'q~'],
];

/** What the name of a secret ends with, in camel case, snake case and kebab case. */
export const secretName =
  '(?:passw(?:or)?d|passphrase|(?<![a-z])pwd|(?<![a-z])pat|secret|token|credentials?|:_auth|' +
  '(?:api|access|account|secret|private|storage|subscription|encryption|signing|master|primary|secondary|' +
  'instrumentation|insights|auth|deploy|jwt|hmac|shared|webhook|admin|activation)[_-]?key)';

const nameHints = ['pass', 'pwd', 'pat', 'secret', 'token', 'credential', ':_auth', 'key'];

/** An unquoted value ends where a shell, a URL or a connection string would end it. */
const bare = '[^\\s"\'`;&|<>(){}\\[\\]\\\\,]{3,}';

/** After the equals sign: a quoted or an unquoted value, also in the escaped quotes of a JSON string. */
const value = `(?:"([^"\\n]{3,})(?=")|'([^'\\n]{3,})(?=')|\\\\?["']?(${bare}))`;

/** Between two words of a command: blanks, possibly with a line continuation, or `", "` in the exec form. */
const gap = '(?:[ \\t]{1,8}(?:\\\\\\r?\\n[ \\t]{0,80})?|["\'][ \\t]{0,8},[ \\t]{0,8})';

/** Words of a command, up to the end of the command. */
const words = '(?:[^\\n;|&\\\\]|\\\\(?:\\r?\\n|.)){0,300}?';

/**
 * The value that programs take as a password in an option whose name does not say so.
 *
 * @param command pattern for the start of the command
 * @param option pattern for the option and for what may separate it from its value
 */
function passwordOption(command: string, option: string, hints: readonly string[]): Shape {
  const pattern = `(?<![\\w.-])${command}${words}[ \\t"'](?:${option})${value}`;
  return { kind: 'authorization', hints, pattern: new RegExp(pattern, 'g') };
}

/** The word after some fixed words, when its form is one that only a token has. */
function wordAfter(command: string, hints: readonly string[]): Shape {
  const pattern = `(?<![\\w.-])${command}${gap}["']?(?!-)(${bare})`;
  return { kind: 'authorization', hints, pattern: new RegExp(pattern, 'gi') };
}

const apart = `(?:${gap}|=)`;

/** Programs that take a secret as a word of their command, according to their own help. */
const passwordOptions: readonly Shape[] = [
  // Only attached: in `-p name`, the name is a database. `-P` is the port.
  passwordOption('(?:mysql|mariadb)(?!d(?:\\b|_))[\\w-]*', '-p', ['mysql', 'mariadb']),
  passwordOption('sshpass', `-p(?:${gap})?`, ['sshpass']),
  // docker, podman, az, oc, cf, helm registry, and so on.
  passwordOption('login(?=[ \\t"\'])', `-p(?:${apart})?`, ['login']),
  passwordOption('twine', `-p${apart}`, ['twine']),
  passwordOption('redis-cli', `-a${apart}`, ['redis-cli']),
  passwordOption('mongo(?:sh|dump|restore|import|export|stat)?', `-p(?:${apart})?`, ['mongo']),
  passwordOption('(?:sqlcmd|bcp|isql)', `-P(?:${gap})?`, ['sqlcmd', 'bcp', 'isql']),
  passwordOption('(?:un)?zip', `-P${gap}`, ['zip']),
  passwordOption('(?:ldapsearch|ldapadd|ldapmodify|ldapdelete)', `-w${gap}`, ['ldap']),
  passwordOption('ssh-keygen', `-[NP]${gap}`, ['ssh-keygen']),
  passwordOption('7z[ar]?', '-p', ['7z']),
  passwordOption('lftp', `-u${gap}[^\\s,"']{1,64},`, ['lftp']),
  passwordOption(`nuget${gap}(?:add|update)${gap}source`, `-p${apart}`, ['nuget']),
  passwordOption('mysqladmin', `password${gap}`, ['mysqladmin']),
  passwordOption('(?:useradd|usermod)', `-p${gap}`, ['useradd', 'usermod']),
  // keytool, jarsigner and the like take several passwords in one command.
  {
    kind: 'authorization',
    hints: ['storepass', 'keypass'],
    pattern: new RegExp(`(?<![\\w-])-(?:dest|src)?(?:store|key)pass${gap}${value}`, 'g'),
  },
  passwordOption('openssl', '-pass(?:in|out)?[ \\t]{1,8}pass:', ['openssl']),
  passwordOption('curl', '(?:-u|-U)[A-Za-z][^\\s:"\']{0,63}:', ['curl']),
  // `-b` takes it from the command line, as the last word.
  {
    kind: 'authorization',
    hints: ['htpasswd'],
    pattern: new RegExp(
      `(?<![\\w.-])htpasswd(?=[^\\n]{0,60}[ \\t]-[A-Za-z]*b)${gap}(?:[^\\s"'|;&]{1,200}${gap}){1,6}["']?(${bare})(?=\`|["']?[ \\t]{0,8}(?:$|[\\n|;&>)\\\\]))`,
      'g',
    ),
  },
  wordAfter(`snyk${gap}(?:config${gap}set${gap}api=|auth)`, ['snyk']),
  wordAfter(`(?:vault|wandb)${gap}login`, ['vault', 'wandb']),
  wordAfter(`cargo${gap}login`, ['cargo']),
  wordAfter(`nuget${gap}setapikey`, ['setapikey']),
  wordAfter(`ngrok${gap}(?:config${gap}add-)?authtoken`, ['ngrok']),
  wordAfter(`conda${gap}token${gap}set`, ['conda']),
  wordAfter(
    `poetry${gap}config${gap}(?:pypi-token\\.[\\w-]{1,64}|http-basic\\.[\\w-]{1,64}${gap}[^\\s"']{1,64})`,
    ['poetry'],
  ),
  wordAfter(`rabbitmqctl${gap}(?:add_user|change_password)${gap}[^\\s"']{1,64}`, ['rabbitmqctl']),
  // `npm config set NAME VALUE`, `aws configure set NAME VALUE`, `dvc remote modify REMOTE NAME VALUE`.
  wordAfter(
    `(?:configure|config|remote)${gap}(?:set|modify)${gap}(?:[^\\s"']{1,100}${gap}){0,3}[^\\s"']{0,200}?${secretName}`,
    ['config', 'remote'],
  ),
];

/** The name of a secret, and what comes between it and a value. */
const named = new RegExp(`${secretName}["' \\t=:]`, 'i');

/** What separates two words of a .netrc, also in the argument of `printf` or `echo`. */
const blank = '(?:\\s|\\\\[nrt]|\\\\\\r?\\n){1,20}';

const netrcWord = '[^\\s\\\\"\']{1,200}';

export const shapes: readonly Shape[] = [
  ...passwordOptions,
  // https://www.gnu.org/software/inetutils/manual/html_node/The-_002enetrc-file.html
  {
    kind: 'authorization',
    hints: ['login'],
    pattern: new RegExp(
      `(?:(?<![\\w-])|(?<=\\\\[nrt]))login${blank}(?!(?:and|or|with)\\s)${netrcWord}${blank}(?:account${blank}${netrcWord}${blank})?password${blank}(${netrcWord})`,
      'gi',
    ),
  },
  {
    kind: 'authorization',
    hints: ['netrc'],
    pattern: /(?<![\w-])password[ \t]{1,8}([^\s"'`\\]{3,})(?=[^\n]{0,200}netrc)/gi,
  },
  // Text that is piped to a program that reads a password.
  {
    kind: 'authorization',
    hints: ['-stdin', 'with-token', 'sudo'],
    pattern:
      /(?<![\w-])(?:echo|printf)[ \t]{1,8}(?:-[ne]{1,2}[ \t]{1,8})?["']?([^\s"'`|]{3,200})(?=["']?[ \t]{0,8}\|[ \t]{0,8}(?:[^\n|;&]{0,200}(?:-stdin|--with-token)|sudo[ \t]{1,8}-S))/gi,
  },
  // A user and a password before a host, without the scheme of a URL: `${REGISTRY:-user:word@host}`. No host is called
  // `latest`, which is what follows the name of something with versions: `azureml:churn@latest`, `npm:left-pad@latest`.
  {
    kind: 'url-password',
    hints: ['@'],
    within: /:[^\s:/@"'`$]{3,200}@[A-Za-z]/,
    pattern:
      /(?<=^|[\s"'`=-])(?!\w*mail(?:to)?:)[A-Za-z][\w.+-]{0,63}:([^\s:/@"'`$]{3,200})(?=@(?!sha\d|latest(?![\w.-]))[A-Za-z])/g,
  },
  // 64 bytes in base64. The digests of npm (`sha512-…`) have the same shape.
  {
    kind: 'storage-key',
    hints: ['=='],
    pattern: /(?<!sha512-)(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{86}==/g,
  },
  // After the `?` or `&` of a query, `sig=` is a signature, however short.
  { kind: 'sas-signature', hints: ['sig='], pattern: /\bsig=([A-Za-z0-9%+/=_-]{20,})/g },
  { kind: 'sas-signature', hints: ['sig='], pattern: /[?&]sig=([A-Za-z0-9%+/=_-]{3,})/g },
  {
    kind: 'private-key',
    hints: ['private key-----'],
    pattern: /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----([A-Za-z0-9+/=\s\\]{20,})/g,
  },
  {
    kind: 'json-web-token',
    hints: ['eyj'],
    pattern: /(?<![\w-])eyJ[\w-]{8,}\.eyJ[\w-]{8,}(?:\.[\w-]*)?/g,
  },
  {
    kind: 'vendor-token',
    hints: vendorHints,
    pattern: new RegExp(`(?<![A-Za-z0-9])(?:${vendorTokens.join('|')})`, 'g'),
  },
  { kind: 'url-password', hints: ['@'], pattern: /:\/\/[^\s/:@"'`]*:([^\s/@"'`]+)(?=@)/g },
  // A token in place of the user (`https://TOKEN@dev.azure.com`): no user name is that long.
  // Or with a password that is none: `https://TOKEN:x-oauth-basic@github.com`.
  { kind: 'url-password', hints: ['@'], pattern: /:\/\/([A-Za-z0-9_-]{20,})(?=(?::(?:x-oauth-basic)?)?@)/g },
  {
    kind: 'authorization',
    hints: ['authorization'],
    pattern: /\bauthorization["']?:[ \t]{0,4}(?:bearer|basic|token)[ \t]{1,4}([^\s"'`\\]{6,})/gi,
  },
  // What `docker login` writes: user and password in base64. npm writes the same as `_auth`.
  {
    kind: 'authorization',
    hints: ['auth'],
    pattern:
      /\\?"auth\\?"[ \t]{0,4}:[ \t]{0,4}\\?"([^"\\\s]{3,})|(?<!\w)_auth[ \t]{0,2}=[ \t]{0,2}["']?([^\s"'`;&|]{3,})/g,
  },
  {
    kind: 'authorization',
    hints: ['-u', '-user'],
    pattern: /(?<![\w-])(?:-u|--user|--proxy-user)[ =]["']?[A-Za-z][^\s:"']{0,63}:([^\s"':$]{3,})/g,
  },
  {
    kind: 'authorization',
    hints: ['chpasswd'],
    pattern: /(?<![\w.-])[a-z_][\w-]{0,31}:([^\s"'`|:]{3,200})(?=["']?[ \t]{0,4}\|[ \t]{0,4}chpasswd)/g,
  },
  assigned(`${secretName}["']?[ \\t]{0,2}=(?!=)[ \\t]{0,2}${value}`),
  // With a colon only in quotes or after a blank; otherwise every image named token:1.2 would be a secret.
  assigned(`${secretName}["']?:[ \\t]{0,4}(?:"([^"\\n]{3,})(?=")|'([^'\\n]{3,})(?='))`),
  assigned(`${secretName}:[ \\t]{1,4}(?=[^\\s"'\`]{0,200}[0-9])([^\\s"'\`]{8,})`),
  // The value of an option, also in the exec form.
  assigned(
    `(?<![\\w-])--(?!disabled-)[\\w-]{0,40}${secretName}(?:[ \\t]{1,8}|["'][ \\t]{0,8},[ \\t]{0,8})["']?(?!-)(${bare})`,
  ),
  // ENV with a blank instead of the equals sign.
  assigned(
    `^[ \\t]{0,40}(?:ONBUILD[ \\t]{1,8})?ENV[ \\t]{1,8}\\w{0,80}${secretName}[ \\t]{1,8}["']?(${bare})`,
  ),
];

function assigned(pattern: string): Shape {
  return { kind: 'assigned', hints: nameHints, within: named, pattern: new RegExp(pattern, 'gim') };
}

/** References, placeholders and words in the place of a secret that are not secrets. */
export const noSecret =
  /^(?:\$|%\w|<|\{|\*|~|\.{0,2}\/|[a-z]:\\|https?:|(?:true|false|none|null|nil|yes|no|undefined|required|optional|changeme|x+|\d{1,4})$|(?:id|env|src|type)=)/i;
