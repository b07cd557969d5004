import { defineRule, knownText } from 'azml-lint';

/** The variables that say which GPUs a program sees, each with the values that keep none back. */
const VARIABLES: readonly { readonly name: string; readonly harmless: readonly string[] }[] = [
  { name: 'CUDA_VISIBLE_DEVICES', harmless: [] },
  { name: 'NVIDIA_VISIBLE_DEVICES', harmless: ['all'] },
];
const NONE = ['', '-1', 'none', 'void', 'NoDevFiles'];

export default defineRule({
  id: 'gpu/devices-pinned',
  title: 'The GPUs that a program may see are fixed in the image',
  level: { inference: 'warning', training: 'warning', other: 'info' },
  messages: {
    pinned:
      '`{name}={value}` holds on every machine that runs the image: with more GPUs the others stay idle, and all processes of ' +
      'a job share these. Leave `{name}` to the launcher, which sets it for each process.',
    none:
      '`{name}={value}` hides all GPUs on every machine that runs the image. Leave `{name}` out, and set it where a ' +
      'container is started that should see none.',
  },
  check({ file, report }) {
    for (const { name, harmless } of VARIABLES) {
      const setting = file.finalStage?.envSetting(name);
      const value = setting && knownText(setting.value);
      if (!setting || value === undefined || harmless.includes(value)) continue;
      report({
        at: setting.pair,
        message: NONE.includes(value) ? 'none' : 'pinned',
        data: { name, value },
      });
    }
  },
});
