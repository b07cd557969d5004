import {
  type DockerfileModel,
  defineRule,
  type KeyValue,
  knownText,
  type ProposedFix,
  slice,
} from 'azml-lint';
import { insightsKeyOf, isForServer, strayEquals, unlessRead } from 'azml-lint/facts';

const SWITCH = 'AML_APP_INSIGHTS_ENABLED';

export default defineRule({
  id: 'server/app-insights',
  title: 'Application Insights is switched on in a way that does not work, or gives its key away',
  level: { inference: 'warning', training: 'off', other: 'off' },
  serving: true,
  fix: 'safe',
  messages: {
    value:
      '`{variable}` is `{value}`, and only exactly `true` switches Application Insights on: this does nothing. Write `true` or `false`.',
    key:
      '`{variable}` becomes part of the image, where everybody who can pull it reads the key. ' +
      'Remove it, and set it in `environment_variables` of the deployment.',
  },
  check({ file, report }) {
    const stage = file.finalStage;
    if (!stage || !isForServer(stage)) return;
    const enabled = stage.envSetting(SWITCH);
    const value = enabled && !strayEquals(enabled) ? knownText(enabled.value) : undefined;
    if (enabled && value && value !== 'true' && value !== 'false') {
      const at = enabled.pair.value ?? enabled.pair;
      report({
        at,
        message: 'value',
        data: { variable: SWITCH, value },
        fix: lowerCase(file, enabled.pair, value),
      });
    }
    const key = insightsKeyOf(file);
    if (key) report({ at: key.pair.name, message: 'key', data: { variable: key.name } });
  },
});

/** Only if the value is written literally: an ARG may have another value. */
function lowerCase(file: DockerfileModel, pair: KeyValue, value: string): ProposedFix | undefined {
  const text = value.toLowerCase();
  const at = pair.value?.text.indexOf(value) ?? -1;
  if (!pair.value || at === -1 || (text !== 'true' && text !== 'false')) return undefined;
  const { start, end } = slice(pair.value, at, at + value.length);
  return unlessRead(file, pair, { title: `Write \`${text}\``, edits: [{ start, end, text }] });
}
