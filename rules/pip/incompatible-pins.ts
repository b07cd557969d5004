import { defineRule } from 'azml-lint';
import {
  asArgument,
  brokenByNumpy2,
  isPlaceOfServer,
  pinsOfOnePackage,
  pypiDate,
  refusedBesideServer,
  refusedPins,
} from 'azml-lint/facts';

export default defineRule({
  id: 'pip/incompatible-pins',
  title: 'Two Python packages that cannot be together',
  level: { inference: 'error', training: 'error', other: 'error' },
  messages: {
    refused:
      '`{package}` requires `{required}` (PyPI, {date}), so pip refuses `{other}` beside it and stops with ' +
      '"ResolutionImpossible". Write `{written}`.',
    server:
      '`{package}` {version} requires `{required}`, so pip refuses `{other}` beside it and stops with ' +
      '"ResolutionImpossible". Write `{written}`, or leave one of the two open.',
    twice:
      'No release is both `{package}` and `{other}`, so pip stops with "ResolutionImpossible". Leave one of the two out.',
    numpy:
      '`{package}` was built for NumPy 1 and does not say so: pip takes NumPy 2 with it, and the import fails. Write ' +
      '`{written}` beside it.',
    numpyAsked:
      '`{package}` does not work with NumPy 2, and the import fails with `{numpy}`. Write `{written}`.',
    asked: 'this requires it',
    first: 'asked for here',
  },
  check({ file, report }) {
    for (const { each, other, required } of refusedPins(file)) {
      const data = {
        package: each.word.text,
        other: other.word.text,
        required: `${other.name}${required}`,
        written: asArgument(`${other.name}${required}`, other),
        date: pypiDate,
      };
      report({ at: other.word, message: 'refused', data, related: [{ at: each.word, message: 'asked' }] });
    }
    // On images that serve, server/dependency-conflict says it.
    const besideServer = refusedBesideServer(file).filter(({ stage }) => !isPlaceOfServer(stage));
    for (const { each, server, release, required } of besideServer) {
      const data = {
        package: server.name!,
        version: release.version,
        other: each.word.text,
        required: `${each.name}${required}`,
        written: asArgument(`${each.name}${required}`, each),
      };
      report({ at: each.word, message: 'server', data, related: [{ at: server.word, message: 'asked' }] });
    }
    for (const { each, other } of pinsOfOnePackage(file)) {
      const data = { package: each.word.text, other: other.word.text };
      report({ at: other.word, message: 'twice', data, related: [{ at: each.word, message: 'first' }] });
    }
    for (const { each, numpy } of brokenByNumpy2(file)) {
      const at = numpy?.word ?? each.word;
      const about = { at, severity: 'warning' } as const;
      if (numpy) {
        const data = {
          package: each.word.text,
          numpy: numpy.word.text,
          written: asArgument('numpy<2', numpy),
        };
        report({ ...about, message: 'numpyAsked', data, related: [{ at: each.word, message: 'asked' }] });
      } else {
        const data = { package: each.word.text, written: asArgument('numpy<2', each) };
        report({ ...about, message: 'numpy', data });
      }
    }
  },
});
