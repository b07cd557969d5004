import { defineRule } from 'azml-lint';
import { isForBatch, missingImports } from 'azml-lint/facts';

export default defineRule({
  id: 'entry-script/import-not-found',
  title: 'The entry script imports a module that Python does not find',
  level: { inference: 'error', training: 'off', other: 'error' },
  serving: true,
  kinds: ['python'],
  messages: {
    relative:
      'The server loads `{script}` as a module without a package, so a relative import fails and it exits with status 3. Write `{better}`.',
    outside:
      'The server loads `{script}` as a module without a package, so a relative import fails and it exits with status 3. Import ' +
      '`{module}` by its name from `{root}`.',
    beside:
      '`{module}` lies beside the script in `{directory}`, and Python looks for modules only in AML_APP_ROOT, `{root}`, and in ' +
      'AZUREML_SOURCE_DIRECTORY: the server exits with status 3. Write `{better}`, or set `ENV AZUREML_SOURCE_DIRECTORY={directory}`.',
    elsewhere:
      '`{module}` lies beside the script in `{directory}`, and Python looks for modules only in AML_APP_ROOT, `{root}`, and in ' +
      'AZUREML_SOURCE_DIRECTORY: the server exits with status 3. Set `ENV AZUREML_SOURCE_DIRECTORY={directory}`.',
    named: 'The script is named here.',
  },
  check({ file, report }) {
    if (isForBatch(file)) return;
    for (const { kind, use, directory, better, import: one } of missingImports(file)) {
      const { moduleAt: at, module } = one;
      const related = [{ at: use.at, message: 'named' as const }];
      const { root, name: script } = use;
      if (kind === 'relative' && better !== undefined)
        report({ at, message: 'relative', data: { script, better }, related });
      else if (kind === 'relative')
        report({ at, message: 'outside', data: { script, root, module: module || '.' }, related });
      else if (better !== undefined)
        report({ at, message: 'beside', data: { module, directory, root, better }, related });
      else report({ at, message: 'elsewhere', data: { module, directory, root }, related });
    }
  },
});
