import { defineRule } from 'azml-lint';
import { incompleteRoutes } from 'azml-lint/facts';

export default defineRule({
  id: 'environment/inference-config-incomplete',
  title: 'An inference_config lacks a route, a port or a path',
  level: { inference: 'error', training: 'error', other: 'error' },
  kinds: ['azureml-yaml'],
  messages: {
    route:
      '`inference_config` needs a route each for liveness, readiness and scoring, and `az ml` refuses it without {missing}. Add {missing}, ' +
      'with `port` and `path`.',
    key: '`{route}` has no {missing}, and `az ml` refuses the file: "Missing data for required field". Add `{example}`.',
  },
  check({ file, report }) {
    // What several environments merge from one place is one mistake.
    const seen = new Set<number>();
    for (const { key, missing } of file.environments.flatMap(incompleteRoutes)) {
      if (seen.has(key.start)) continue;
      seen.add(key.start);
      const route = key.text;
      const named = missing.map((one) => `\`${one}\``).join(' and ');
      if (route === 'inference_config') report({ at: key, message: 'route', data: { missing: named } });
      else
        report({
          at: key,
          message: 'key',
          data: { route, missing: named, example: exampleOf(route, missing) },
        });
    }
  },
});

/** What the inference server of Azure ML answers on. */
function exampleOf(route: string, missing: readonly string[]): string {
  const values: Readonly<Record<string, string>> = {
    port: '5001',
    path: route === 'scoring_route' ? '/score' : '/',
  };
  return missing.map((key) => `${key}: ${values[key]}`).join('`, `');
}
