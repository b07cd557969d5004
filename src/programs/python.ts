/** The package managers of Python. Sources: pip's manual (25), PEP 440 and 508, the manuals of pipx 1.7 and uv 0.9. */
import type { OptionGrammar } from './option-grammar.ts';
import type { PackageSyntax, PackageTool } from './package-tool.ts';

/** Modules that are programs themselves when `python -m` runs them. */
export const pythonModules: ReadonlySet<string> = new Set(['pip', 'pipx', 'uv', 'poetry', 'conda']);

/** `name[extra]==1.2; marker`, `name @ address`, `git+https://…@ref`. */
const packages: PackageSyntax = {
  named:
    /^(?<written>(?<name>[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)(?:\s*\[[^\]]*\])?)\s*(?<specifier>[^;@]*)(?:[;@].*)?$/,
  other: /^\.|^[^@]*\/|^[^@]*\.(?:whl|zip|tar\.gz)(?:@|$)/,
  address: /^[^@]*@\s*(?:https?|file):/,
  repository: /(?:^|@\s*)(?:git|hg|svn|bzr)\+\w+:\/\/(?:[^@/]*@)?[^@#\s]*(?<specifier>(?:@[^#\s]+)?)/,
  // Every commit changes what a branch points to.
  pins: {
    fixed: /(?:^|,)\s*(?:===?|~=)\s*\S|^@(?!(?:main|master|develop|dev|trunk|HEAD)$)./,
    limited: /</,
    open: /^@|[>!]/,
  },
  joint: '==',
  names: 'pep503',
  versions: 'python',
};

const pipOptions: OptionGrammar = {
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

export const pip: PackageTool = {
  manager: 'pip',
  programs: ['pip'],
  options: { '': pipOptions },
  actions: {
    install: 'install',
    remove: 'uninstall',
    fetch: 'download, wheel',
    look: 'index, search',
    show: 'list, show, check, freeze, inspect, hash, debug, cache, help',
    clean: 'cache purge, cache remove',
    manage: 'config',
  },
  packages: {
    ...packages,
    packageFlags: ['-e', '--editable'],
    fileFlags: ['-r', '--requirement'],
    constraintFlags: ['-c', '--constraint'],
  },
  confirmation: {
    asks: ['remove'],
    answer: { option: '-y' },
    on: ['-y', '--yes'],
    off: [],
    variables: ['PIP_YES'],
  },
  uncached: {
    on: ['--no-cache-dir'],
    off: [],
    key: 'no-cache-dir',
    files: [
      '/etc/pip.conf',
      '/etc/xdg/pip/pip.conf',
      '/root/.pip/pip.conf',
      '/root/.config/pip/pip.conf',
      '/home/dockeruser/.config/pip/pip.conf',
    ],
    fileVariable: 'PIP_CONFIG_FILE',
  },
  cache: {
    directories: ['~/.cache/pip'],
    movedBy: { variables: ['PIP_CACHE_DIR'], flags: ['--cache-dir'] },
    filledBy: ['install', 'fetch'],
    // For old configurations, `0` and `no` switch it off too. Source: pip/_internal/cli/cmdoptions.py, _handle_no_cache_dir.
    offBy: { variables: ['PIP_NO_CACHE_DIR'], flags: ['--no-cache-dir'], byAnyValue: true },
  },
};

export const pipx: PackageTool = {
  manager: 'pip',
  programs: ['pipx'],
  options: {
    '': {
      valued: `--python --suffix -i --index-url --pip-args --preinstall --spec --app --with --fetch-python`,
      subcommands: true,
    },
  },
  actions: {
    install: 'install',
    sync: 'reinstall, reinstall-all, install-all',
    upgrade: 'upgrade, upgrade-all',
    remove: 'uninstall, uninstall-all',
    show: 'list, environment, help',
    manage: 'ensurepath',
  },
  packages,
};

const uvIndex =
  '--index --default-index -i --index-url --extra-index-url -f --find-links --index-strategy --keyring-provider';
const uvOptions: OptionGrammar = {
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

export const uv: PackageTool = {
  manager: 'pip',
  programs: ['uv'],
  project: 'installs',
  options: {
    '': uvOptions,
    pip: uvOptions,
    tool: uvOptions,
    python: uvOptions,
    cache: uvOptions,
    self: uvOptions,
    run: { ...uvOptions, stops: true },
  },
  actions: {
    install: 'pip install, tool install, add',
    sync: 'sync, pip sync, lock, python install',
    create: 'venv',
    upgrade: 'tool upgrade',
    remove: 'pip uninstall, tool uninstall, remove, python uninstall',
    show: `pip list, pip show, pip check, pip freeze, pip tree, tree, tool list, tool dir, cache dir,
      cache size, python list, python find, python dir, export, version, help`,
    clean: 'cache clean, cache prune, clean',
  },
  packages: {
    ...packages,
    packageFlags: ['-e', '--editable'],
    fileFlags: ['-r', '--requirement', '--requirements'],
    constraintFlags: ['-c', '--constraint', '--constraints'],
  },
  cache: {
    directories: ['~/.cache/uv'],
    movedBy: { variables: ['UV_CACHE_DIR'], flags: ['--cache-dir'] },
    filledBy: ['install', 'sync'],
    offBy: { variables: ['UV_NO_CACHE'], flags: ['--no-cache', '--no-cache-dir', '-n'] },
  },
};

/** How pip and uv are told where packages are: options, environment variables, keys of `pip config set global.KEY`. */
export interface SourceNames {
  readonly flags: readonly string[];
  readonly variables: readonly string[];
  readonly key: string;
}

/**
 * What may be said of the sources of packages. `index`: the only index; `extra`: one more; `links`: a page or directory
 * with archives; `trusted`: a host whose certificate is not checked.
 */
export type SourceRole = 'index' | 'extra' | 'links' | 'trusted';

export const sourceNames: Readonly<Record<SourceRole, SourceNames>> = {
  index: {
    flags: ['-i', '--index-url', '--pypi-url', '--default-index'],
    variables: ['PIP_INDEX_URL', 'UV_INDEX_URL', 'UV_DEFAULT_INDEX'],
    key: 'index-url',
  },
  extra: {
    flags: ['--extra-index-url', '--index'],
    variables: ['PIP_EXTRA_INDEX_URL', 'UV_EXTRA_INDEX_URL', 'UV_INDEX'],
    key: 'extra-index-url',
  },
  links: {
    flags: ['-f', '--find-links'],
    variables: ['PIP_FIND_LINKS', 'UV_FIND_LINKS'],
    key: 'find-links',
  },
  trusted: {
    flags: ['--trusted-host', '--allow-insecure-host'],
    variables: ['PIP_TRUSTED_HOST', 'UV_INSECURE_HOST'],
    key: 'trusted-host',
  },
};
