/** What rules say of a Dockerfile that Azure ML YAML names. */
import { expect, test } from 'vitest';
import commandReplaced from '../rules/server/command-replaced.ts';
import { unknownContext } from '../src/context/context.ts';
import { catalogDate } from '../src/image/catalog.ts';
import { lintSource } from '../src/lint.ts';
import type { ImageDefinition } from '../src/model/definitions.ts';
import { surroundingsWith } from '../src/model/surroundings.ts';
import type { AnyRule } from '../src/rule/settings.ts';
import { sourceOf } from '../src/text/source.ts';

const OWN_SERVER = `FROM mcr.microsoft.com/azureml/minimal-py312-inference:latest
CMD ["uvicorn", "score:app", "--port", "9000"]
`;

const at = { file: sourceOf('name: a\nbuild: .\n', 'environment.yml'), span: { start: 8, end: 13 } };
const online = {
  kind: 'online',
  at,
  model: undefined,
  modelMountPath: undefined,
  code: undefined,
  scoringScript: undefined,
} as const;
const without: ImageDefinition = { at, inferenceConfig: undefined, deployment: undefined, isForJob: false };
const routes = { at, liveness: undefined, readiness: undefined, scoring: undefined };
const complete: ImageDefinition = { ...without, inferenceConfig: { ...routes, isComplete: true } };
const incomplete: ImageDefinition = { ...without, inferenceConfig: { ...routes, isComplete: false } };
const deployed: ImageDefinition = { ...without, deployment: { ...online, variables: new Map() } };
const batch: ImageDefinition = {
  ...without,
  deployment: { ...online, kind: 'batch', variables: new Map() },
};
const ofJob: ImageDefinition = { ...without, isForJob: true };

/** The findings of one rule, `severity: message`, where some environments build from the Dockerfile. */
function findings(rule: AnyRule, text: string, definitions: readonly ImageDefinition[]): readonly string[] {
  const surroundings = { ...surroundingsWith(unknownContext), definitions: () => definitions };
  const rules = [{ rule, level: rule.level, options: rule.options?.defaults ?? {} }];
  return lintSource(text, { rules, buildArgs: {}, now: catalogDate, surroundings }).findings.map(
    ({ severity, message }) => `${severity}: ${message}`,
  );
}

test('a server of its own is an error where an environment names no routes', () => {
  expect(findings(commandReplaced, OWN_SERVER, [])).toEqual([
    expect.stringMatching(/^warning: CMD replaces .* or deploy with an `inference_config`/),
  ]);
  for (const definitions of [[without], [deployed], [complete, without]]) {
    expect(findings(commandReplaced, OWN_SERVER, definitions)).toEqual([
      expect.stringMatching(/^error: CMD replaces .* or give the environment an `inference_config`/),
    ]);
  }
});

test.each([
  ['with routes', [complete]],
  ['with routes that are not complete, which another rule reports', [incomplete]],
  ['of a batch deployment, which asks no server', [batch]],
  ['of a job, which runs a command of its own', [ofJob]],
])('a server of its own is right for an environment %s', (_, definitions) => {
  expect(findings(commandReplaced, OWN_SERVER, definitions)).toEqual([]);
});
