import rule from '../../../rules/environment/inference-config-incomplete.ts';
import { testEdgeCases } from '../edge-cases.ts';

const ENV = 'name: a\nimage: ubuntu:24.04\ninference_config:';
const ROUTE = '{port: 80, path: /}';

testEdgeCases(rule, {
  valid: [
    { name: 'a text', project: { 'env.yml': `${ENV} routes\n` } },
    { name: 'no value', project: { 'env.yml': `${ENV}\n` } },
    {
      name: 'a route that is misspelt is told by another rule',
      project: {
        'env.yml': `${ENV}\n  livness_route: ${ROUTE}\n  readiness_route: ${ROUTE}\n  scoring_route: ${ROUTE}\n`,
      },
    },
    {
      name: 'a port that is misspelt',
      project: {
        'env.yml': `${ENV}\n  liveness_route: {prt: 80, path: /}\n  readiness_route: ${ROUTE}\n  scoring_route: ${ROUTE}\n`,
      },
    },
    { name: 'a template', project: { 'env.yml': `${ENV} {{ROUTES}}\n` } },
  ],
  invalid: [
    {
      name: 'empty',
      project: {
        'env.yml': `${ENV} {}\n#^^^^^^^^^^^^^^^\n`.replace('#^^', '#^').replace('^^\n', '^^^ route\n'),
      },
      message: /`liveness_route` and `readiness_route` and `scoring_route`/,
    },
    {
      name: 'an empty route',
      project: {
        'env.yml': `${ENV}\n  liveness_route: {}\n# ^^^^^^^^^^^^^^ key\n  readiness_route: ${ROUTE}\n  scoring_route: ${ROUTE}\n`,
      },
      message: /`port: 5001`, `path: \/`/,
    },
    {
      name: 'merged twice, reported once',
      project: {
        'job.yml': `type: pipeline\njobs:\n  a:\n    environment: &e\n      image: a\n      inference_config:\n#     ^^^^^^^^^^^^^^^^ route\n        liveness_route: ${ROUTE}\n  b:\n    environment:\n      <<: *e\n`,
      },
    },
  ],
});
