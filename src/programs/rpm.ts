/** The package managers of Red Hat's systems. Sources: yum(8) 3.4, dnf(8) 4.14, dnf5(8), microdnf(8), yum.conf(5), dnf.conf(5). */
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
  options: { '': options, group: options, groups: options },
  actions: {
    install: 'install, localinstall',
    sync: 'groupinstall, group install, groups install, reinstall, downgrade, builddep',
    upgrade: 'update, upgrade, update-to, upgrade-to, update-minimal, localupdate, distro-sync',
    remove: 'remove, erase, autoremove, groupremove, group remove, groups remove',
    refresh: 'makecache, check-update',
    look: 'list, search, info, provides, whatprovides, deplist, repolist, groupinfo, grouplist',
    clean: 'clean',
    show: 'check, history, help, version',
    manage: 'versionlock',
  },
  packages: {
    // `name`, `name.arch`, `name-version`, `name-epoch:version-release`. A version has a dot, or its release does: `devtoolset-8`
    // and `cuda-9-0` are names.
    named:
      /^(?<name>.+?)(?<specifier>(?:-(?=\d[^-]*(?:-\d[^-]*)?$)(?=[^.:]*[.:])(?:\d+:)?[\w.~^+*]+(?:-[\w.~^+*]+)?)?)(?:\.(?:noarch|x86_64|aarch64|i[3-6]86|ppc64le|s390x))?$/,
    other: /^[./]|:\/\//,
    unversioned: /^@|\.rpm$/,
    pins: { fixed: /^-/ },
    names: 'as written',
  },
  showsOnly: ['--assumeno', '-h', '--help'],
  confirmation: {
    asks: ['install', 'sync', 'upgrade', 'remove'],
    on: ['-y', '--assumeyes'],
    off: [],
    key: 'assumeyes',
    lineFlags: ['--setopt'],
    files: ['/etc/yum.conf', '/etc/yum'],
  },
  cache: {
    directories: ['/var/cache/yum'],
    filledBy: ['install', 'sync', 'upgrade', 'refresh', 'look'],
    cleanedBy: { operands: ['all', 'packages'] },
  },
};

export const dnf: PackageTool = {
  ...yum,
  manager: 'dnf',
  programs: ['dnf', 'microdnf'],
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
    // dnf 4, microdnf on ubi8, dnf 5; a user's cache is below the home directory.
    directories: ['/var/cache/dnf', '/var/cache/yum', '/var/cache/libdnf5'],
  },
};
