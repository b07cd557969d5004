/** The package manager of Go. Sources: `go help install`, https://go.dev/ref/mod#version-queries. */
import type { PackageTool } from './package-tool.ts';

export const go: PackageTool = {
  manager: 'go',
  project: 'builds',
  programs: ['go'],
  options: {
    '': {
      valued:
        '-C -o -p -tags -ldflags -gcflags -asmflags -mod -modfile -overlay -pkgdir -toolexec -buildmode -buildvcs -compiler -installsuffix -pgo -covermode -coverpkg -exec -run -timeout',
      singleDash: true,
      subcommands: true,
    },
    mod: { singleDash: true, subcommands: true },
  },
  actions: {
    install: 'install, get',
    sync: 'mod download, mod tidy, mod vendor',
    clean: 'clean',
    show: 'env, version, list, doc, help, mod graph, mod why, mod verify',
  },
  packages: {
    // `host/path@v1.2.3`. A path whose first part has no dot is in the standard library or the module itself.
    named: /^(?<name>@?[^@\s]+)(?<specifier>(?:@.*)?)$/,
    other: /^[./]|^[^.@/]+(?:\/|$)/,
    // `@v1.2` is the newest of that line; a hash is a commit; other names are branches and queries.
    pins: { fixed: /^@(?:v\d+\.\d+\.\d+|[\da-f]{7,40}$)/, limited: /^@(?:v\d|<)/, open: /^@/ },
    names: 'as written',
  },
  cache: {
    directories: ['~/go/pkg/mod', '/go/pkg/mod', '~/.cache/go-build'],
    movedBy: { variables: ['GOMODCACHE', 'GOCACHE'], flags: [] },
    filledBy: ['install', 'sync'],
    cleanedBy: { flags: ['-modcache', '-cache'] },
  },
};
