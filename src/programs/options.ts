/**
 * The options of the programs in Dockerfiles: which of them take a value, and where flags end. Without this table, `-t
 * stable` of apt-get and `-t` of yum, or `-c 3` and `-cvf x`, could not be distinguished.
 *
 * Checked against the `--help` of pip, curl, wget, tar, git, npm, useradd, usermod, groupadd and the coreutils of
 * Debian 12; the others follow their manuals. An option that is not listed takes no value, so the table holds only
 * those that do, and long names that are worth completing.
 */

import { aptOptions } from './apt.ts';
import type { OptionGrammar } from './option-grammar.ts';
import { packageTools } from './package-tools.ts';

// bash 5.1 and dash: the shells themselves, and `set`, share their letters.
const shell: OptionGrammar = {
  valued: '-o +o -O +O --rcfile --init-file',
  detached: true,
  plus: true,
  stops: true,
};
const set: OptionGrammar = { valued: '-o +o', detached: true, plus: true, stops: true };

const python: OptionGrammar = {
  valued: '-c -m -W -X -Q --check-hash-based-pycs',
  last: '-c -m',
  stops: true,
};

// shadow-utils 4.8.
const user =
  '-b --base-dir -c --comment -d --home-dir --home -e --expiredate -f --inactive -g --gid -G --groups';
const useradd: OptionGrammar = {
  valued: `${user} -k --skel -K --key -p --password -R --root -P --prefix -s --shell -u --uid -Z --selinux-user`,
  bare: '--defaults --no-log-init --create-home --no-create-home --no-user-group --non-unique --system --user-group --badname --add-subids-for-system',
  abbreviates: true,
};

const copying: OptionGrammar = {
  valued: '-t --target-directory -S --suffix',
  attached: '--backup --preserve --no-preserve --reflink --sparse --context --update',
  bare: '--recursive --force --archive --verbose --no-clobber --parents --symbolic --no-dereference --no-target-directory',
  abbreviates: true,
};
const owning: OptionGrammar = {
  valued: '--from --reference',
  bare: '--recursive --changes --quiet --silent --verbose --dereference --no-dereference --preserve-root --no-preserve-root',
  abbreviates: true,
};

const git: OptionGrammar = {
  valued: '-C -c --git-dir --work-tree --namespace --super-prefix --config-env',
  attached: '--exec-path',
  subcommands: true,
};
const gitNetwork =
  '--depth --shallow-since --shallow-exclude --filter -j --jobs -o --server-option --upload-pack -u';

