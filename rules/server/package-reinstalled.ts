import { defineRule } from 'azml-lint';
import { SERVER_PACKAGE, serverOf } from 'azml-lint/facts';

export default defineRule({
  id: 'server/package-reinstalled',
  title: 'The inference server is installed where it already is',
  level: { inference: 'info', training: 'off', other: 'off' },
  serving: true,
  messages: {
    again:
      '`{image}` has `{package}` already, in the release that it was tested with. Leave this out, unless you need another release.',
  },
  check({ file, report }) {
    const stage = file.finalStage;
    const server = stage && serverOf(stage);
    if (!server || server.activated || !stage.image?.hasServerPackage) return;
    for (const { word, name } of server.installs.flatMap(({ packages }) => packages)) {
      if (name !== SERVER_PACKAGE) continue;
      report({ at: word, message: 'again', data: { image: stage.image.name, package: SERVER_PACKAGE } });
    }
  },
});
