/** The package managers of Node. Sources: the manuals of npm 10 (docs.npmjs.com/cli), yarn 1.22 and pnpm 9 (pnpm.io/cli). */
import type { OptionGrammar } from './option-grammar.ts';
import type { PackageSyntax, PackageTool } from './package-tool.ts';

/** `name`, `name@version`, `@scope/name@version`, `alias@npm:name@version`. */
const packages: PackageSyntax = {
  named: /^(?<name>@?[^@\s]+)(?<specifier>(?:@.*)?)$/,
  other: /^[.~]{0,2}\/|^\.+$|^https?:|^file:|^link:|\.t(?:ar\.)?gz$/,
  repository:
    /^(?:(?:git(?:\+\w+)?|ssh):\/\/|(?:github|gitlab|bitbucket|gist):|[\w-][\w.-]*\/[\w.-]+(?=#|$)).*?(?<specifier>(?:#.*)?)$/,
  // A tag such as `@latest`, or no version, means whatever is newest.
  pins: {
    fixed: /@=?v?\d+\.\d+\.\d+[\w.+-]*$|^#(?!(?:main|master|develop)$)./,
    limited: /@(?:[\^~<]|v?\d)|<|\s-\s/,
    open: /^[@#]/,
  },
  joint: '@',
  names: 'as written',
  versions: 'exact',
};

const npmOptions: OptionGrammar = {
  // npm 10.
  valued: `-C --prefix --registry --loglevel --cache --userconfig --globalconfig --tag --omit --include --save-prefix -w --workspace --arch
    --cpu --os --libc --node-options --script-shell --fetch-retries --fetch-timeout --fetch-retry-mintimeout
    --fetch-retry-maxtimeout --maxsockets --https-proxy --proxy --noproxy --cafile --ca --otp --scope --auth-type
    --install-strategy --before --location -L --network-timeout --python --target --build-from-source --depth`,
  subcommands: true,
};

export const npm: PackageTool = {
  manager: 'npm',
  project: 'installs',
  programs: ['npm'],
  options: { '': npmOptions, cache: npmOptions, config: npmOptions },
  actions: {
    install: 'install, i, add, in, ins, inst, insta, instal, isnt, isnta, isntal, isntall',
    sync: 'ci, clean-install, ic, install-clean, install-test, it, install-ci-test, cit, rebuild, rb',
    upgrade: 'update, up, upgrade, udpate, audit fix',
    remove: 'uninstall, unlink, remove, rm, r, un, prune',
    look: 'view, info, search, outdated, audit',
    clean: 'cache clean, cache clear, cache rm',
    show: 'list, ls, ll, la, root, prefix, bin, explain, why, config get, config list, config ls, help',
    manage: 'config set, config delete, set, login, logout',
  },
  packages,
  cache: {
    directories: ['~/.npm'],
    movedBy: { variables: ['npm_config_cache', 'NPM_CONFIG_CACHE'], flags: ['--cache'] },
    filledBy: ['install', 'sync', 'upgrade'],
    cleanedBy: { flags: ['-f', '--force'] },
  },
};

const yarnOptions: OptionGrammar = {
  valued: `--cwd --cache-folder --network-timeout --network-concurrency --registry --modules-folder --prefix --global-folder
    --mutex --preferred-cache-folder --proxy --https-proxy --use-yarnrc --tag --pattern`,
  subcommands: true,
};

export const yarn: PackageTool = {
  manager: 'yarn',
  project: 'installs',
  programs: ['yarn'],
  showsOnly: ['--version', '-v', '--help', '-h'],
  options: { '': yarnOptions, global: yarnOptions, cache: yarnOptions, config: yarnOptions },
  actions: {
    install: 'add, global add',
    // `yarn` alone means `yarn install`.
    sync: ', install',
    upgrade: 'upgrade, up, upgrade-interactive, global upgrade',
    remove: 'remove, global remove, autoclean',
    look: 'info, outdated, audit',
    clean: 'cache clean',
    show: `list, why, bin, versions, help, global list, global bin, global dir, cache dir, cache list,
      config get, config list`,
    manage: 'config set, config delete, set, login, logout',
  },
  packages,
  cache: {
    directories: ['/usr/local/share/.cache/yarn', '~/.cache/yarn', '~/.yarn/berry/cache'],
    movedBy: { variables: ['YARN_CACHE_FOLDER', 'YARN_GLOBAL_FOLDER'], flags: ['--cache-folder'] },
    filledBy: ['install', 'sync', 'upgrade'],
  },
};

export const pnpm: PackageTool = {
  manager: 'pnpm',
  project: 'installs',
  programs: ['pnpm'],
  options: {
    '': {
      valued: `-C --dir --prefix --registry --loglevel --reporter --store-dir --virtual-store-dir --modules-dir --lockfile-dir
    --filter -F --workspace-concurrency --network-concurrency --fetch-retries --fetch-timeout --tag --global-dir
    --package-import-method --node-linker --child-concurrency`,
      subcommands: true,
    },
    store: { subcommands: true },
    config: { subcommands: true },
  },
  actions: {
    install: 'add, install, i',
    sync: 'fetch, rebuild, rb, import, dlx',
    upgrade: 'update, up, upgrade',
    remove: 'remove, rm, uninstall, un, prune',
    look: 'outdated, audit',
    clean: 'store prune',
    show: 'list, ls, ll, la, why, root, bin, store path, store status, config get, config list, help',
    manage: 'config set, config delete, setup, env',
  },
  packages,
  cache: {
    directories: ['~/.local/share/pnpm/store', '/pnpm/store', '~/.cache/pnpm'],
    movedBy: { variables: ['npm_config_store_dir', 'NPM_CONFIG_STORE_DIR'], flags: ['--store-dir'] },
    filledBy: ['install', 'sync', 'upgrade'],
  },
};
