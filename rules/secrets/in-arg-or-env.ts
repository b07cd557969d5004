import { defineRule, knownText } from 'azml-lint';
import {
  findCredentials,
  insightsKeyOf,
  isNameOfSecret,
  type SecretNaming,
  secretNamings,
  settingValue,
  variableSettings,
} from 'azml-lint/facts';

/** Values that are no secrets, whatever the name says: nothing, a path, an address, a switch, a placeholder. */
const TELLS_NOTHING =
  /^(?:|[~.]{0,2}\/[^\s=]*|\w+:\/\/[^\s:@]*|true|false|yes|no|on|off|\d{1,3}|none|null|x{3,}|\*.*\*|<.*>)$/i;
/** The name of a file that the image has, or gets. */
const FILE = /^[\w./-]+\.(?:pem|key|crt|cer|p12|pfx|jks|json|ya?ml|txt|conf)$/;
/** As `apt-key` takes it. */
const FINGERPRINT = /^(?:0x)?[0-9A-F]{8,40}$/;

export default defineRule({
  id: 'secrets/in-arg-or-env',
  aliases: { DL3064: 'differs', SecretsUsedInArgOrEnv: 'same' },
  title: 'An ARG or ENV holds a secret',
  level: { inference: 'warning', training: 'warning', other: 'warning' },
  security: 7,
  options: {
    defaults: { names: 'words' as SecretNaming },
    schema: {
      names: {
        enum: secretNamings,
        description:
          'Which names are those of secrets. `words`: by their words, except those of files, addresses and users, and ' +
          'only where the value may be a secret. `hadolint` and `buildkit`: by the words that these look for, whatever the value is.',
      },
    },
  },
  presetOptions: { hadolint: { names: 'hadolint' }, buildkit: { names: 'buildkit' } },
  messages: {
    env:
      '`{name}` is by its name a secret, and an ENV is kept in the image, where everybody who can pull it reads it. Remove it, and ' +
      'set it when the container starts: in `environment_variables` of the deployment or the job.',
    arg:
      '`{name}` is by its name a secret, and the value of an ARG is kept in the history of the image, where everybody who ' +
      'can pull it reads it. Remove it: set it when the container starts, or mount it for the RUN that needs it, by ' +
      '`--mount=type=secret`, which BuildKit has.',
  },
  check({ file, options: { names }, report }) {
    for (const setting of variableSettings(file)) {
      const { name, by, pair, onbuild, step } = setting;
      if (!isNameOfSecret(name, names)) continue;
      if (names === 'buildkit' && (onbuild || !step)) continue;
      if (names === 'words') {
        // Of the key that the server reads, server/app-insights speaks.
        if (pair === insightsKeyOf(file)?.pair) continue;
        const value = settingValue(setting, file);
        const text = value && knownText(value);
        // An ARG that is empty waits for its value, as one without a default does.
        const isAwaited = by === 'ARG' && text === '';
        if (text !== undefined && !isAwaited && !mayBeSecret(name, text)) continue;
      }
      report({ at: pair.name, message: by === 'ENV' ? 'env' : 'arg', data: { name } });
    }
  },
});

/** Of a value that is a credential by its form secrets/literal-value speaks. */
function mayBeSecret(name: string, value: string): boolean {
  if (TELLS_NOTHING.test(value) || FILE.test(value) || FINGERPRINT.test(value) || value === name)
    return false;
  return findCredentials(`ENV ${name}=${value}`).length === 0;
}