/** By program, then subcommand: `conda env` is the grammar of the words after `conda env`. */
const grammars: Readonly<Record<string, OptionGrammar>> = {
  // Packages of the operating system; package managers have their own files
  'apt-cache': aptOptions,
  'apt-mark': aptOptions,
  'apt-key': {
    valued: '--keyring --keyserver --keyserver-options --recv-keys --recv --homedir',
    subcommands: true,
  },
  dpkg: {
    valued:
      '--root --admindir --instdir --log --path-exclude --path-include --status-fd --abort-after -D --debug',
  },
  'add-apt-repository': {
    valued:
      '-k --keyserver -p --pocket -c --component -P --ppa -C --cloud -U --uri -S --sourceslist -L --login',
    bare: '--yes --remove --no-update --update --enable-source --massive-debug',
  },

  // Python
  poetry: {
    valued:
      '-C --directory -P --project --without --with --only -E --extras -G --group --python --platform --source -o --output -f --format',
    attached: '--verbose',
    subcommands: true,
  },
  'poetry cache': { subcommands: true },
  'poetry env': { subcommands: true },
  'poetry self': { valued: '--source -E --extras', subcommands: true },
  python,

  // Files from the network
  curl: {
    // curl 8.
    valued: `-A --user-agent -b --cookie -c --cookie-jar -C --continue-at -d --data --data-ascii --data-binary --data-raw
      --data-urlencode --json -D --dump-header -e --referer -E --cert --cert-type -F --form --form-string -h -H --header
      -K --config -m --max-time -o --output --output-dir -P --ftp-port -Q --quote -r --range -t --telnet-option
      -T --upload-file -u --user -U --proxy-user -w --write-out -x --proxy -X --request -y --speed-time -Y --speed-limit
      -z --time-cond --cacert --capath --ciphers --connect-timeout --connect-to --key --key-type --keepalive-time
      --limit-rate --max-filesize --max-redirs --noproxy --pass --pinnedpubkey --preproxy --proto --proto-default
      --proto-redir --resolve --retry --retry-delay --retry-max-time --socks5 --socks5-hostname --socks4 --stderr
      --tls-max --tls13-ciphers --unix-socket --url --oauth2-bearer --interface --create-file-mode --aws-sigv4 --variable
      --abstract-unix-socket --alt-svc --crlfile --curves --delegation --dns-interface --dns-ipv4-addr --dns-ipv6-addr
      --dns-servers --doh-url --egd-file --engine --etag-compare --etag-save --expect100-timeout --ftp-account
      --ftp-alternative-to-user --ftp-method --ftp-ssl-ccc-mode --happy-eyeballs-timeout-ms --hostpubmd5 --hostpubsha256
      --hsts --krb --libcurl --local-port --login-options --mail-auth --mail-from --mail-rcpt --netrc-file --parallel-max
      --proxy-cacert --proxy-capath --proxy-cert --proxy-cert-type --proxy-ciphers --proxy-crlfile --proxy-header
      --proxy-key --proxy-key-type --proxy-pass --proxy-pinnedpubkey --proxy-service-name --proxy-tls13-ciphers
      --proxy-tlsauthtype --proxy-tlspassword --proxy-tlsuser --pubkey --random-file --rate --request-target
      --sasl-authzid --service-name --socks4a --socks5-gssapi-service --tftp-blksize --tlsauthtype --tlspassword
      --tlsuser --trace --trace-ascii --url-query`,
  },
  wget: {
    valued: `-o --output-file -a --append-output -i --input-file -B --base -t --tries -O --output-document -T --timeout -w --wait
      -Q --quota -P --directory-prefix -U --user-agent -A --accept -R --reject -D --domains -I --include-directories
      -X --exclude-directories -l --level -e --execute --progress --header --user --password --http-user
      --http-password --ftp-user --ftp-password --proxy-user --proxy-password --post-data --post-file --method
      --body-data --body-file --referer --save-cookies --load-cookies --ca-certificate --ca-directory --certificate
      --private-key --secure-protocol --connect-timeout --read-timeout --dns-timeout --waitretry --limit-rate
      --bind-address --cut-dirs --default-page --start-pos --accept-regex --reject-regex --regex-type --restrict-file-names
      --retry-on-http-error --max-redirect --config --ciphers --rejected-log --prefer-family --use-askpass --local-encoding
      --remote-encoding --compression --certificate-type --private-key-type --crl-file --pinnedpubkey --warc-file
      --warc-header --warc-max-size --warc-dedup --warc-tempdir --backups --exclude-domains --follow-tags --ignore-tags`,
    attached: '--report-speed --show-progress',
    bare: '--quiet --no-verbose --no-check-certificate --no-clobber --continue --timestamping --recursive --no-parent --content-disposition',
    pairs: '-nv -nc -nd -nH -np -nx',
    abbreviates: true,
  },
  gpg: {
    valued: `--homedir --keyserver --keyserver-options -o --output -u --local-user -r --recipient --default-key --keyring
      --no-default-keyring-path --primary-keyring --secret-keyring --trust-model --status-fd --logger-fd --passphrase
      --passphrase-file --passphrase-fd --pinentry-mode --options --batch-file --trusted-key`,
    abbreviates: true,
    bare: '--batch --recv-keys --receive-keys --recv --import --export --dearmor --armor --verify --yes --no-tty --no-default-keyring --quiet --fingerprint --list-keys --with-fingerprint --delete-keys',
  },
  git,
  'git clone': {
    valued: `${gitNetwork} -b --branch --origin --reference --reference-if-able --separate-git-dir -c --config --template --bundle-uri`,
    attached: '--recurse-submodules --recursive',
    bare: '--single-branch --no-single-branch --quiet --bare --mirror --no-checkout --shared --no-tags --shallow-submodules --progress',
    abbreviates: true,
  },
  'git fetch': { valued: `${gitNetwork} --deepen --negotiation-tip --refmap` },
  'git pull': { valued: `${gitNetwork} --deepen -s --strategy -X --strategy-option` },
  'git checkout': { valued: '-b -B --orphan --conflict --pathspec-from-file' },
  'git commit': {
    valued: '-m --message -F --file -C --reuse-message -c --reedit-message --author --date -t --template',
  },
  'git config': { valued: '-f --file --blob --type --default --fixed-value' },
  'git submodule': { subcommands: true },
  'git remote': { subcommands: true },
  'git lfs': { subcommands: true },
  ssh: { valued: '-b -c -D -E -e -F -I -i -J -L -l -m -O -o -p -Q -R -S -W -w', stops: true },

  // Archives
  tar: {
    valued: `-b -C --directory -f --file -F --info-script -g --listed-incremental -H --format -I --use-compress-program -K
      --starting-file -L --tape-length -N --newer -T --files-from -V --label -X --exclude-from --exclude --group --owner
      --mode --mtime --strip-components --strip --transform --xform --warning --hole-detection --level --sparse-version
      --add-file --exclude-ignore --exclude-ignore-recursive --exclude-tag --exclude-tag-all --exclude-tag-under
      --to-command --group-map --owner-map --sort --xattrs-exclude --xattrs-include --rmt-command --rsh-command
      --volno-file --blocking-factor --record-size --newer-mtime --suffix --checkpoint-action --index-file
      --no-quote-chars --quote-chars --quoting-style`,
    attached: '--one-top-level --checkpoint --totals --occurrence --atime-preserve --backup',
    bare: '--extract --get --create --list --gzip --bzip2 --xz --zstd --verbose --same-owner --no-same-owner --overwrite --wildcards',
    abbreviates: true,
    bundle: true,
  },
  unzip: { valued: '-d -P -x -I -O' },

  // Users and files
  useradd,
  adduser: {
    // Debian's adduser 3.118 and busybox's.
    valued: `--home --shell --uid --gid --firstuid --lastuid --gecos --ingroup --conf --comment -h -g -s -G -u -k`,
    bare: '--system --group --disabled-password --disabled-login --no-create-home --quiet --force-badname --add_extra_groups --allow-all-names',
    abbreviates: true,
  },
  addgroup: { valued: '--gid --firstgid --lastgid --conf -g', bare: '--system --group --quiet' },
  usermod: {
    valued: `${user} -l --login -p --password -R --root -P --prefix -s --shell -u --uid -v --add-subuids -V --del-subuids
      -w --add-subgids -W --del-subgids -Z --selinux-user`,
    bare: '--append --lock --move-home --non-unique --unlock --badname --rename',
    abbreviates: true,
  },
  groupadd: {
    valued: '-g --gid -K --key -p --password -R --root -P --prefix -U --users',
    bare: '--force --non-unique --system',
    abbreviates: true,
  },
  groupmod: {
    valued: '-g --gid -n --new-name -p --password -R --root',
    bare: '--non-unique',
    abbreviates: true,
  },
  chmod: {
    ...owning,
    letters: 'cfvRhLHP',
  },
  chown: owning,
  chgrp: owning,
  rm: {
    attached: '--interactive --preserve-root',
    bare: '--force --recursive --dir --verbose --one-file-system --no-preserve-root',
    abbreviates: true,
  },
  mkdir: { valued: '-m --mode', bare: '--parents --verbose', attached: '--context', abbreviates: true },
  cp: copying,
  mv: copying,
  ln: copying,
  install: {
    valued: '-g --group -m --mode -o --owner -S --suffix -t --target-directory --strip-program',
    attached: '--backup --context',
    bare: '--directory --compare --preserve-timestamps --strip --verbose --no-target-directory',
    abbreviates: true,
  },
  rsync: {
    valued:
      '-e --rsh -f --filter -B -T --exclude --include --exclude-from --include-from --files-from --chmod --chown',
  },
  touch: { valued: '-d --date -r --reference -t' },
  find: {
    valued: `-amin -anewer -atime -cmin -cnewer -ctime -fstype -gid -group -ilname -iname -inum -ipath -iregex -iwholename
      -links -lname -maxdepth -mindepth -mmin -mtime -name -newer -newermt -path -perm -regex -regextype -samefile -size
      -type -uid -used -user -wholename -xtype -fprint -printf`,
    commands: '-exec -execdir -ok -okdir',
    singleDash: true,
  },
  sed: {
    valued: '-e --expression -f --file -l --line-length',
    attached: '-i --in-place',
    bare: '--quiet --silent --regexp-extended --null-data --separate --unbuffered --debug --posix --sandbox',
    abbreviates: true,
  },
  grep: {
    valued:
      '-e --regexp -f --file -m --max-count -A --after-context -B --before-context -C --context -d -D --include --exclude --exclude-dir',
    attached: '--color --color',
  },
  awk: { valued: '-F --field-separator -v --assign -f --file' },
  tee: { attached: '--output-error', bare: '--append --ignore-interrupts', abbreviates: true },
  head: { valued: '-n --lines -c --bytes' },
  tail: { valued: '-n --lines -c --bytes --pid -s --sleep-interval' },
  cut: { valued: '-b --bytes -c --characters -d --delimiter -f --fields --output-delimiter' },
  sort: { valued: '-k --key -o --output -S --buffer-size -t --field-separator -T --temporary-directory' },
  // `-n` of echo may count as its text: no rule asks for it.
  echo: { none: true },
  printf: { valued: '-v', stops: true },
  test: { none: true },
  '[': { none: true },
  cd: { bare: '-L -P' },
  export: {},
  set,

  // Programs that run other programs: their own options end where the other program begins.
  sh: shell,
  dash: shell,
  ash: shell,
  bash: shell,
  rbash: shell,
  zsh: shell,
  sudo: {
    valued: `-C --close-from -D --chdir -g --group -h --host -p --prompt -R --chroot -r --role -T --command-timeout -t --type
      -U --other-user -u --user`,
    stops: true,
  },
  doas: { valued: '-C -u', stops: true },
  su: {
    valued:
      '-c --command --session-command -g --group -G --supp-group -s --shell -w --whitelist-environment -T',
    bare: '--login --preserve-environment --fast --pty',
    abbreviates: true,
  },
  runuser: {
    valued:
      '-c --command --session-command -g --group -G --supp-group -s --shell -u --user -w --whitelist-environment',
    bare: '--login --preserve-environment --fast --pty',
    abbreviates: true,
  },
  env: {
    valued: '-u --unset -C --chdir -S --split-string',
    attached: '--block-signal --default-signal --ignore-signal',
    stops: true,
  },
  command: { stops: true },
  exec: { valued: '-a', stops: true },
  nice: { valued: '-n --adjustment', stops: true },
  ionice: {
    valued: '-c --class -n --classdata -p --pid -P --pgid -u --uid',
    stops: true,
  },
  time: { valued: '-f --format -o --output', stops: true },
  timeout: { valued: '-k --kill-after -s --signal', stops: true },
  stdbuf: { valued: '-i --input -o --output -e --error', stops: true },
  xargs: {
    valued:
      '-a --arg-file -d --delimiter -E -I -L --max-lines -n --max-args -P --max-procs -s --max-chars --process-slot-var',
    attached: '-e --eof -i --replace -l',
    stops: true,
  },
  chpst: { valued: '-u -U -b -e -/ -n -l -L -m -d -o -p -f -c -r -t', stops: true },
  setpriv: {
    valued: '--reuid --regid --groups --inh-caps --ambient-caps --bounding-set --securebits --pdeathsig',
    stops: true,
  },
  flock: { valued: '-w --wait --timeout -E --conflict-exit-code -c --command', stops: true },
  fakeroot: { valued: '-l --lib -s -i -b --fd-base', stops: true },
  'xvfb-run': {
    valued: '-e --error-file -f --auth-file -n --server-num -p --xauth-protocol -s --server-args',
    stops: true,
  },
  tini: { valued: '-p -e', stops: true },
  'dumb-init': { valued: '-r --rewrite', stops: true },
};

/** All grammars, including those of package managers, which are in their own files. */
const all: ReadonlyMap<string, OptionGrammar> = new Map([
  ...Object.entries(grammars),
  ...packageTools.flatMap(({ programs, options }) =>
    programs.flatMap((program) =>
      Object.entries(options).map(([path, grammar]) => [`${program} ${path}`.trimEnd(), grammar] as const),
    ),
  ),
]);

/** The grammar of a program or, with the names separated by a blank, of its subcommand. */
export function grammarOf(path: string): OptionGrammar | undefined {
  return all.get(path);
}
