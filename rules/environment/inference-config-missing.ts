import { defineRule } from 'azml-lint';
import { missingInferenceConfigs, PUBLIC_PORT } from 'azml-lint/facts';

const HEALTH = `{port: ${PUBLIC_PORT}, path: /}`;
const ROUTES =
  `{liveness_route: ${HEALTH}, readiness_route: ${HEALTH}, scoring_route: ` +
  `{port: ${PUBLIC_PORT}, path: /score}}`;

export default defineRule({
  id: 'environment/inference-config-missing',
  title: 'An environment with an image of its own does not say where its container is asked',
  level: { inference: 'warning', training: 'off', other: 'warning' },
  kinds: ['azureml-yaml'],
  messages: {
    image:
      'An image that is built on `{base}` is deployed as a custom container, and Azure ML needs an `inference_config` to know where to ask ' +
      'it. Add `inference_config: {routes}`.',
    server:
      'The container starts `{command}`, and Azure ML needs an `inference_config` to know where to ask it. Add `inference_config: ' +
      '{routes}` with the ports and paths of your server.',
    from: 'built here',
  },
  check({ file, report }) {
    for (const { key, dockerfile, from, command } of missingInferenceConfigs(file)) {
      if (command !== undefined) {
        const related = [{ at: { file: dockerfile.source, span: command }, message: 'from' }] as const;
        report({ at: key, message: 'server', data: { command: command.text, routes: '{…}' }, related });
      } else {
        const related = [{ at: { file: dockerfile.source, span: from }, message: 'from' }] as const;
        report({ at: key, message: 'image', data: { base: from.text, routes: ROUTES }, related });
      }
    }
  },
});
