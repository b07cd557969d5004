/** The package manager of openSUSE and SLES. Source: zypper(8) 1.14. */
import type { PackageTool } from './package-tool.ts';

export const zypper: PackageTool = {
  manager: 'zypper',
  system: true,
  programs: ['zypper'],
  options: {
    '': {
      valued: `-c --config -D --reposd-dir -C --cache-dir --raw-cache-dir --solv-cache-dir --pkg-cache-dir --root -R --installroot
      --userdata -p --plus-repo --plus-content -t --type -r --repo --from --download --solver-focus --releasever
      --table-style -s --gpg-auto-import-keys-from --priority --name -k`,
      bare: '--non-interactive --no-confirm --no-recommends --no-refresh --quiet --gpg-auto-import-keys --auto-agree-with-licenses --no-gpg-checks --no-gpgcheck --allow-unsigned-rpm',
      subcommands: true,
    },
  },
  actions: {
    install: 'install, in',
    sync: 'source-install, si, verify, ve, install-new-recommends, inr',
    upgrade: 'update, up, patch, dist-upgrade, dup',
    remove: 'remove, rm',
    refresh: 'refresh, ref',
    fetch: 'download',
    look: `search, se, info, if, list-updates, lu, list-patches, lp, packages, pa, patterns, pt, products, pd,
      what-provides, wp, patch-check, pchk`,
    clean: 'clean, cc',
    show: 'repos, lr, services, ls, locks, ll, help, targetos, tos, ps',
    manage: 'addrepo, ar, removerepo, rr, modifyrepo, mr, addlock, al, removelock, rl',
  },
  packages: {
    named: /^(?<name>[A-Za-z0-9_][A-Za-z0-9_.+-]*)(?<specifier>(?:[@=<>~].*)?)$/,
    other: /^[./~]|:\/\//,
    unversioned: /\.rpm$/,
    pins: { fixed: /^=/, limited: /^</, open: /^>/ },
    joint: '=',
    names: 'as written',
  },
  unsigned: { flags: ['--no-gpg-checks', '--no-gpgcheck', '--allow-unsigned-rpm'] },
  showsOnly: ['-D', '--dry-run', '-h', '--help'],
  confirmation: {
    asks: ['install', 'sync', 'upgrade', 'remove'],
    answer: { option: '--non-interactive', isGlobal: true },
    on: ['-n', '--non-interactive', '-y', '--no-confirm'],
    off: [],
  },
  extras: { on: ['--recommends'], off: ['--no-recommends'] },
  cache: {
    directories: ['/var/cache/zypp'],
    movedBy: { variables: [], flags: ['-C', '--cache-dir', '--pkg-cache-dir'] },
    filledBy: ['install', 'sync', 'upgrade', 'refresh'],
  },
};
