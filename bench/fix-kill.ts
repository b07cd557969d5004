/**
 * Kills `--fix` at random moments and checks what it leaves: every file must be unchanged or fixed.
 *
 *     npm run build && node scripts/run.mjs bench/fix-kill.ts [--kills 100] [--seed 1]
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import metadata from '../package.json' with { type: 'json' };
import { randomNumbers } from './dockerfiles.ts';
import { killWhileFixing, type Remains } from './kill.ts';

const { values } = parseArgs({
  options: { kills: { type: 'string', default: '100' }, seed: { type: 'string', default: '1' } },
});

const bin = resolve(metadata.bin['azml-lint']);
const random = randomNumbers(Number(values.seed));
const all: Remains[] = [];
for (let round = 0; round < Number(values.kills); round++)
  all.push(await killWhileFixing([process.execPath, bin], random));

const total = (of: (remains: Remains) => number) => all.reduce((sum, remains) => sum + of(remains), 0);
const inTheMidst = all.filter(({ fixed, files }) => fixed > 0 && fixed < files).length;
console.log(`${all.length} kills, ${inTheMidst} of them in the midst of the files`);
console.log(`${total(({ files }) => files)} files: ${total(({ fixed }) => fixed)} fixed`);
console.log(`${total(({ broken }) => broken.length)} files are neither as they were nor fixed`);
console.log(`${total(({ drafts }) => drafts.length)} drafts are left behind`);
process.exitCode = total(({ broken }) => broken.length) === 0 ? 0 : 1;
