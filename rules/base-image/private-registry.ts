import { defineRule } from 'azml-lint';
import { managedBuildOf, privateRegistryOf } from 'azml-lint/facts';

export default defineRule({
  id: 'base-image/private-registry',
  title: 'Azure ML has to pull an image from a private registry',
  level: { inference: 'info', training: 'info', other: 'info' },
  options: {
    defaults: { connected: [] as readonly string[] },
    schema: {
      connected: {
        type: 'array',
        items: { type: 'string', minLength: 1 },
        description:
          'Registries from which the workspace can pull: its own, and those that it has a connection to.',
      },
    },
  },
  messages: {
    pulled:
      'Azure ML builds this image, and can pull from `{registry}` only if that is the registry of the workspace, or the workspace has a ' +
      'connection to it. If so, add it to `connected` in the configuration.',
  },
  check({ file, options, report }) {
    if (file.kind !== 'dockerfile' || !managedBuildOf(file)) return;
    const told = new Set(options.connected);
    for (const { base } of file.images) {
      const registry = privateRegistryOf(base.reference);
      if (registry === undefined || told.has(registry)) continue;
      told.add(registry);
      report({ at: base.reference.registry!, message: 'pulled', data: { registry } });
    }
  },
});
