// @ts-check
import { defineRule, insertWordAfter } from 'azml-lint';

export default defineRule({
  id: 'acme/public-index',
  title: 'pip installs from an index that is not ours',
  url: 'https://wiki.acme.com/images/public-index',
  level: { inference: 'error', training: 'error', other: 'warning' },
  fix: 'unsafe',
  messages: {
    none: '`{command}` installs from pypi.org, which our build agents cannot reach. Add `{flag}`.',
    other: '`{found}` is not our index. Install from `{index}`.',
  },
  options: {
    defaults: { index: '' },
    schema: {
      index: { type: 'string', pattern: '^https?://', description: 'The URL of the index to install from.' },
    },
    required: ['index'],
  },
  check({ file, options: { index }, report }) {
    for (const run of file.runs) {
      for (const command of run.commands.filter((one) => one.is('pip', 'install'))) {
        const url = command.flag('-i', '--index-url')?.value;
        if (url?.literal && url.text !== index) {
          const edits = [{ start: url.start, end: url.end, text: index }];
          const fix = { title: `Install from ${index}`, edits };
          report({ at: url, message: 'other', data: { found: url.text, index }, fix });
        } else if (!url && !command.flag('--no-index') && !run.before.variable('PIP_INDEX_URL')) {
          const flag = `--index-url=${index}`;
          const fix = {
            title: `Add \`${flag}\``,
            edits: [insertWordAfter(run, command, command.head, flag)],
          };
          report({ at: command.head, message: 'none', data: { command: command.head.text, flag }, fix });
        }
      }
    }
  },
});
