import rule from '../../../rules/deployment/scoring-script-missing.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { batch, online } from './projects.ts';

const code = (folder: string, script: string) =>
  `code_configuration:\n  code: ${folder}\n  scoring_script: ${script}\n`;
const SCRIPT = { 'src/score.py': 'def run(data): ...\n' };

testEdgeCases(rule, {
  valid: [
    { name: 'there', project: { 'a.yml': online(code('./src/', 'score.py')), ...SCRIPT } },
    {
      name: 'seen from the YAML',
      project: { 'deploy/a.yml': online(code('../src', './score.py')), ...SCRIPT },
    },
    { name: 'a program names it', project: { 'a.yml': online(code('src', '${SCRIPT}')), ...SCRIPT } },
    { name: 'a template', project: { 'a.yml': online(code('{{CODE}}', 'gone.py')), ...SCRIPT } },
    { name: 'registered code', project: { 'a.yml': online(code('azureml:code:1', 'gone.py')), ...SCRIPT } },
    {
      name: 'no folder is named',
      project: { 'a.yml': online('code_configuration:\n  scoring_script: gone.py\n'), ...SCRIPT },
    },
    { name: 'outside of what is known', project: { 'a.yml': online(code('../src', 'gone.py')) } },
  ],
  invalid: [
    {
      name: 'in a folder of that folder',
      project: {
        'a.yml': online(`${code('.', 'score.py')}#                 ^^^^^^^^ misnamed\n`),
        ...SCRIPT,
      },
      message: /Write `src\/score\.py`/,
    },
    {
      name: 'a folder',
      project: {
        'a.yml': online(`${code('.', 'src')}#                 ^^^ script\n`),
        ...SCRIPT,
      },
    },
    {
      name: 'a batch deployment',
      project: { 'a.yml': batch(`${code('src', 'driver.R')}#                 ^^^^^^^^ script\n`), ...SCRIPT },
    },
    {
      name: 'a program fills in the file, and may put it elsewhere',
      project: {
        'a.yml': online(
          `instance_count: \${COUNT}\n${code('src', 'scores.py')}#                 ^^^^^^^^^ misnamed\n`,
        ),
        ...SCRIPT,
      },
      severity: 'info',
    },
    {
      name: 'a variable in a comment is filled in by nobody',
      project: {
        'a.yml': online(
          `# COUNT: \${COUNT}\n${code('src', 'scores.py')}#                 ^^^^^^^^^ misnamed\n`,
        ),
        ...SCRIPT,
      },
      severity: 'error',
    },
  ],
});
