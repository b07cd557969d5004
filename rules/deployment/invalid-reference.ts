import { defineRule } from 'azml-lint';
import { type InvalidReference, invalidReferences } from 'azml-lint/facts';

export default defineRule({
  id: 'deployment/invalid-reference',
  title: 'A deployment or a job names its environment or model in a way that Azure ML refuses',
  level: { inference: 'error', training: 'error', other: 'error' },
  kinds: ['azureml-yaml'],
  fix: 'unsafe',
  messages: {
    file: '`az ml` does not read `{written}` as a file, and refuses it. Write `{instead}`.',
    folder:
      '`az ml` reads a text here as the name of a registered model, and refuses the path `{written}`. Write `{instead}`.',
    name: '`az ml` refuses `{written}`: what is registered is named with `azureml:`. Write `{instead}`.',
    image: '`az ml` refuses an image in the place of an environment. Write `{instead}`.',
    other:
      '`az ml` refuses `{written}` as {what}. Write `azureml:…:…` for one that is registered, or describe it here: ' +
      '`{example}`.',
  },
  check({ file, report }) {
    for (const { of, text, seems, instead, replaces } of invalidReferences(file)) {
      const written = text.text;
      if (instead === undefined || seems === 'other') {
        report({ at: text, message: 'other', data: { written, ...OTHER[of] } });
        continue;
      }
      const fix = replaces && {
        title: `Write \`${instead}\``,
        edits: [{ start: replaces.start, end: replaces.end, text: instead }],
      };
      if (seems === 'image') report({ at: text, message: 'image', data: { instead }, fix });
      else report({ at: text, message: seems, data: { written, instead }, fix });
    }
  },
});

const OTHER: Readonly<Record<InvalidReference['of'], { what: string; example: string }>> = {
  environment: { what: 'an environment', example: '{image: …}' },
  model: { what: 'a model', example: '{path: …}' },
};
