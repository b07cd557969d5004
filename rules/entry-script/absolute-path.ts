import {
  baseName,
  type DockerfileModel,
  defineRule,
  isAbsolute,
  isWithin,
  type KeyValue,
  knownText,
  normalizePath,
  type ProposedFix,
  resolvePath,
  slice,
} from 'azml-lint';
import { appRootOf, unlessRead } from 'azml-lint/facts';

const VARIABLE = 'AZUREML_ENTRY_SCRIPT';
const ROOT_VARIABLE = 'AML_APP_ROOT';

export default defineRule({
  id: 'entry-script/absolute-path',
  title: 'AZUREML_ENTRY_SCRIPT is an absolute path',
  level: { inference: 'info', training: 'off', other: 'info' },
  serving: true,
  fix: 'safe',
  messages: {
    absolute:
      '`{variable}` is meant to be relative to {root}. The server loads an absolute path too, but the boot script puts {root} ' +
      'before it all the same, and looks for the files of the script in the wrong place. {cure}.',
    breaks:
      '`{variable}` is absolute, and the boot script puts {root} before it to find what `{extra}` names: it is not found, and the ' +
      'container stops. {cure}.',
    extra: 'looked for beside the entry script',
  },
  check({ file, report }) {
    const stage = file.finalStage;
    const setting = stage?.envSetting(VARIABLE);
    const value = setting && knownText(setting.value);
    if (!stage || !setting || !value || !isAbsolute(value) || !value.endsWith('.py')) return;
    const root = appRootOf(stage);
    const at = setting.pair.value ?? setting.pair;
    const fix = root === undefined ? undefined : relativePath(file, setting.pair, value, root);
    const shown = `\`${root ?? ROOT_VARIABLE}\``;
    const data = { variable: VARIABLE, root: shown, cure: cureOf(normalizePath(value), root) };
    const extra = stage.envSettings.find(({ name }) => isBesideScript(name));
    if (!extra) report({ at, message: 'absolute', data, fix });
    else {
      const related = [{ at: extra.pair.name, message: 'extra' }] as const;
      report({
        at,
        message: 'breaks',
        data: { ...data, extra: extra.name },
        related,
        severity: 'warning',
        fix,
      });
    }
  },
});

/** The variables whose files the boot script looks for beside the entry script. */
function isBesideScript(name: string): boolean {
  return name.startsWith('AZUREML_EXTRA_') && !name.endsWith('_ABS_PATH');
}

/** The path relative to the directory, or another directory for a path outside of it. */
function cureOf(path: string, root: string | undefined): string {
  if (root !== undefined && isWithin(path, root)) return `Write \`${below(path, root)}\``;
  return `Set \`${ROOT_VARIABLE}=${resolvePath(path, '..')}\` and write \`${baseName(path)}\``;
}

function below(path: string, root: string): string {
  return path.slice(root === '/' ? 1 : root.length + 1);
}

/** Only if the path is written literally and in one piece; quotes around it are kept. */
function relativePath(
  file: DockerfileModel,
  pair: KeyValue,
  value: string,
  root: string,
): ProposedFix | undefined {
  const path = normalizePath(value);
  const at = pair.value?.text.indexOf(value) ?? -1;
  if (!pair.value || at === -1 || !isWithin(path, root) || path === root) return undefined;
  const { start, end } = slice(pair.value, at, at + value.length);
  const text = below(path, root);
  return unlessRead(file, pair, { title: `Write \`${text}\``, edits: [{ start, end, text }] });
}
