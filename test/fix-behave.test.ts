/**
 * Safe fixes keep what scripts do: each changed RUN is run before and after with every program replaced by a stub, with
 * nothing failing and with each call failing in turn.
 */
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { Stage, shells } from '../bench/behave.ts';
import { settingsOf } from '../src/config/settings.ts';
import { fixSource } from '../src/fix/fix.ts';

const settings = settingsOf({ preset: 'all', now: '2026-07-31' });
/** These fixes change the calls on purpose. */
const CHANGES_CALLS = new Set(['pip/unquoted-specifier', 'dockerfile/unicode-dash']);
const rules = new Set(settings.rules.map(({ rule }) => rule.id).filter((id) => !CHANGES_CALLS.has(id)));

const stage = new Stage();
afterAll(() => stage.close());

function fixed(text: string): string {
  return fixSource(text, settings, { unsafe: false, rules }).text;
}

describe('the stage', () => {
  const run = (script: string) => `FROM a\nRUN ${script}\n`;

  test.each([
    ['a call that is gone', 'a && b', 'a'],
    ['another order', 'a && b', 'b && a'],
    ['a failure that no longer stops the build', 'a && b', 'a; b'],
    ['a failure that stops it now', 'a; b', 'a && b'],
    [
      'errexit that a list switches off',
      'set -e; for i in 1; do a; b; done',
      'set -e; for i in 1; do a; b; done && c',
    ],
    ['another word', 'a b', 'a c'],
    [
      'a fetch whose failure is not seen',
      'set -e; apt-get install a; b',
      'set -e; apt-get update && apt-get install a; b',
    ],
  ])('sees %s', (_, before, after) => {
    expect(stage.differences(run(before), run(after))).not.toEqual([]);
  });

  test.each([
    ['the same', 'a && b', 'a  && b'],
    ['an answer', 'apt-get install a', 'apt-get install -y a'],
    ['another name', 'apt update', 'apt-get update'],
    ['the removal of the lists', 'apt-get update && a', 'apt-get update && a && rm -rf /var/lib/apt/lists/*'],
    ['a fetch', 'apt-get install a', 'apt-get update && apt-get install a'],
    ['the ends of a pipe', 'a | b', 'a | b && rm -rf /var/lib/apt/lists/*'],
  ])('lets %s pass', (_, before, after) => {
    expect(stage.differences(run(before), run(after))).toEqual([]);
  });
});

describe('a safe fix keeps what a RUN does', () => {
  const call = fc.constantFrom(
    'apt-get update',
    'apt-get update',
    'apt-get install a',
    'apt-get install -y a b',
    'apt install -y --no-install-recommends a',
    'sudo apt-get install -y a',
    'useradd -u 1234567 me',
    'pip install a',
    'conda install a',
    'apk update && apk add a',
    'dnf install a',
    'zypper in a',
    'wget https://x/y',
    'make',
    'curl -fsSL https://x/y',
    'rm -rf /tmp/x',
    'true',
    'cd x || true',
    'A=1 make',
  );
  const joint = fc.constantFrom(' && ', ' && ', '; ', ' || ', ' | ', ' && \\\n    ', ' \\\n && ');
  const list = fc
    .array(fc.tuple(joint, call), { minLength: 1, maxLength: 4 })
    .map((parts) => parts.map(([how, what], index) => (index === 0 ? what : how + what)).join(''));
  const compound = fc
    .tuple(
      fc.constantFrom(
        (body: string) => body,
        (body: string) => body,
        (body: string) => `(${body})`,
        (body: string) => `{ ${body}; }`,
        (body: string) => `if make; then ${body}; fi`,
        (body: string) => `for p in a b; do ${body}; done`,
        (body: string) => `case x in x) ${body};; esac`,
        (body: string) => `f() { ${body}; }; f`,
        (body: string) => `! ${body}`,
        (body: string) => `sh -c '${body}'`,
        (body: string) => `sh -ec '${body}'`,
        (body: string) => `eval "${body}"`,
        (body: string) => `echo "$(${body})"`,
      ),
      list,
    )
    .map(([wrap, body]) => wrap(body));
  const script = fc
    .tuple(
      fc.constantFrom('', '', 'set -e; ', 'set -eux; ', 'set -e && '),
      fc.array(compound, { minLength: 1, maxLength: 2 }),
      fc.constantFrom(' && ', '; '),
    )
    .map(([options, parts, how]) => options + parts.join(how));
  const heredoc = fc
    .tuple(
      fc.constantFrom(
        'RUN <<EOF\n',
        'RUN <<EOF\nset -e\n',
        'RUN <<EOF\n#!/bin/bash -e\n',
        'RUN bash <<EOF\n',
        'RUN bash -e <<EOF\n',
      ),
      fc.array(compound, { minLength: 1, maxLength: 3 }),
    )
    .map(([head, parts]) => `${head}${parts.join('\n')}\nEOF`);
  const shell = fc.constantFrom(
    '',
    '',
    ...shells.flatMap((path) => [`SHELL ["${path}", "-ec"]\n`, `SHELL ["${path}", "-c"]\n`]),
  );
  const run = fc.oneof(
    script.map((text) => `RUN ${text}`),
    heredoc,
  );
  const dockerfile = fc
    .tuple(shell, fc.array(run, { minLength: 1, maxLength: 2 }))
    .map(([first, runs]) => `FROM ubuntu:22.04\n${first}${runs.join('\n')}\n`);

  test('whatever fails in it', () => {
    fc.assert(
      fc.property(dockerfile, (text) => {
        const after = fixed(text);
        expect(stage.differences(text, after), after).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });
});
