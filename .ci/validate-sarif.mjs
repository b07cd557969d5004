// Runs Microsoft's validator on a SARIF file, and fails if it finds errors or warnings. Its notes are hints; docs/reports.md
// says why some are not followed. The kinds of rules are `Sarif;Ghas`, or the given ones: a report made with the variables
// of azure-pipelines.env also has what `Ado` requires.
//
// node .ci/validate-sarif.mjs PREFIX FILE [KINDS]
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const [, , prefix, file, kinds = 'Sarif;Ghas'] = process.argv;
const verdict = `${file}.verdict`;
execFileSync(
  join(prefix, 'node_modules/.bin/sarif-multitool'),
  ['validate', file, '--rule-kind', `'${kinds}'`, '--output', verdict, '--log', 'ForceOverwrite'],
  // The tool expects ICU, which a small machine does not have.
  { stdio: 'inherit', env: { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1' } },
);
const { runs } = JSON.parse(readFileSync(verdict, 'utf8').replace(/^\ufeff/, ''));
const complaints = runs
  .flatMap(({ results = [] }) => results)
  .filter(({ level = 'warning' }) => level !== 'note');
for (const { ruleId, level = 'warning', message } of complaints)
  console.error(level, ruleId, JSON.stringify(message));
console.log(`${complaints.length} errors and warnings in ${file}`);
if (complaints.length > 0) process.exitCode = 1;
