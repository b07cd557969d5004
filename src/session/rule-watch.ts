/**
 * Reports the rule in which a run hangs. A thread whose rule never returns can report nothing, not even that it was
 * interrupted, so another thread watches it. Only for rules of plugins: starting that thread takes as long as linting
 * some files.
 */
import { Worker } from 'node:worker_threads';
import { escapeText } from '../report/escape.ts';
import { listenToRules } from '../rule/running.ts';
import { maskSecrets } from '../text/secrets.ts';

/** In milliseconds. A rule usually takes less than one. */
const patience = 1000;

/** What both threads see: a number that changes with each rule, and the text about the running rule. */
interface Shared {
  readonly step: Int32Array;
  readonly words: Uint8Array;
}

/** The code of the other thread. It writes to standard error itself, because this thread is blocked. */
const watching = `
const { writeSync } = require('node:fs');
const { step, words, patience, clear } = require('node:worker_threads').workerData;
let last = 0, since = 0, told = 0;
setInterval(() => {
  const now = Atomics.load(step, 0);
  if (now !== last) { last = now; since = Date.now(); return; }
  const length = Atomics.load(step, 1);
  if (length === 0 || told === now || Date.now() - since < patience) return;
  told = now;
  const text = Buffer.from(words.slice(0, length)).toString();
  try { writeSync(2, clear + 'azml-lint: ' + text + '\\n  It is interrupted by Ctrl-C. A rule that does not return is a mistake of its plugin.\\n'); } catch {}
}, patience / 4);
`;

let shared: Shared | undefined;
let path = '';

/** Watches the rules of this thread, from now on with this file name. */
export function watchRules(shownPath: string): void {
  path = escapeText(maskSecrets(shownPath));
  if (shared !== undefined) return;
  const { step, words } = startWatching();
  const encoder = new TextEncoder();
  listenToRules((rule) => {
    const text =
      rule === undefined ? '' : `the rule \`${rule}\` is not done with ${path} after ${patience / 1000} s`;
    Atomics.store(step, 1, encoder.encodeInto(text, words).written);
    Atomics.add(step, 0, 1);
  });
}

function startWatching(): Shared {
  const made = {
    step: new Int32Array(new SharedArrayBuffer(8)),
    words: new Uint8Array(new SharedArrayBuffer(8192)),
  };
  shared = made;
  const clear = process.stderr.isTTY === true ? '\r\x1b[K' : '';
  new Worker(watching, { eval: true, workerData: { ...made, patience, clear } })
    .on('error', () => undefined)
    .unref();
  return made;
}
