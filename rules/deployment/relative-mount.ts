import { defineRule, isAbsolute } from 'azml-lint';
import { isSpelledOut } from 'azml-lint/facts';

export default defineRule({
  id: 'deployment/relative-mount',
  title: 'The place where a model is mounted is not an absolute path',
  level: { inference: 'error', training: 'error', other: 'error' },
  kinds: ['azureml-yaml'],
  messages: {
    relative:
      '`model_mount_path` is a place in the container, and must be an absolute path: `{path}` is none. Write `{absolute}`.',
  },
  check({ file, report }) {
    for (const { kind, modelMountPath } of file.deployments) {
      const node = modelMountPath?.value;
      if (kind !== 'online' || node?.type !== 'scalar' || !isSpelledOut(node)) continue;
      const path = node.text.text;
      if (isAbsolute(path)) continue;
      const below = path
        .replace(/^(?:[A-Za-z]:|~(?=[\\/]|$))?(?:\.{0,2}(?:[\\/]|$))*/, '')
        .replaceAll('\\', '/');
      report({ at: node.text, message: 'relative', data: { path, absolute: `/${below || 'models'}` } });
    }
  },
});
