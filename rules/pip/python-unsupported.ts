import { defineRule } from 'azml-lint';
import { type Pythons, pypiDate, unsupportedPackages } from 'azml-lint/facts';

export default defineRule({
  id: 'pip/python-unsupported',
  title: 'A package is not released for the Python of its environment',
  level: { inference: 'error', training: 'error', other: 'error' },
  messages: {
    refused:
      '`{package}` is for Python {pythons} (PyPI, {date}), and this environment has Python `{python}`: pip finds no such release ' +
      'and stops. Write `{fitting}`, or make an environment with `python={wanted}`.',
    none:
      '`{package}` is for Python {pythons} (PyPI, {date}), and this environment has Python `{python}`: pip finds no such release and ' +
      'stops. Make an environment with `python={wanted}`.',
    older:
      'The newest `{package}` is for Python {pythons} (PyPI, {date}), and this environment has Python `{python}`: pip takes {taken}, of ' +
      '{day}. Make an environment with `python={wanted}`.',
  },
  check({ file, report }) {
    for (const { each, python, pythons, taken, fitting } of unsupportedPackages(file)) {
      const data = {
        package: taken ? each.name! : `${each.written}${each.specifier}`,
        pythons: inWords(pythons),
        date: pypiDate,
        python,
        wanted: `3.${pythons.to ?? pythons.from}`,
      };
      const at = each.word;
      if (taken)
        report({
          at,
          message: 'older',
          severity: 'warning',
          data: { ...data, taken: taken.version, day: taken.day },
        });
      else if (fitting === undefined) report({ at, message: 'none', data });
      else report({ at, message: 'refused', data: { ...data, fitting: `${each.written}==${fitting}` } });
    }
  },
});

function inWords({ from, to }: Pythons): string {
  if (to === undefined) return `3.${from} and newer`;
  return from === to ? `3.${from}` : `3.${from} to 3.${to}`;
}
