import { defineRule, knownText } from 'azml-lint';
import { strayEquals } from 'azml-lint/facts';

const VARIABLE = 'AZUREML_ENTRY_SCRIPT';

export default defineRule({
  id: 'entry-script/not-python',
  title: 'AZUREML_ENTRY_SCRIPT names no Python file',
  level: { inference: 'error', training: 'off', other: 'error' },
  serving: true,
  fix: 'safe',
  messages: {
    equals:
      '`{variable}` is `{value}`: with a blank after the name, ENV takes everything that follows as the value, even the `=`. Write `{better}`.',
    backslash:
      '`{variable}` is written with the backslash of Windows, and comes to `{value}`. Write `{better}`.',
    directory:
      '`{variable}` is `{value}`, a directory. Name the Python file in it that has `init()` and `run()`: ' +
      '`ENV {variable}={better}`.',
    spelling: '`{variable}` is `{value}`: the {what} in it becomes part of the file name. Write `{better}`.',
    blank:
      '`{variable}` is `{value}`, and no file is called that. Write `ENV {variable}={better}`, and what follows on a line of its own.',
    name: '`{variable}` is `{value}`, a name with a blank. Rename the file, and write `{better}`.',
    extension:
      '`{variable}` is `{value}`, and the server loads only a Python file. Name one that ends in `.py`, such as ' +
      '`{better}`.',
  },
  check({ file, report }) {
    const setting = file.finalStage?.envSetting(VARIABLE);
    const value = setting && knownText(setting.value);
    if (!value) return;
    const at = setting.pair.value ?? setting.pair;
    const data = { variable: VARIABLE, value };
    const stray = strayEquals(setting);
    const bare = value.replace(/["']/g, '').trim();
    const [first = '', ...others] = bare.split(/\s+/);
    const windows = windowsPath(setting.pair.value?.text);
    if (stray) {
      const { better, edit } = stray;
      const fix = edit && { title: `Write \`${better}\``, edits: [edit] };
      report({ at, message: 'equals', data: { ...data, better }, fix });
    } else if (windows !== undefined) {
      report({
        at,
        message: 'backslash',
        data: { ...data, better: windows.replaceAll('\\', '/') },
      });
    } else if (others.length > 0 && setting.step.instruction.legacy && first.endsWith('.py')) {
      report({ at, message: 'blank', data: { ...data, better: first } });
    } else if (others.length > 0) {
      report({ at, message: 'name', data: { ...data, better: [first, ...others].join('_') } });
    } else if (bare !== value) {
      const what = /["']/.test(value) ? 'quote' : 'blank';
      report({ at, message: 'spelling', data: { ...data, what, better: bare } });
    } else if (/(?:^|\/)\.{0,2}$/.test(value)) {
      const better = `${value.replace(/\/?$/, '/')}….py`;
      report({ at, message: 'directory', data: { ...data, better } });
    } else if (!value.endsWith('.py')) {
      const better = value.replace(/(?:(?<=[^/])\.[^./]*)?$/, '.py');
      report({ at, message: 'extension', data: { ...data, better } });
    }
  },
});

/** A Windows path, `src\\score.py`, as written in the file. */
function windowsPath(written: string | undefined): string | undefined {
  const path = written?.replace(/^(["'])(.*)\1$/, '$2') ?? '';
  return /^[\w.-]+(?:\\[\w.-]+)+$/.test(path) ? path : undefined;
}
