import rule from '../../../rules/dockerfile/too-large.ts';
import { testEdgeCases } from '../edge-cases.ts';

const FROM = 'FROM scratch\n';
const MOST = 100 * 1024;
const LARGEST = MOST - ((MOST - FROM.length) % 10);

/** A Dockerfile of so many bytes, a multiple of 10 more than that of its first line. */
function ofSize(bytes: number, line = '#aaaaaaaa\n'): string {
  return FROM + line.repeat((bytes - FROM.length) / new TextEncoder().encode(line).length);
}

function marked(bytes: number, line?: string): string {
  return ofSize(bytes, line).replace('\n', '\n#^^^\n');
}

testEdgeCases(rule, {
  valid: [
    { name: 'as large as is allowed', text: ofSize(LARGEST) },
    { name: 'empty', text: '', malformed: true, from: false },
  ],
  invalid: [
    { name: 'one line more', text: marked(LARGEST + 10), data: { size: LARGEST + 10, most: MOST } },
    { name: 'characters of three bytes', text: marked(LARGEST + 10, '#€€aa\n') },
  ],
});
