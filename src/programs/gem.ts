/** The package manager of Ruby. Source: `gem help install` of RubyGems 3.5. */
import type { PackageTool } from './package-tool.ts';

export const gem: PackageTool = {
  manager: 'gem',
  programs: ['gem'],
  options: {
    '': {
      valued:
        '-v --version -i --install-dir -n --bindir --platform -P --trust-policy -s --source --build-root -p --http-proxy -B --bulk-threshold --config-file',
      bare: '--no-document --no-rdoc --no-ri --force --user-install --no-user-install --quiet --conservative',
      abbreviates: true,
      subcommands: true,
    },
  },
  actions: {
    install: 'install, i',
    sync: 'pristine',
    upgrade: 'update',
    remove: 'uninstall, cleanup',
    fetch: 'fetch',
    look: 'search, outdated, info',
    show: 'list, environment, env, which, contents, dependency, specification, help',
  },
  packages: {
    // `name`, `name:1.2`, `name:~>1.2`; `-v 1.2` applies to all named packages.
    named: /^(?<name>[\w.-]+)(?<specifier>(?::.+)?)$/,
    // After `--` come options for what is compiled.
    other: /^[-./~]|:\/\//,
    unversioned: /\.gem$/,
    versionFlags: ['-v', '--version'],
    pins: { fixed: /^:?\s*=?\s*v?\d/, limited: /~>|</, open: />|!=/ },
    joint: ':',
    names: 'as written',
  },
};
