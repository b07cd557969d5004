import { defineRule, knownText } from 'azml-lint';
import { INTERNAL_PORT, isStartedByServices, PUBLIC_PORT } from 'azml-lint/facts';

export default defineRule({
  id: 'server/internal-port-exposed',
  title: 'The port behind nginx is exposed',
  level: { inference: 'warning', training: 'off', other: 'off' },
  serving: true,
  messages: {
    internal:
      'Port {internal} is that of the server behind nginx, which no request should go to. Leave it out; the port to expose is {public}, where nginx answers.',
  },
  check({ file, report }) {
    const { finalStage } = file;
    if (!finalStage || !isStartedByServices(finalStage)) return;
    for (const { word, value } of finalStage.atEnd.exposed) {
      const data = { internal: INTERNAL_PORT, public: PUBLIC_PORT };
      if (isInternal(knownText(value) ?? '')) report({ at: word, message: 'internal', data });
    }
  },
});

/** `31311`, `31311/tcp`, or a range that contains it. */
function isInternal(port: string): boolean {
  const [, first, last = first] = /^(\d+)(?:-(\d+))?(?:\/|$)/.exec(port) ?? [];
  return first !== undefined && Number(first) <= INTERNAL_PORT && INTERNAL_PORT <= Number(last);
}
