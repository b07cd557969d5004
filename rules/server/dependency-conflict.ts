import { defineRule } from 'azml-lint';
import {
  asArgument,
  isPlaceOfServer,
  refusedBesideServer,
  SERVER_PACKAGE,
  type ServerConflict,
  serverConflicts,
  serverOf,
} from 'azml-lint/facts';

export default defineRule({
  id: 'server/dependency-conflict',
  title: 'A version that the inference server does not work with',
  // A training image that does not serve is here for two requirements that exclude each other: they stop its build.
  level: { inference: 'warning', training: 'warning', other: 'off' },
  serving: true,
  messages: {
    refused:
      '`{package}` and `{asked}` exclude each other, so pip stops with "ResolutionImpossible": {server} {version} requires ' +
      '`{name}{required}`. Write `{written}`, or leave one of the two open.',
    conflict:
      '`{package}` is not what the server of this environment works with: {server} {version} requires `{name}{required}`. ' +
      'It replaces the one that is there, and the server may not start. Write `{written}`.',
    server: 'the server is asked for here',
  },
  check({ file, report }) {
    const refused = refusedBesideServer(file);
    for (const conflict of refused.filter(({ stage }) => isPlaceOfServer(stage))) {
      const { each, server } = conflict;
      const data = { ...dataOf(conflict), asked: server.word.text };
      const related = [{ at: server.word, message: 'server' as const }];
      report({ at: each.word, message: 'refused', severity: 'error', data, related });
    }
    const server = file.finalStage && serverOf(file.finalStage);
    if (!server) return;
    const reported = new Set(refused.map(({ each }) => each.word));
    const packages = server.installs
      .filter(({ manager }) => manager === 'pip' || manager === 'conda')
      .flatMap((install) => install.packages.filter(({ word }) => !reported.has(word)));
    for (const conflict of serverConflicts(server.releases, packages))
      report({ at: conflict.each.word, message: 'conflict', data: dataOf(conflict) });
  },
});

function dataOf({ each, release, required }: ServerConflict) {
  return {
    package: each.word.text,
    server: SERVER_PACKAGE,
    version: release.version,
    name: each.name!,
    required,
    written: asArgument(`${each.name}${required}`, each),
  };
}
