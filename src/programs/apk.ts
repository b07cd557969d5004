/** The package manager of Alpine. Sources: apk(8), apk-world(5), apk-add(8) of apk-tools 2.14. */
import type { PackageTool } from './package-tool.ts';

/** It asks nothing, except with `-i`. */
export const apk: PackageTool = {
  manager: 'apk',
  system: true,
  programs: ['apk'],
  options: {
    '': {
      valued: `-p --root -X --repository -t --virtual --keys-dir --repositories-file --cache-dir --cache-max-age --arch --wait
      --progress-fd --timeout`,
      bare: '--no-cache --update-cache --quiet --force --purge --allow-untrusted --upgrade --latest --available',
      abbreviates: true,
      subcommands: true,
    },
  },
  actions: {
    install: 'add',
    sync: 'fix',
    upgrade: 'upgrade',
    remove: 'del',
    refresh: 'update',
    fetch: 'fetch',
    look: 'search, policy',
    clean: 'cache clean, cache purge',
    show: 'info, list, stats, version, audit, verify',
  },
  packages: {
    // `name`, `name=1.2-r0`, `name~1.2`, `name>1`, `name@repository`.
    named: /^(?<name>[A-Za-z0-9_][A-Za-z0-9_.+-]*)(?<specifier>(?:[@=<>~].*)?)$/,
    other: /^[./!]/,
    unversioned: /\.apk$/,
    pins: { fixed: /^(?:@[^=<>~]*)?[=~]/, limited: /</, open: />/ },
    joint: '=',
    names: 'as written',
  },
  cache: {
    directories: ['/var/cache/apk'],
    filledBy: ['install', 'sync', 'upgrade', 'refresh'],
    offBy: { variables: [], flags: ['--no-cache'] },
    movedBy: { variables: [], flags: ['--cache-dir'] },
  },
};
