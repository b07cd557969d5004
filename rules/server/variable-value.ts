import { defineRule, type EnvSetting, knownText } from 'azml-lint';
import { findVariable, isForServer, strayEquals } from 'azml-lint/facts';

/** The required form of each value. */
const NUMBERS: ReadonlyMap<
  string,
  { readonly form: RegExp; readonly what: string; readonly otherwise: string }
> = new Map([
  [
    'WORKER_COUNT',
    {
      form: /^\s*\+?0*[1-9]\d*\s*$/,
      what: 'a whole number from 1',
      otherwise: 'the server stops with an error, or starts no worker',
    },
  ],
  [
    'WORKER_TIMEOUT',
    { form: /^\s*\+?\d+\s*$/, what: 'a number of seconds', otherwise: 'gunicorn stops with an error' },
  ],
  [
    'SCORING_TIMEOUT_MS',
    {
      form: /^\s*\+?\d+\s*$/,
      what: 'a number of milliseconds',
      otherwise: 'the server ends with exit status 3',
    },
  ],
]);

/** Variables that have rules of their own. */
const OTHERS = ['AZUREML_ENTRY_SCRIPT', 'AZUREML_MODEL_DIR'];

export default defineRule({
  id: 'server/variable-value',
  title: 'The value of a variable is not one that the inference server can read',
  level: { inference: 'error', training: 'error', other: 'error' },
  serving: true,
  fix: 'safe',
  messages: {
    equals:
      '`{variable}` is `{value}`: with a blank after the name, ENV takes everything that follows as the value, even the `=`. Write `{better}`.',
    number:
      '`{variable}` is `{value}`, which is not {what}: {otherwise}. Write the number alone, such as `{example}`, the default.',
  },
  check({ file, report }) {
    const stage = file.finalStage;
    if (!stage) return;
    for (const setting of stage.envSettings) {
      const { name: variable, value, pair } = setting;
      const at = pair.value ?? pair;
      const stray = isOurs(setting) ? strayEquals(setting) : undefined;
      const text = knownText(value);
      const number = NUMBERS.get(variable);
      if (stray) {
        const { better, edit } = stray;
        const fix = edit && { title: `Write \`${better}\``, edits: [edit] };
        report({ at, message: 'equals', data: { variable, value: text ?? pair.value!.text, better }, fix });
      } else if (number && text && !number.form.test(text) && isForServer(stage)) {
        const { what, otherwise } = number;
        report({
          at,
          message: 'number',
          data: { variable, value: text, what, otherwise, example: findVariable(variable)!.byDefault! },
        });
      }
    }
  },
});

function isOurs({ name }: EnvSetting): boolean {
  return !OTHERS.includes(name) && (findVariable(name) !== undefined || /^(?:AZUREML|AML)_/.test(name));
}
