/**
 * The options of the programs that Dockerfiles run: which of them take a value, and where flags end. Without it
 * `-t stable` of apt-get and `-t` of yum, or `-c 3` and `-cvf x`, could not be told apart.
 *
 * Held against the `--help` of pip, curl, wget, tar, git, npm, useradd, usermod, groupadd and the coreutils of Debian 12;
 * for the others, after their manuals. An option that is not listed takes no value, so only those that do, and long names
 * worth completing, are here.
 */

/** How a program reads its options. Lists hold options with their dashes, separated by blanks. */
export interface OptionGrammar {
  /** Options that take a value, as the next word or attached. */
  readonly valued?: string;
  /** Options whose value, if any, is attached: `-i.bak`, `--color=auto`. */
  readonly attached?: string;
  /** Options without value whose names users abbreviate or rules ask for; also needed to complete abbreviations. */
  readonly bare?: string;
  /** Whether a long option may be shortened to any prefix that is its alone. */
  readonly abbreviates?: true;
  /** The first operand is a subcommand; the table may hold its own grammar under `program subcommand`. */
  readonly subcommands?: true;
  /** What follows the first operand belongs to another program. */
  readonly stops?: true;
  /** Options after which all words are operands: `python -m module …`. */
  readonly last?: string;
  /** Options that a command of another program follows, up to `;` or `+`: `find -exec rm {} \;`. */
  readonly commands?: string;
  /** `-o=value` is `-o` with `value`, not with `=value`. */
  readonly equals?: true;
  /** A value is always the next word, also for a letter inside a cluster: `bash -eco pipefail '…'`. */
  readonly detached?: true;
  /** One dash begins a whole name: `find -name`, `go -mod`. */
  readonly singleDash?: true;
  /** `+x` is an option too. */
  readonly plus?: true;
  /** The first word may be a cluster without dash: `tar xzf`. */
  readonly bundle?: true;
  /** Options of two letters that stand in a cluster: wget's `-nv`. */
  readonly pairs?: string;
  /** The only letters that are options; other words with a dash are operands, such as the mode `-x` of chmod. */
  readonly letters?: string;
  /** Words with a dash are never options. */
  readonly none?: true;
}

const apt: OptionGrammar = {
  valued:
    '-a --host-architecture -c --config-file -o --option -P --build-profiles -t --target-release --default-release -S --snapshot',
  bare: '--yes --assume-yes --quiet --no-install-recommends --allow-unauthenticated --force-yes',
  subcommands: true,
  equals: true,
};

const pip: OptionGrammar = {
  // pip 25: general options, then those of install, download, wheel, list and config.
  valued: `--python --log --log-file --local-log --keyring-provider --proxy --retries --timeout --default-timeout --exists-action
    --trusted-host --cert --client-cert --cache-dir --use-feature --use-deprecated --resume-retries
    -r --requirement -c --constraint --build-constraint -e --editable -t --target --platform --python-version --implementation --abi
    --root --prefix --src --source --upgrade-strategy --config-settings -C --global-option --install-option --build-option
    --no-binary --only-binary --progress-bar --root-user-action --report --group --requirements-from-script
    -i --index-url --pypi-url --extra-index-url -f --find-links -d --dest --download -b --build --build-dir -w --wheel-dir --format --path
    --exclude --editor`,
  bare: `--help --debug --isolated --require-virtualenv --verbose --version --quiet --no-input --disable-pip-version-check
    --no-color --no-python-version-warning --no-cache-dir --no-deps --no-dependencies --dry-run --user --upgrade
    --force-reinstall --ignore-installed --ignore-requires-python --no-build-isolation --use-pep517 --no-use-pep517
    --check-build-dependencies --break-system-packages --compile --no-compile --no-warn-script-location
    --no-warn-conflicts --prefer-binary --require-hashes --no-clean --no-index --pre --process-dependency-links --yes`,
  abbreviates: true,
  subcommands: true,
};

// conda 25 (argparse): each subcommand has its own letters.
const condaTarget =
  '-n --name -p --prefix --solver --repodata-fn --console --experimental --subdir --platform';
