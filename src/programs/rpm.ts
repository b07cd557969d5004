/**
 * The package managers of Red Hat's systems, and of Azure Linux. Sources: yum(8) 3.4, dnf(8) 4.14, dnf5(8), microdnf(8), yum.conf(5),
 * dnf.conf(5); https://github.com/vmware/tdnf/wiki.
 */
import type { OptionGrammar } from './option-grammar.ts';
import type { PackageTool } from './package-tool.ts';

const options: OptionGrammar = {
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

export const yum: PackageTool = {
  manager: 'yum',
  system: true,
  programs: ['yum'],
  options: { '': options, group: options, groups: options, module: options },
  actions: {
    install: 'install, localinstall',
    sync: 'groupinstall, group install, groups install, module install, reinstall, downgrade, builddep',
    upgrade: 'update, upgrade, update-to, upgrade-to, update-minimal, localupdate, distro-sync',
    remove: 'remove, erase, autoremove, groupremove, group remove, groups remove',
    refresh: 'makecache, check-update',
    look: 'list, search, info, provides, whatprovides, deplist, repolist, groupinfo, grouplist',
    clean: 'clean',
    show: 'check, history, help, version',
    manage: 'versionlock',
  },
  packages: {
    // `name`, `name.arch`, `name-version`, `name-epoch:version-release`. A version has a dot, or its release does.
    named:
      /^(?<name>.+?)(?<specifier>(?:-(?=\d[^-]*(?:-\d[^-]*)?$)(?=[^.:]*[.:])(?:\d+:)?[\w.~^+*]+(?:-[\w.~^+*]+)?)?)(?:\.(?:noarch|x86_64|aarch64|i[3-6]86|ppc64le|s390x))?$/,
    other: /^[./]|:\/\//,
    // `devtoolset-8` and `cuda-9-0` may be names, or names with a version.
    unversioned: /^@|\.rpm$|-\d\w*(?:-\d\w*)?$/,
    pins: { fixed: /^-/ },
    joint: '-',
    names: 'as written',
  },
  streams: { subcommand: 'module install', named: /:./ },
  unsigned: { flags: ['--nogpgcheck', '--no-gpgchecks'] },
  showsOnly: ['--assumeno', '-h', '--help'],
  confirmation: {
    asks: ['install', 'sync', 'upgrade', 'remove'],
    answer: { option: '-y' },
    on: ['-y', '--assumeyes'],
    off: [],
    key: 'assumeyes',
    lineFlags: ['--setopt'],
    files: ['/etc/yum.conf', '/etc/yum'],
  },
  cache: {
    directories: ['/var/cache/yum'],
    filledBy: ['install', 'sync', 'upgrade', 'refresh'],
    cleanedBy: { operands: ['all', 'packages'] },
    // From RHEL 8 and Fedora 22 on, yum is dnf.
    sharedWith: ['dnf'],
  },
};

export const dnf: PackageTool = {
  ...yum,
  manager: 'dnf',
  programs: ['dnf', 'dnf5'],
  options: { '': options, group: options, groups: options, grp: options, module: options },
  actions: {
    install: 'install, in, localinstall',
    sync: `groupinstall, group install, groups install, module install, reinstall, rei, downgrade, dg,
      builddep, swap`,
    upgrade: `upgrade, up, update, upgrade-minimal, up-min, update-minimal, distro-sync, dsync, group upgrade,
      module update`,
    remove: 'remove, rm, erase, autoremove, groupremove, group remove, groups remove, module remove',
    refresh: 'makecache, mc, check-update, check-upgrade',
    fetch: 'download',
    look: 'list, ls, search, se, info, if, provides, prov, repoquery, rq, repolist, repoinfo',
    clean: 'clean',
    show: 'check, history, help',
    manage: 'config-manager, copr, mark, module enable, module disable, module reset, versionlock',
  },
  confirmation: { ...yum.confirmation!, files: ['/etc/dnf/dnf.conf', '/etc/yum.conf'] },
  extras: {
    on: [],
    off: [],
    key: 'install_weak_deps',
    lineFlags: ['--setopt'],
    files: ['/etc/dnf/dnf.conf'],
  },
  cache: {
    ...yum.cache!,
    // dnf 4, dnf 5; a user's cache is below the home directory.
    directories: ['/var/cache/dnf', '/var/cache/libdnf5'],
    sharedWith: ['yum'],
  },
};

/**
 * microdnf 3 of Red Hat's images has `-y`, which "does nothing, we always assume yes" (dnf/dnf-main.c of microdnf); from
 * Fedora 41 on it is dnf 5, which asks.
 */
export const microdnf: PackageTool = {
  ...dnf,
  programs: ['microdnf'],
  confirmation: { ...dnf.confirmation!, seldom: true },
  cache: {
    ...dnf.cache!,
    directories: ['/var/cache/yum', '/var/cache/dnf', '/var/cache/libdnf5'],
    sharedWith: [],
  },
};

/** The one of Azure Linux and Photon. */
export const tdnf: PackageTool = {
  ...dnf,
  programs: ['tdnf'],
  confirmation: { ...dnf.confirmation!, files: ['/etc/tdnf/tdnf.conf'] },
  cache: { ...dnf.cache!, directories: ['/var/cache/tdnf'], sharedWith: [] },
};
