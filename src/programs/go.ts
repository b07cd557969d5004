/** The package manager of Go. Sources: `go help install`, https://go.dev/ref/mod#version-queries. */
import type { PackageTool } from './package-tool.ts';

const valued =
  '-C -o -p -tags -ldflags -gcflags -asmflags -mod -modfile -overlay -pkgdir -toolexec -buildmode -buildvcs -compiler -installsuffix -pgo -covermode -coverpkg -exec -run -timeout';

export const go: PackageTool = {
  manager: 'go',
  project: 'builds',
  programs: ['go'],
  options: {
    '': {
      valued,
      singleDash: true,
      subcommands: true,
    },
    mod: { singleDash: true, subcommands: true },
    run: { valued, singleDash: true, stops: true },
  },
  actions: {
    install: 'install, get, run',
    sync: 'mod download, mod tidy, mod vendor',
    clean: 'clean',
    show: 'env, version, list, doc, help, mod graph, mod why, mod verify',
  },
  runsPackage: 'run',
  // `go get x` adds the newest version to go.mod, the others take the one that is there.
  pinnedByProject: 'install|run',
  packages: {
    // `host/path@v1.2.3`. A path whose first part has no dot is in the standard library or the module itself.
    named: /^(?<name>@?[^@\s]+)(?<specifier>(?:@.*)?)$/,
    other: /^[./]|^[^.@/]+(?:\/|$)|\.go$/,
    // `@v1.2` is the newest of that line; a hash is a commit; other names are branches and queries. `@latest` says no more
    // than no version.
    pins: {
      fixed: /^@(?:v\d+\.\d+\.\d+|[\da-f]{7,40}$)/,
      limited: /^@(?:v\d|<)/,
      open: /^@(?!(?:latest|none)$)/,
    },
    joint: '@',
    names: 'as written',
  },
  cache: {
    directories: ['~/go/pkg/mod', '/go/pkg/mod', '~/.cache/go-build'],
    movedBy: { variables: ['GOMODCACHE', 'GOCACHE'], flags: [] },
    filledBy: ['install', 'sync'],
    cleanedBy: { flags: ['-modcache', '-cache'] },
  },
};
