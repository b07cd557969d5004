// The age of all data about the outside world: for each file of src/ that has days, the newest of them and how long ago that is.
// `node scripts/run.mjs scripts/data-ages.ts` fails for a day that does not exist or is yet to come, and for a data file without a day.
import { readFile } from 'node:fs/promises';
import { glob } from 'tinyglobby';
import { isDay } from '../src/text/day.ts';

const DAY = /\b20\d\d-\d\d-\d\d\b/g;
/** Days that are part of the data, such as the end of support of a release, may be yet to come. */
const MAY_BE_AHEAD = ['src/image/support.ts', 'src/image/catalog.json'];
const today = new Date().toISOString().slice(0, 10);

const paths = (
  await glob(['src/**/*.json', 'src/programs/*.ts', 'src/image/{inference-server,support}.ts'], {
    ignore: '**/tsconfig.json',
  })
).sort();
const problems: string[] = [];
for (const path of paths) {
  const text = await readFile(path, 'utf8');
  const days = [...text.matchAll(DAY)].map(([day]) => day);
  const impossible = days.filter((day) => !isDay(day));
  if (impossible.length > 0) problems.push(`${path}: ${impossible.join(', ')} is no day`);
  if (path.endsWith('.json') && days.length === 0) problems.push(`${path} does not say of which day it is`);
  const past = days.filter((day) => day <= today).sort();
  if (past.length < days.length && !MAY_BE_AHEAD.includes(path))
    problems.push(`${path}: ${days.find((day) => day > today)} is yet to come`);
  const newest = /"taken": "(.*?)"/.exec(text)?.[1] ?? past.at(-1);
  if (newest !== undefined) console.log(`${path}: ${newest}, ${ageOf(newest)} days old`);
}
for (const problem of problems) console.error(problem);
process.exitCode = problems.length > 0 ? 1 : 0;

function ageOf(day: string): number {
  return Math.round((Date.parse(today) - Date.parse(day)) / 86_400_000);
}
