/** The package managers of Debian and Ubuntu. Sources: apt-get(8), apt(8), apt.conf(5) of apt 2.6, aptitude(8) 0.8. */
import type { OptionGrammar } from './option-grammar.ts';
import type { PackageSyntax, PackageTool, Setting } from './package-tool.ts';

export const aptOptions: OptionGrammar = {
  valued:
    '-a --host-architecture -c --config-file -o --option -P --build-profiles -t --target-release --default-release -S --snapshot',
  bare: '--yes --assume-yes --quiet --no-install-recommends --allow-unauthenticated --force-yes',
  subcommands: true,
  equals: true,
};

/** `name`, `name:arch`, `name=version`, `name/release`, `name+`, patterns of names; `name-` removes it. */
const packages: PackageSyntax = {
  named: /^(?<name>[A-Za-z0-9][A-Za-z0-9+.*?[\]-]*?)(?::[a-z0-9-]+)?(?<specifier>(?:[=/].*)?)$/,
  other: /^[./~]|-$/,
  unversioned: /\.deb$/,
  pins: { fixed: /^[=/]./ },
  joint: '=',
  names: 'as written',
};

const configuration: Pick<Setting, 'files' | 'lineFlags' | 'fileVariable'> = {
  files: ['/etc/apt/apt.conf', '/etc/apt/apt.conf.d'],
  lineFlags: ['-o', '--option'],
  fileVariable: 'APT_CONFIG',
};

/** The images of Debian and Ubuntu themselves remove downloads (`/etc/apt/apt.conf.d/docker-clean`). */
export const apt: PackageTool = {
  manager: 'apt',
  system: true,
  programs: ['apt-get', 'apt'],
  options: { '': aptOptions },
  actions: {
    install: 'install',
    sync: 'reinstall, satisfy, build-dep',
    upgrade: 'upgrade, dist-upgrade, full-upgrade, dselect-upgrade',
    remove: 'remove, purge, autoremove, auto-remove, autopurge',
    refresh: 'update',
    fetch: 'source, download',
    look: 'changelog, indextargets, search, show, showsrc, list, policy, depends, rdepends, madison',
    clean: 'clean, autoclean, auto-clean, distclean, dist-clean',
    show: 'check, help, moo',
    manage: 'mark, edit-sources',
  },
  packages,
  needsLists: ['install', 'sync', 'upgrade', 'fetch'],
  showsOnly: [
    ...['-s', '--simulate', '--just-print', '--dry-run', '--recon', '--no-act'],
    ...['--print-uris', '-h', '--help'],
  ],
  installsNothingNew: ['--only-upgrade', '--reinstall'],
  unsigned: {
    flags: ['--allow-unauthenticated', '--force-yes', '--allow-insecure-repositories'],
    keys: ['AllowUnauthenticated', 'AllowInsecureRepositories'],
  },
  confirmation: {
    ...configuration,
    asks: ['install', 'sync', 'upgrade', 'remove'],
    answer: { option: '-y' },
    on: ['-y', '--yes', '--assume-yes', '--force-yes'],
    off: [],
    onTwice: ['-q', '--quiet'],
    mayAsk: { subcommands: ['autoremove', 'auto-remove', 'autopurge'], flags: ['-f', '--fix-broken'] },
    answersNothing:
      /^(?:-f|--(?:no-install-\w+|install-\w+|fix-\w+|allow-[\w-]+|reinstall|only-upgrade|no-upgrade|purge|with-new-pkgs))$/,
    key: 'Assume-Yes',
  },
  extras: {
    ...configuration,
    on: ['--install-recommends'],
    off: ['--no-install-recommends'],
    key: 'Install-Recommends',
  },
};

export const aptitude: PackageTool = {
  ...apt,
  programs: ['aptitude'],
  options: { '': { ...aptOptions, valued: `${aptOptions.valued} -F -w -q -O -d` } },
  actions: {
    install: 'install',
    sync: 'reinstall, build-dep',
    upgrade: 'upgrade, dist-upgrade, full-upgrade, safe-upgrade',
    remove: 'remove, purge',
    refresh: 'update',
    fetch: 'download',
    look: 'changelog, search, show, why, why-not, versions',
    clean: 'clean, autoclean',
    show: 'help',
    manage: 'hold, unhold, markauto, unmarkauto, forget-new, forbid-version, keep, keep-all',
  },
  extras: {
    ...apt.extras!,
    on: ['-r', '--with-recommends'],
    off: ['-R', '--without-recommends'],
  },
};