const condaPackages = `${condaTarget} -c --channel --file --clone --revision --dev-prefix --download-threads --update-specs-file`;
const condaBare = `--yes --quiet --json --verbose --dry-run --all --force --force-reinstall --force-remove --freeze-installed
  --no-update-deps --update-deps --update-all --update-specs --strict-channel-priority --no-channel-priority
  --override-channels --offline --use-local --no-default-packages --only-deps --no-deps --copy --no-pin --prune
  --no-capture-output --live-stream --insecure --download-only --no-shortcuts --use-index-cache --index-cache
  --packages --tarballs --force-pkgs-dirs --logfiles --tempfiles`;
const conda: OptionGrammar = {
  valued: condaPackages,
  bare: condaBare,
  abbreviates: true,
  equals: true,
  subcommands: true,
};
const condaEnvironment: OptionGrammar = {
  valued: `${condaTarget} -f --file`,
  bare: condaBare,
  abbreviates: true,
  equals: true,
};
const condaTable: Readonly<Record<string, OptionGrammar>> = {
  '': conda,
  ' env': { ...condaEnvironment, subcommands: true },
  ' clean': { bare: condaBare, abbreviates: true },
  ' run': {
    valued: '-n --name -p --prefix --cwd -e --env -r --root-prefix --label',
    bare: condaBare,
    equals: true,
    stops: true,
  },
  ' config': {
    valued: '--file --add --append --prepend --set --remove --remove-key --name --prefix -n -p',
    bare: '--system --env --get --show --show-sources --describe --write-default --validate --force',
    equals: true,
  },
};
// mamba 2 and micromamba (CLI11): environment files everywhere by -f, and a root prefix.
const mambaTable: Readonly<Record<string, OptionGrammar>> = {
  ...condaTable,
  '': {
    ...conda,
    valued: `${condaPackages} -f -r --root-prefix --rc-file --log-level --category --channel-priority --pyc --platform`,
  },
};

const uvIndex =
  '--index --default-index -i --index-url --extra-index-url -f --find-links --index-strategy --keyring-provider';
const uv: OptionGrammar = {
  // uv 0.9: the options of its subcommands do not contradict each other.
  valued: `${uvIndex} -r --requirements --requirement -c --constraints --constraint --overrides --override --excludes -b --build-constraints
    --build-constraint -e --editable --extra --group --no-group --only-group -P --upgrade-package --upgrade-group --reinstall-package
    --refresh-package --resolution --prerelease --fork-strategy -C --config-setting --config-settings --config-settings-package
    --no-build-isolation-package --no-build-package --no-binary-package --exclude-newer --exclude-newer-package --no-sources-package
    --link-mode --no-binary --only-binary -p --python -t --target --prefix --python-version --python-platform --torch-backend
    --cache-dir --directory --project --config-file --allow-insecure-host --trusted-host --color -w --with --with-editable
    --with-requirements --with-executables-from --from --package --no-install-package --script --branch --tag --rev --optional
    --bounds --marker -m --env-file -o --output-file --out-dir --format --prompt --default-groups --mirror --install-dir`,
  subcommands: true,
};

const yum: OptionGrammar = {
  // yum 3 and dnf 4 (argparse), dnf 5.
  valued: `-c --config -d --debuglevel -e --errorlevel -x --exclude --excludepkgs --enablerepo --disablerepo --repo --repoid
    --repofrompath --setopt --releasever --installroot --disableexcludes --disableplugin --enableplugin --forcearch
    --arch --archlist --comment --advisory --advisories --bz --bzs --cve --cves --sec-severity --secseverity --color -R
    --randomwait --rpmverbosity --downloaddir --destdir`,
  bare: '--assumeyes --assumeno --quiet --verbose --nogpgcheck --best --nobest --allowerasing --skip-broken --refresh --cacheonly --nodocs',
  abbreviates: true,
  equals: true,
  subcommands: true,
};

