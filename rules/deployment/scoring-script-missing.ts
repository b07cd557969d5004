import { defineRule } from 'azml-lint';
import { missingScoringScripts } from 'azml-lint/facts';

export default defineRule({
  id: 'deployment/scoring-script-missing',
  title: 'The scoring script of a deployment is not there',
  level: { inference: 'error', training: 'error', other: 'error' },
  kinds: ['azureml-yaml'],
  messages: {
    misnamed: 'There is no file `{path}`, and the deployment fails without its script. Write `{meant}`.',
    script:
      'There is no file `{path}`, and the deployment fails without its script. Write `scoring_script: …`, relative to `code`, or ' +
      '`code: …`.',
    folder:
      'There is no folder `{path}` here. Make it before the deployment, or write `code: …`, relative to the folder of this file.',
  },
  check({ file, report }) {
    for (const { word, what, path, meant, isTemplate } of missingScoringScripts(file)) {
      const at = word.text;
      const severity = isTemplate ? 'info' : undefined;
      if (what === 'folder') report({ at, message: 'folder', data: { path }, severity: 'info' });
      else if (meant !== undefined) report({ at, message: 'misnamed', data: { path, meant }, severity });
      else report({ at, message: 'script', data: { path }, severity });
    }
  },
});
