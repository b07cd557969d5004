import { defineRule, type PythonImport } from 'azml-lint';
import { isForBatch, restOfImport } from 'azml-lint/facts';

const REMOVED = 'azureml.contrib.services';
const PACKAGE = 'azureml-contrib-services';
const PRESENT = 'azureml_inference_server_http.api';

export default defineRule({
  id: 'entry-script/removed-import',
  title: 'The package azureml.contrib.services is gone',
  level: { inference: 'error', training: 'off', other: 'error' },
  serving: true,
  kinds: ['python'],
  fix: 'unsafe',
  messages: {
    module:
      'There is no package `{package}`, so this import fails and the worker does not boot: the server has the old names ready for ' +
      '`from {package}.aml_request import …` alone. Write `import {better}`.',
    names:
      'There is no package `{package}`, so this import fails and the worker does not boot: the server has the old names ready for ' +
      '`from {package}.aml_request import …` alone. Write `from {better}`.',
    named: 'The script is named here.',
  },
  check({ file, report }) {
    const { module, source, uses } = file;
    if (!module || isForBatch(file) || uses.some((use) => use.mayHavePackage(PACKAGE))) return;
    for (const one of module.imports.filter(failsToImport)) {
      const { moduleAt, start, end, names } = one;
      const present = PRESENT + one.module.slice(REMOVED.length);
      const better = `${present}${restOfImport(one, source.text)}`;
      // Without a name of its own, the module is called by the whole of its old one.
      const isRenamed = names !== undefined || one.as !== undefined;
      report({
        at: { start, end },
        message: names === undefined ? 'module' : 'names',
        data: { package: REMOVED, better },
        related: uses.map(({ at }) => ({ at, message: 'named' as const })),
        fix: isRenamed
          ? { title: `Import \`${present}\``, edits: [{ ...moduleAt, text: present }] }
          : undefined,
      });
    }
  },
});

/** `from azureml.contrib.services.aml_request import rawhttp` works: the server puts just that module there. */
function failsToImport({ execution, isGuarded, level, module, names }: PythonImport): boolean {
  if (execution !== 'always' || isGuarded || level > 0) return false;
  return names === undefined ? module.startsWith(`${REMOVED}.aml_re`) : module === REMOVED;
}