const npm: OptionGrammar = {
  // npm 10.
  valued: `-C --prefix --registry --loglevel --cache --userconfig --globalconfig --tag --omit --include --save-prefix -w --workspace --arch
    --cpu --os --libc --node-options --script-shell --fetch-retries --fetch-timeout --fetch-retry-mintimeout
    --fetch-retry-maxtimeout --maxsockets --https-proxy --proxy --noproxy --cafile --ca --otp --scope --auth-type
    --install-strategy --before --location -L --network-timeout --python --target --build-from-source --depth`,
  subcommands: true,
};

const yarn: OptionGrammar = {
  valued: `--cwd --cache-folder --network-timeout --network-concurrency --registry --modules-folder --prefix --global-folder
    --mutex --preferred-cache-folder --proxy --https-proxy --use-yarnrc --tag --pattern`,
  subcommands: true,
};

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

/** By program, then subcommand: `conda env` is the grammar of what follows `conda env`. */
const grammars: Readonly<Record<string, OptionGrammar>> = {
  // Packages of the operating system
  'apt-get': apt,
  apt,
  'apt-cache': apt,
  'apt-mark': apt,
  aptitude: { ...apt, valued: `${apt.valued} -F -w -q -O -d` },
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
  apk: {
    valued: `-p --root -X --repository -t --virtual --keys-dir --repositories-file --cache-dir --cache-max-age --arch --wait
      --progress-fd --timeout`,
    bare: '--no-cache --update-cache --quiet --force --purge --allow-untrusted --upgrade --latest --available',
    abbreviates: true,
    subcommands: true,
  },
  yum,
  dnf: yum,
  microdnf: yum,
  'dnf group': yum,
  'dnf groups': yum,
  'dnf module': yum,
  'yum group': yum,
  'yum groups': yum,
  zypper: {
    valued: `-c --config -D --reposd-dir -C --cache-dir --raw-cache-dir --solv-cache-dir --pkg-cache-dir --root -R --installroot
      --userdata -p --plus-repo --plus-content -t --type -r --repo --from --download --solver-focus --releasever
      --table-style -s --gpg-auto-import-keys-from --priority --name -k`,
    bare: '--non-interactive --no-confirm --no-recommends --no-refresh --quiet --gpg-auto-import-keys --auto-agree-with-licenses',
    subcommands: true,
  },

  // Python
  pip,
  pipx: {
    valued: `--python --suffix -i --index-url --pip-args --preinstall --spec --app --with --fetch-python`,
    subcommands: true,
  },
  uv,
  'uv pip': uv,
  'uv tool': uv,
  'uv python': uv,
  'uv cache': uv,
  'uv self': uv,
  'uv run': { ...uv, stops: true },
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

  // Other languages
  npm,
  'npm cache': npm,
  'npm config': npm,
  yarn,
  'yarn global': yarn,
  'yarn cache': yarn,
  'yarn config': yarn,
  gem: {
    valued:
      '-v --version -i --install-dir -n --bindir --platform -P --trust-policy -s --source --build-root -p --http-proxy -B --bulk-threshold --config-file',
    bare: '--no-document --no-rdoc --no-ri --force --user-install --no-user-install --quiet --conservative',
    abbreviates: true,
    subcommands: true,
  },
  go: {
    valued:
      '-C -o -p -tags -ldflags -gcflags -asmflags -mod -modfile -overlay -pkgdir -toolexec -buildmode -buildvcs -compiler -installsuffix -pgo -covermode -coverpkg -exec -run -timeout',
    singleDash: true,
    subcommands: true,
  },
  'go mod': { singleDash: true, subcommands: true },

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
    // Debian's adduser 3.118 and the one of busybox.
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
  // `-n` of echo is part of its text as far as anybody asks.
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

  ...prefixed('conda', condaTable),
  ...prefixed('mamba', mambaTable),
  ...prefixed('micromamba', mambaTable),
};

function prefixed(
  program: string,
  table: Readonly<Record<string, OptionGrammar>>,
): Record<string, OptionGrammar> {
  return Object.fromEntries(
    Object.entries(table).map(([subcommand, grammar]) => [program + subcommand, grammar]),
  );
}

/** The grammar of a program or, with the names separated by a blank, of its subcommand. */
export function grammarOf(path: string): OptionGrammar | undefined {
  return Object.hasOwn(grammars, path) ? grammars[path] : undefined;
}
