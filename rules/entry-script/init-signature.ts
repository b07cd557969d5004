import { defineRule } from 'azml-lint';
import { entryFunction } from 'azml-lint/facts';

export default defineRule({
  id: 'entry-script/init-signature',
  title: 'init() of the entry script needs an argument',
  level: { inference: 'error', training: 'off', other: 'error' },
  serving: true,
  kinds: ['python'],
  messages: {
    parameter:
      'The server calls `init()` without arguments, so it fails for want of `{parameter}` and the server exits with status 3. Remove ' +
      'the parameter, or give it a default; the folder of the model is in `os.environ["AZUREML_MODEL_DIR"]`.',
    named: 'The script is named here.',
  },
  check({ file, report }) {
    const parameter = entryFunction(file, 'init')?.parameters.find(({ isRequired }) => isRequired);
    if (!parameter) return;
    report({
      at: parameter,
      message: 'parameter',
      data: { parameter: parameter.name },
      related: file.uses.map(({ at }) => ({ at, message: 'named' as const })),
    });
  },
});
