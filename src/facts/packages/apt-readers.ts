/**
 * Which commands look packages up in the lists of apt. The question is asked before lists are removed, so the answer
 * errs on the safe side: for a program that may use them, it is `perhaps`.
 */

import type { RunStep } from '../../model/model.ts';
import { isOfManager, packageAction } from '../../model/package-actions.ts';
import { knownWords } from '../../model/script-values.ts';
import {
  ACCOUNTS,
  COMPRESSING,
  COPYING,
  DIRECTORIES,
  FETCHING,
  NAMING,
  PERMISSIONS,
  QUIET,
  SYSTEM,
} from '../../programs/everyday.ts';
import type { PackageAction } from '../../programs/package-tool.ts';
import { actionOf, packageTool } from '../../programs/package-tools.ts';
import { isShell } from '../../programs/shells.ts';
import type { Command, Script, Word } from '../../shell/script.ts';
import { namesOf } from '../../text/names.ts';
import { baseName } from '../../text/paths.ts';
import { deletesAptLists } from './apt.ts';

/** `yes`: it reads the lists. `perhaps`: an unknown script or program. */
export type ListsReading = 'yes' | 'perhaps' | 'no';

/**
 * Whether a command of a RUN reads the package lists. Commands that `sudo`, `xargs` or `sh -c` run are asked
 * separately.
 */
