/** The rules about apt together: which of them report, and the result of all their fixes. */
import { describe, expect, test } from 'vitest';
import { settingsOf } from '../../src/config/settings.ts';
import { fixSource } from '../../src/fix/fix.ts';
import { lintSource } from '../../src/lint.ts';
import { TRAINING } from './images.ts';

const settings = settingsOf({ preset: 'all', now: '2026-07-31' });

function only(...ids: readonly string[]) {
  return { ...settings, rules: settings.rules.filter(({ rule: { id } }) => ids.includes(id)) };
}

/** The lines below the FROM after all fixes of some rules. */
function fixed(rules: readonly string[], lines: string, unsafe = false): string {
  const { text } = fixSource(`FROM ${TRAINING}\n${lines}\n`, only(...rules), { unsafe });
  return text.slice(text.indexOf('\n') + 1, -1);
}

test.each([
  'RUN apt-get update',
  'RUN apt-get update && pip install x',
  'RUN <<EOF bash\nset -eux\napt-get update | cat\nEOF',
])('lists that nothing reads are not fetched for others: %s', (lines) => {
  const { findings } = lintSource(`FROM ${TRAINING}\n${lines}\n`, only('apt/lists-kept', 'apt/update-alone'));
  expect(findings.map(({ rule }) => rule)).toEqual(['apt/lists-kept']);
  expect(findings[0]?.message).toContain('nothing in this file reads them');
});

describe('lists that are fetched in one RUN and read in another', () => {
  const rules = ['apt/update-alone', 'apt/lists-kept', 'apt/install-without-update'];
  test.each([
    [
      'RUN apt-get update\nRUN apt-get install -y curl',
      'RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*',
    ],
    [
      'RUN apt-get update\nENV A=1\nRUN sudo apt-get install -y curl',
      'ENV A=1\nRUN sudo apt-get update && sudo apt-get install -y curl && sudo rm -rf /var/lib/apt/lists/*',
    ],
    // The first reader, not the first that certainly is one.
    [
      'RUN apt-get update\nRUN apt-get upgrade -y\nRUN apt-get install -y curl',
      'RUN apt-get update && apt-get upgrade -y && rm -rf /var/lib/apt/lists/*\nRUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*',
    ],
    [
      'RUN apt-get update\nCOPY x.sh /\nRUN /x.sh && apt-get install -y curl',
      'COPY x.sh /\nRUN apt-get update && /x.sh && apt-get install -y curl && rm -rf /var/lib/apt/lists/*',
    ],
    [
      'RUN apt-get update\nRUN apt-cache madison curl',
      'RUN apt-get update && apt-cache madison curl && rm -rf /var/lib/apt/lists/*',
    ],
    [
      'RUN apt-get -o Acquire::Check-Valid-Until=false update -qq\nRUN apt-get install -y curl',
      'RUN apt-get -o Acquire::Check-Valid-Until=false update -qq && apt-get install -y curl && rm -rf /var/lib/apt/lists/*',
    ],
    ['RUN apt-get update\nRUN pip install x', 'RUN pip install x'],
    // Another user runs the second.
    ['RUN apt-get update\nUSER app\nRUN apt-get install -y curl', undefined],
  ])('unsafe fix of %s', (lines, expected = lines) => expect(fixed(rules, lines, true)).toBe(expected));

  test('safe fixes alone never take the lists from a later RUN', () => {
    const lines = 'RUN apt-get update\nRUN apt-get install -y curl\nRUN apt-get install -y git';
    expect(fixed(rules, lines)).toBe(lines);
  });
});

test('three fixes of one command', () => {
  const rules = ['apt/recommends-installed', 'apt/asks-for-confirmation', 'apt/interactive-command'];
  expect(fixed(rules, 'RUN apt install curl', true)).toBe(
    'RUN apt-get install -y --no-install-recommends curl',
  );
});
