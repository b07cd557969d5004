import { type DockerfileModel, defineRule, type Install, type Package } from 'azml-lint';
import {
  conflictWithServer,
  SERVER_PACKAGE,
  type ServerRelease,
  serverOf,
  serverReleasesWithin,
} from 'azml-lint/facts';

export default defineRule({
  id: 'server/dependency-conflict',
  title: 'A version that the inference server does not work with',
  // On every image, because two conflicting requirements stop any build.
  level: { inference: 'warning', training: 'warning', other: 'warning' },
  serving: true,
  messages: {
    refused:
      '`{package}` and `{asked}` exclude each other, so pip stops with "ResolutionImpossible": {server} {version} requires ' +
      '`{name}{required}`. Write `"{name}{required}"`, or leave one of the two open.',
    conflict:
      '`{package}` is not what the server of this environment works with: {server} {version} requires `{name}{required}`. ' +
      'It replaces the one that is there, and the server may not start. Write `"{name}{required}"`.',
    server: 'the server is asked for here',
  },
  check({ file, report }) {
    for (const conflict of conflictsIn(file)) {
      const { each, release, required, pinned } = conflict;
      const data = {
        package: each.word.text,
        server: SERVER_PACKAGE,
        version: release.version,
        name: each.name!,
        required,
      };
      const at = each.word;
      if (!pinned) report({ at, message: 'conflict', data });
      else {
        const related = [{ at: pinned.word, message: 'server' as const }];
        report({
          at,
          message: 'refused',
          severity: 'error',
          data: { ...data, asked: pinned.word.text },
          related,
        });
      }
    }
  },
});

interface Conflict {
  readonly each: Package;
  /** The newest release that it may have, with its requirement. */
  readonly release: ServerRelease;
  readonly required: string;
  /** The server in the same command, where pip refuses the two together. */
  readonly pinned: Package | undefined;
}

function conflictsIn(file: DockerfileModel): readonly Conflict[] {
  const refused = file.runs.flatMap(({ installs }) => installs.flatMap(refusedIn));
  const reported = new Set(refused.map(({ each }) => each.word));
  const server = file.finalStage && serverOf(file.finalStage);
  const installed = (server?.installs ?? [])
    .filter(({ manager }) => manager === 'pip' || manager === 'conda')
    .flatMap(({ packages }) => packages.filter(({ word }) => !reported.has(word)))
    .flatMap((each) => conflictWith(server!.releases, each, undefined));
  return [...refused, ...installed];
}

/** The packages in one pip command that conflict with a release of the server in the same command. */
function refusedIn({ manager, command, packages }: Install): readonly Conflict[] {
  const pinned = packages.find(({ name, specifier }) => name === SERVER_PACKAGE && specifier !== '');
  const releases = pinned && serverReleasesWithin(pinned.specifier);
  if (manager !== 'pip' || !releases?.length || command.flag('--no-deps', '--use-deprecated')) return [];
  return packages.flatMap((each) => conflictWith(releases, each, pinned));
}

/** What the newest of some releases requires, if none of them accepts the given package. */
function conflictWith(
  releases: readonly ServerRelease[],
  each: Package,
  pinned: Package | undefined,
): readonly Conflict[] {
  const { name, specifier } = each;
  const [release] = releases;
  if (name === undefined || specifier === '' || !release) return [];
  const required = releases.map((one) => conflictWithServer(one, name, specifier));
  const [first] = required;
  return first !== undefined && required.every((range) => range !== undefined)
    ? [{ each, release, required: first, pinned }]
    : [];
}