export function listsReadingOf(run: RunStep, script: Script, command: Command): ListsReading {
  const { name, nameWord } = command;
  // The commands of a function are in the list themselves.
  if (!nameWord || script.functions.has(name) || asksForHelp(command)) return 'no';
  if (looksAtLists(run, command)) return 'perhaps';
  // Browsers of Playwright and similar tools: they install libraries through apt.
  if (command.words.some(({ text }) => /^(?:--with-deps|install-deps)$/.test(text))) return 'perhaps';
  if (!nameWord.literal && /[$`]/.test(name)) {
    return command.wrappers.some((outer) => outer.name === 'eval')
      ? readingOfEval(nameWord)
      : readingOfValue(run, command, nameWord);
  }
  if (isOfManager(command, 'apt')) return readingOfApt(command);
  if (READERS.has(name)) return 'yes';
  if (isShell(name)) return readingOfShell(script, command);
  if (command.is('.|source')) return readingOfFile(command.operands[0], SOURCED);
  if (command.is('eval'))
    return command.words.every((word) => readingOfEval(word) === 'no') ? 'no' : 'perhaps';
  if (INTERPRETERS.has(unversioned(name))) return readingOfInterpreter(script, command);
  if (command.is('make|gmake|nmake|remake')) return readingOfTargets(command.operands);
  if (command.is('npm|pnpm|yarn|bun', 'run|run-script'))
    return readingOfTargets(command.operands.slice(1, 2));
  if (command.is('pnpm|yarn|bun')) return readingOfTargets(command.operands.slice(0, 1));
  return isKnownProgram(nameWord, name) ? 'no' : 'perhaps';
}

/** The directory of the lists, or everything in the directory above it. */
const LISTS = /\/var\/lib\/apt(?:\/lists|\/\*|\/?(?![\w./-]))/;
/** Commands that neither need nor show the content of a directory. */
const ONLY_NAMES = 'rm|rmdir|mkdir|chmod|chown|chgrp|chattr|touch|ln|export|echo|printf|trap';

/** Whether a command names the lists, to copy, list or search them, or changes to their directory. */
function looksAtLists(run: RunStep, command: Command): boolean {
  if (command.is(ONLY_NAMES) || deletesAptLists(command)) return false;
  const mayTakeAbove = command.is('cp|mv|tar|rsync|zip');
  const isPlace = (text: string) => LISTS.test(text) || (mayTakeAbove && /^\/var(?:\/lib)?\/?$/.test(text));
  const names = (word: Word) =>
    word.literal ? isPlace(word.text) : (knownWords(run, command, word) ?? [word.text]).some(isPlace);
  return (
    command.words.some(names) ||
    command.redirections.some(({ target }) => target !== undefined && names(target))
  );
}

/** `node --version`: such a call reads nothing. */
function asksForHelp({ words }: Command): boolean {
  return words.length === 1 && /^(?:-v|-V|-h|--?version|--help)$/.test(words[0]!.text);
}

/** `$INSTALL b`, with the value from the script or ENV. */
function readingOfValue(run: RunStep, command: Command, word: Word): ListsReading {
  const known = knownWords(run, command, word);
  if (!known?.[0]) return 'perhaps';
  const program = baseName(known[0]);
  const tool = packageTool(program);
  if (tool?.manager === 'apt') return READINGS[actionOf(tool, known[1] ?? '') ?? 'install'] ?? 'yes';
  if (READERS.has(program)) return 'yes';
  return known[0] === program && isListed(program) ? 'no' : 'perhaps';
}

/** What the actions of apt do with the lists; `install` depends on its operands. */
const READINGS: Readonly<Partial<Record<PackageAction, ListsReading>>> = {
  sync: 'yes',
  upgrade: 'yes',
  fetch: 'yes',
  look: 'yes',
  refresh: 'no',
  clean: 'no',
  remove: 'no',
  show: 'no',
  manage: 'no',
};

function readingOfApt(command: Command): ListsReading {
  const [subcommand] = command.operands;
  if (!subcommand) return 'no';
  if (!subcommand.literal) return 'perhaps';
  const action = packageAction(command);
  const reading = action && READINGS[action];
  if (reading === 'no' || command.flag('--installed')) return 'no';
  if (action !== 'install') return reading ?? 'perhaps';
  const isGiven = command.targets.length > 0 || command.wrappers.some(({ name }) => name === 'xargs');
  return isGiven || command.flag('-f', '--fix-broken') ? 'yes' : 'no';
}

/** Programs that look packages up, other than apt-get and apt. */
const READERS = namesOf(`
  apt-cache apt-file apt-fast apt-rdepends apt-show-versions apt-src apt-venv nala gdebi gdebi-gtk gdebi-kde mk-build-deps
  rosdep tasksel debtree unattended-upgrade unattended-upgrades wajig aptdcon pkcon grep-aptavail ubuntu-drivers
  xx-apt xx-apt-get
`);

/** Installers whose script is known not to use apt, or to fetch the lists itself first. */
const INSTALLER_ADDRESS =
  /sh\.rustup\.rs|install\.python-poetry\.org|\/install-poetry\.py|astral\.sh\/uv|bootstrap\.pypa\.io|\/get-pip\.py|\/nvm-sh\/nvm\/|\/creationix\/nvm\/|micro\.mamba\.pm|getcomposer\.org|bun\.sh\/install|deno\.land\/|\/get-helm|\/pyenv-installer|pyenv\.run|repo\.anaconda\.com|repo\.continuum\.io|conda-forge\/miniforge/;
const INSTALLER_FILE =
  /conda|mamba|miniforge|^rustup|^cmake-|^get-pip|^install-poetry|^configure$|^config$|^autogen\.sh$|^buildconf|^gradlew$|^mvnw$|^cuda_|^NVIDIA-Linux|^julia-|^bazel-/i;
/** Files that only set variables. */
const SOURCED =
  /(?:^|\/)(?:activate|deactivate|\.?bashrc|\.?profile|\.bash_profile|\.?zshrc|os-release|lsb-release|environment|conda\.sh|mamba\.sh|nvm\.sh|sdkman-init\.sh|env|envvars|setupvars\.sh|vars\.sh)$|^\/opt\/.*\/(?:local_)?setup\.(?:ba|z)?sh$/;

function readingOfFile(file: Word | undefined, known: RegExp): ListsReading {
  return file && known.test(file.text) ? 'no' : 'perhaps';
}

/** A shell whose script was not read: it is in a file, comes through a pipe, or is created in the run. */
function readingOfShell(script: Script, command: Command): ListsReading {
  const file = command.flag('-c', '-s') ? undefined : command.operands[0];
  if (file && file.text !== '-' && !file.text.startsWith('<(')) {
    return INSTALLER_FILE.test(baseName(file.text)) ? 'no' : 'perhaps';
  }
  return isOfKnownInstaller(script, command) ? 'no' : 'perhaps';
}

/** `curl … | sh`, `sh <(curl …)`, `sh -c "$(curl …)"`. */
function isOfKnownInstaller({ commands }: Script, command: Command): boolean {
  const { index } = command.context.pipeline;
  const feeding = commands.filter(
    (one) =>
      one.context.pipeline.index === index &&
      one.context.pipeline.position < command.context.pipeline.position,
  );
  return [...feeding.flatMap(({ words }) => words), ...command.words].some(({ text }) =>
    INSTALLER_ADDRESS.test(text),
  );
}

/** `eval "$(conda shell.bash hook)"`: the commands of a substitution are in the list; the content of a variable is not. */
function readingOfEval({ literal, text }: Word): ListsReading {
  return literal || /\$\(|`/.test(text) ? 'no' : 'perhaps';
}

const INTERPRETERS = namesOf('python pypy perl ruby node nodejs php lua Rscript R julia tclsh');
/** `python -c`, `python -m`, `perl -pe`, `php -r`, `node --eval`. */
const INLINE = /^-(?:\w*[cmerpE]|-eval|-execute)$|^-m/;
/** Names of files that build and install the project beside them. */
const BUILD_FILE =
  /^(?:setup\.py|manage\.py|get-pip\.py|ez_setup\.py|install-poetry\.py|waf|Makefile\.PL|Build\.PL|extconf\.rb|setup\.rb|artisan|composer(?:\.phar|-setup\.php)?|configure)$/;

/** An interpreter with its program on the command line, on its input, or in a file. */
function readingOfInterpreter(script: Script, command: Command): ListsReading {
  const first = command.words.findIndex(({ text }) => !text.startsWith('-') || text === '-');
  const options = first === -1 ? command.words : command.words.slice(0, first);
  const inline = options.some(({ text }) => INLINE.test(text));
  const bodies = command.redirections.flatMap(({ body }) => body ?? []);
  if (inline || bodies.length > 0) return [...command.words, ...bodies].some(namesApt) ? 'perhaps' : 'no';
  const file = command.words[first];
  if (!file || file.text === '-')
    return isOfKnownInstaller(script, command) || !isPiped(command) ? 'no' : 'perhaps';
  return BUILD_FILE.test(baseName(file.text)) || /^CMD$/.test(file.text) ? 'no' : 'perhaps';
}

function isPiped({ context }: Command): boolean {
  return context.pipeline.position > 0;
}

function namesApt({ text }: { readonly text: string }): boolean {
  return /\bapt\b|\bapt-|aptitude/.test(text);
}

/** A makefile, or `npm run`, builds and installs the project beside it; targets that prepare dependencies are different. */
function readingOfTargets(targets: readonly Word[]): ListsReading {
  const getsReady =
    /(?:^|[-_./:])(?:apt|deps?|dependenc\w*|prereq\w*|requirements?|setup|bootstrap|provision|packages?|system|toolchain|prepare|init|env\w*)(?:$|[-_./:])/i;
  return targets.some(({ text, literal }) => !text.includes('=') && (!literal || getsReady.test(text)))
    ? 'perhaps'
    : 'no';
}

/** A listed program, called by its name or in a directory of programs; or a script that builds the sources it came with. */
function isKnownProgram({ text }: Word, name: string): boolean {
  const directory = text.slice(0, Math.max(0, text.length - name.length));
  if (directory === '/etc/init.d/') return true;
  const isInPath = directory === '' || /(?:bin|libexec)\/$/.test(directory);
  return isInPath ? isListed(name) : BUILD_SCRIPT.test(name);
}

const BUILD_SCRIPT =
  /^(?:configure|Configure|config|autogen\.sh|buildconf(?:\.sh)?|gradlew|mvnw|waf|b2|bjam|catalina\.sh|bootstrap-vcpkg\.sh)$/;

/** `gcc-10` and `llvm-config-14` count as their names without the version. */
function unversioned(name: string): string {
  return name.replace(/-?[\d.]+$/, '');
}

function isListed(name: string): boolean {
  const bare = unversioned(name);
  const tool = packageTool(name) ?? packageTool(bare);
  if (tool) return tool.manager !== 'apt';
  return LEAVE_LISTS_ALONE.has(name) || LEAVE_LISTS_ALONE.has(bare) || FAMILIES.test(name);
}

/**
 * Programs of one kind by their names: `dpkg-reconfigure`, `update-ca-certificates`, `docker-php-ext-install`,
 * `a2enmod`.
 */
const FAMILIES =
  /^(?:dpkg-|debconf-|update-|docker-php-|php5?(?:en|dis)mod$|a2(?:en|dis)|pg_|redis-|rabbitmq|mysql|mongo|git-|ssh-|gpg|x86_64-|aarch64-|arm-|i686-|jupyter|nvidia-|conda-|pip|ros-|colcon|catkin)/;

const LEAVE_LISTS_ALONE = namesOf(`
  ${QUIET} ${PERMISSIONS} ${ACCOUNTS} ${DIRECTORIES} ${SYSTEM} ${NAMING} ${COPYING} ${COMPRESSING} ${FETCHING}
  apt-mark apt-key apt-config apt-ftparchive apt-sortpkgs apt-extracttemplates apt-add-repository
  clean-install install-php-extensions dselect alien
  locale gpgconf invoke-rc.d service systemctl start-stop-daemon crontab
  createuser setuser su sudo doas visudo setcap getcap
  mktemp mkfifo mknod chattr find fix-permissions shred dd rsync stow rename shuf tree dir mount umount
  bsdtar zip xzcat lzma unzstd 7z 7za cpio unrar cabextract unsquashfs
  tac zgrep patch xargs split fold fmt
  column nl od xxd hexdump strings comm join paste expand envsubst dos2unix iconv rev jq yq xmlstarlet xmllint crudini
  sha384sum cksum openssl certutil keytool pwgen mkpasswd uuidgen htpasswd make-ssl-cert
  who whereis bc
  printenv tput stty clear reset logger nohup timeout time nice sysctl free ps pgrep pkill kill killall ip ifconfig
  unalias getopts history dirs pushd popd builtin complete
  aria2c axel fetch lftp ftp scp sftp ssh ssh-keygen ssh-keyscan ssh-add ssh-agent nc ncat ping nslookup dig
  git hg svn bzr cvs repo vcs wstool gh glab
  easy_install pipenv poetry uvx pdm hatch flit virtualenv pyvenv anaconda pyenv pip-sync
  ipython jupyter nbstripout pytest tox nosetests cython pyinstaller django-admin flask gunicorn uwsgi celery alembic mlflow
  wandb dvc huggingface-cli hf spacy horovodrun streamlit buildout pybabel sphinx-build
  npx bun deno nvm n fnm volta bower grunt gulp ng tsc webpack corepack electron-rebuild lerna ionic sass yo
  bundle bundler rbenv rvm jekyll ruby-build ruby-install ruby-switch passenger-config fluent-gem update_rubygems
  cargo rustup rustc gofmt glide dep godep gvm mix rebar3 erl elixir lein sbt scala mvn ant gradle java javac jar kotlinc sdk
  dotnet nuget mono xbuild msbuild stack cabal ghc ghcup cpan cpanm carton luarocks julia Rscript R install2.r installGithub.r
  install.r composer pecl pear phpize php-config phpunit drush phpbrew wp hhvm tlmgr texhash mktexlsr fmtutil kpsewhich
  cmake ninja meson scons bazel bazelisk gcc g++ cc c++ cpp clang clang++ ld nvcc nvidia-smi gfortran as nm objcopy objdump strip
  ranlib ldd autoconf automake autoreconf aclocal autoheader libtoolize libtool gettextize m4 bison flex swig protoc pkg-config
  qmake moc mpicc mpirun mpiexec ccache distcc gdb checkinstall patchelf chrpath install_name_tool emcc em++ ctest cpack b2
  mysqld mysqladmin mysqldump psql createdb dropdb initdb postgres redis-cli sqlite3 mongod mongo sqlcmd mssql-conf
  nginx apache2 apache2ctl apachectl httpd catalina.sh php-fpm lighty-enable-mod supervisord supervisorctl sshd postconf postmap
  newaliases echo_supervisord_conf tini dumb-init gosu su-exec confd dockerize docker docker-compose kubectl helm terraform packer
  aws az gcloud gsutil azcopy kaggle vim vi nano emacs ffmpeg ffprobe convert identify magick wine winetricks Xvfb xvfb-run x11vnc
  sdkmanager avdmanager android gs pandoc latex pdflatex firefox google-chrome chromium chromedriver geckodriver phantomjs
  wait-for-it wait-for-it.sh groups newgrp busybox run-parts savelog logrotate expect tic infocmp vcpkg
`);
