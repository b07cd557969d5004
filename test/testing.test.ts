/** The tester of rules: what it accepts, and which problems it finds. */
import { type AnyRule, defineRule } from 'azml-lint';
import {
  casesOf,
  dockerfile,
  dockerfiles,
  type InvalidCase,
  lintWith,
  type RuleCases,
  testRule,
} from 'azml-lint/testing';
import { describe, expect, it, test } from 'vitest';
import { kinds } from '../src/kinds/index.ts';
import { markerLine, placeOf, readMarkers } from '../src/testing/markers.ts';

const everywhere = { inference: 'error', training: 'warning', other: 'warning' } as const;

/** Finds `curl`, but not the programs that its options allow. */
const noCurl = defineRule({
  id: 'acme/no-curl',
  title: 'curl is called',
  level: everywhere,
  messages: { found: '`{command}` fetches from the internet.', first: 'here for the first time' },
  options: {
    defaults: { allow: [] as readonly string[] },
    schema: { allow: { type: 'array', items: { type: 'string' }, description: 'Programs.' } },
  },
  check({ file, options, report }) {
    const calls = file.runs.flatMap(({ commands }) => commands.filter((command) => command.is('curl|wget')));
    for (const call of calls.filter(({ name }) => !options.allow.includes(name))) {
      const related = call === calls[0] ? [] : [{ at: calls[0]!, message: 'first' as const }];
      report({ at: call, message: 'found', data: { command: call.name }, related });
    }
  },
});

const twice = dockerfile`
  FROM ubuntu:24.04
  RUN curl a
  #   ^^^^^^
  RUN curl b
  #   ^^^^^^
`;
const silent = 'FROM ubuntu:24.04\nRUN apt-get update\n';
const sound: RuleCases<{ readonly allow: readonly string[] }> = { valid: [silent], invalid: [twice] };

/** Replaces `apt` by a given text, so that fixes of all sorts can be made. */
function noApt(text: string, start = (word: { start: number }) => word.start) {
  return defineRule({
    id: 'acme/no-apt',
    title: 'apt is called',
    level: everywhere,
    fix: 'safe',
    messages: { found: 'Call `apt-get`.' },
    check({ file, report }) {
      for (const { nameWord: word } of file.runs.flatMap(({ commands }) => commands)) {
        if (word?.text !== 'apt') continue;
        const edits = [{ start: start(word), end: word.end, text }];
        report({ at: word, message: 'found', fix: { title: 'Call it', edits } });
      }
    },
  });
}

const marked = 'FROM ubuntu:24.04\nRUN apt update\n#   ^^^\n';
const fixed = 'FROM ubuntu:24.04\nRUN apt-get update\n';

describe('a sound rule with sound cases', () => {
  test.each<[string, AnyRule, RuleCases<unknown>, readonly string[]]>([
    [
      'is tested case by case, by name or by the line that tells most',
      noCurl,
      {
        valid: [silent, { name: 'allowed', text: 'FROM a\nRUN curl b', options: { allow: ['curl'] } }],
        invalid: [twice],
      },
      [
        'is a rule',
        'is shown as a whole',
        'valid: RUN apt-get update',
        'valid: allowed',
        'invalid: RUN curl a',
      ],
    ],
    [
      'is fixed',
      noApt('apt-get'),
      {
        valid: [silent],
        invalid: [
          { text: marked, fixed },
          { text: `${marked}RUN true\n`, fixed: false },
        ],
      },
      [
        'is a rule',
        'is shown as a whole',
        'valid: RUN apt-get update',
        'invalid: RUN apt update',
        'invalid: RUN apt update',
      ],
    ],
  ])('%s', async (_, rule, cases, names) => {
    const results = await run(rule, cases);
    expect(Object.fromEntries(results)).toEqual(Object.fromEntries(names.map((name) => [name, []])));
    expect(results.map(([name]) => name)).toEqual(names);
  });

  test.each<[string, Partial<InvalidCase<{ readonly allow: readonly string[] }>>]>([
    ['the message', { message: '`curl` fetches from the internet.' }],
    ['a pattern of it', { message: ['`curl` fetches from the internet.', /^`curl`/] }],
    ['the values in it', { data: { command: 'curl' } }],
    ['severities', { severity: 'warning' }],
    ['a severity for each', { severity: ['warning', 'warning'] }],
    ['the family to assume', { severity: 'error', family: 'inference' }],
    ['build arguments and the day', { buildArgs: { A: 'b' }, now: '2026-01-01' }],
  ])('may say %s', async (_, more) => {
    expect(await problemsOf(noCurl, { valid: [silent], invalid: [{ text: twice, ...more }] })).toEqual([]);
  });
});

describe('problems with a case', () => {
  const valid = (one: RuleCases<unknown>['valid'][number]) =>
    problemsOf(noCurl, { valid: [one], invalid: [twice] });
  const invalid = (one: RuleCases<unknown>['invalid'][number]) =>
    problemsOf(noCurl, { valid: [silent], invalid: [twice, one] });

  test('what is found differs from what is marked: both are drawn', async () => {
    const text = dockerfile`
      FROM ubuntu:24.04
      RUN curl a && \
      #        ^
          curl b
      #   ^^^^^^
    `;
    expect(await problemsOf(noCurl, { valid: [silent], invalid: [text] })).toEqual([
      [
        'the marks are not what is reported; + is missing, - is marked but not reported:',
        '',
        '    FROM ubuntu:24.04',
        '    RUN curl a && \\',
        '  + #   ^^^^^^ found: `curl` fetches from the internet.',
        '  - #        ^',
        '        curl b',
        '    #   ^^^^^^',
      ].join('\n'),
    ]);
  });

  test.each<[string, RuleCases<unknown>['invalid'][number], string]>([
    [
      'nothing is reported',
      'FROM a\nRUN wge b\n#   ^^^^^\n',
      'nothing is reported:\n\n    FROM a\n    RUN wge b\n  - #   ^^^^^',
    ],
    ['nothing is marked', 'FROM a\nRUN wget b\n', 'the marks are not what is reported; + is missing'],
    [
      'a mark is of another rule',
      'FROM a\nRUN wget b\n#   ^^^^^^ apt/upgrade\n',
      'a mark names `apt/upgrade`, which',
    ],
    [
      'an option is unknown',
      { text: twice, options: { alow: [] } },
      '`acme/no-curl` has no option `alow`. Did you mean `allow`?',
    ],
    [
      'an option is not valid',
      { text: twice, options: { allow: 'wget' } },
      'the options are not valid: allow must be array',
    ],
    [
      'a key is unknown',
      { text: twice, now: '2026-01-01', output: '' } as never,
      'unknown key `output`. Keys: `name`, `text`,',
    ],
    [
      'the message is another',
      { text: twice, message: 'another', now: '2026-01-01' },
      'the message of finding 1 is\n    `curl` fetches from the internet.\n  and not\n    another',
    ],
    [
      'the message has not what it should',
      { text: twice, message: [/^`curl`/, /wget/], now: '2026-01-01' },
      'the message of finding 2 is\n    `curl` fetches from the internet.\n  and does not match\n    /wget/',
    ],
    [
      'the message is given by its id',
      { text: twice, message: 'found', now: '2026-01-01' },
      'the id of a message is written after the carets: `#  ^^^ found`',
    ],
    [
      'a mark names another message',
      'FROM a\nRUN wget b\n#   ^^^^^^ first\n',
      '    RUN wget b\n  + #   ^^^^^^ found: `wget` fetches from the internet.\n  - #   ^^^^^^ first',
    ],
    [
      'a mark names no message',
      'FROM a\nRUN wget b\n#   ^^^^^^ fund\n',
      'a mark names the message `fund`. Did you mean `found`?',
    ],
    [
      'values are others',
      { text: twice, data: [{ command: 'curl' }, { command: 'wget', verb: 1 }], now: '2026-01-01' },
      'the data of finding 2 is without `verb`. It has: `command`.',
    ],
    [
      'a value is another',
      { text: twice, data: [{ command: 'curl' }, { command: 'wget' }], now: '2026-01-01' },
      'the data of finding 2 is\n    {"command":"curl"}\n  and not\n    {"command":"wget"}',
    ],
    [
      'a mark has words',
      'FROM a\nRUN wget b\n#   ^^^^^^ is found\n',
      'after the marks there may only be the id of a message, or ids of rules: #   ^^^^^^ is found',
    ],
    [
      'there is no FROM',
      'RUN true\n#   ^^^^\n',
      'nothing is reported (the text has no FROM: say `from`, and `from: false` where that is meant):',
    ],
    [
      'messages are too few',
      { text: twice, message: [/curl/], now: '2026-01-01' },
      '`message` lists 1, but 2 findings are reported',
    ],
    [
      'the severity is another',
      { text: twice, severity: 'info', now: '2026-01-01' },
      'the severity of finding 1 is\n    warning\n  and not\n    info',
    ],
    [
      'there is no such family',
      { text: twice, family: 'gpu' as never, now: '2026-01-01' },
      'there is no family `gpu`. Families: `inference`, `training`, `other`.',
    ],
    ['the day is none', { text: twice, now: 'today' }, '`now` must be a day, YYYY-MM-DD, and not `today`'],
    ['it is there twice', `${twice}`, 'it is the same as the case "RUN curl a"'],
    [
      'it is fixed without a fix',
      { text: twice, fixed: silent, now: '2026-01-01' },
      'it says `fixed`, but no finding has a fix',
    ],
  ])('invalid: %s', async (_, one, problem) => {
    expect((await invalid(one)).join('\n\n')).toContain(problem);
  });

  test.each<[string, RuleCases<unknown>['valid'][number], string]>([
    [
      'something is reported',
      'FROM a\nRUN curl b',
      'nothing must be reported, but what comes after + is:\n\n    FROM a\n    RUN curl b\n  + #   ^^^^^^ found: `curl`',
    ],
    ['something is marked', 'FROM a\n#    ^\n', 'a valid case has no marks'],
    [
      'it does not parse',
      'FROM a\nRNU true\n',
      'line 2 does not parse; where that is meant, say `malformed: true`',
    ],
    ['its script does not parse', 'FROM a\nRUN if true\n', 'line 2 does not parse'],
    [
      'it parses against what it says',
      { text: silent, malformed: true },
      'it says `malformed: true`, but parses',
    ],
    ['there is no FROM', 'RUN true\n', 'the text has no FROM: say `from`'],
    ['it is for invalid ones only', { text: silent, fixed: silent } as never, 'unknown key `fixed`'],
  ])('valid: %s', async (_, one, problem) => {
    expect((await valid(one)).join('\n\n')).toContain(problem);
  });

  test('that is meant not to parse there are none', async () => {
    expect(await valid({ text: 'FROM a\nRNU true\n', malformed: true })).toEqual([]);
  });

  test('what the rule throws is thrown as it is', async () => {
    const failing: AnyRule = {
      ...noCurl,
      check() {
        throw new TypeError('no such thing');
      },
    };
    expect(await problemsOf(failing, sound)).toContain('no such thing');
    expect(() => lintWith(failing, silent)).toThrow(TypeError);
  });

  test('a level that is off for the family explains the silence', async () => {
    const rule = { ...noCurl, level: { ...everywhere, other: 'off' as const } };
    expect((await problemsOf(rule, sound)).join()).toContain(
      'nothing is reported (the level of the rule is off for this family of base image: say `family`, or build on another image)',
    );
  });

  test('a rule that is off for all families is tested as a warning', async () => {
    const rule = { ...noCurl, level: { inference: 'off', training: 'off', other: 'off' } as const };
    expect(
      await problemsOf(rule, { valid: [silent], invalid: [{ text: twice, severity: 'warning' }] }),
    ).toEqual([]);
  });
});

describe('problems with a fix', () => {
  test.each<[string, AnyRule, string | false | undefined, string]>([
    [
      'it is not shown',
      noApt('apt-get'),
      undefined,
      'This is what becomes of it:\n\n    FROM ubuntu:24.04\n    RUN apt-get update',
    ],
    [
      'it is shown otherwise',
      noApt('apt-get'),
      marked,
      'the fixes make this of it:\n\n    FROM ubuntu:24.04\n    RUN apt-get update\n\n  and not:',
    ],
    ['it changes nothing', noApt('apt'), fixed, 'the fix "Call it" changes nothing'],
    [
      'it breaks the file',
      noApt('RNU ', ({ start }) => start - 4),
      fixed,
      'the fix "Call it" does harm: the Dockerfile would no longer parse',
    ],
    ['it never ends', noApt('apt -q && apt'), false, 'the fixes come to no end'],
  ])('%s', async (_, rule, wanted, problem) => {
    const one = wanted === undefined ? marked : { text: marked, fixed: wanted };
    expect((await problemsOf(rule, { valid: [silent], invalid: [one] })).join('\n\n')).toContain(problem);
  });

  test('what remains is marked in the fixed text', async () => {
    const rule = defineRule({
      ...noApt('apt-get'),
      check({ file, report }) {
        for (const { nameWord: word } of file.runs.flatMap(({ commands }) => commands))
          if (word && word.text !== 'apt-get') {
            const edits = [{ start: word.start, end: word.end, text: 'apt-get' }];
            report({
              at: word,
              message: 'found',
              fix: word.text === 'apt' ? { title: 'Call it', edits } : undefined,
            });
          }
      },
    });
    const text = 'FROM a\nRUN apt update && dpkg -l\n#   ^^^           ^^^^\n';
    const after = 'FROM a\nRUN apt-get update && dpkg -l\n';
    const cases = (fixed: string) => ({ valid: [silent], invalid: [{ text, fixed }] });
    expect(await problemsOf(rule, cases(`${after}#                     ^^^^\n`))).toEqual([]);
    expect((await problemsOf(rule, cases(after))).join()).toContain(
      'in the fixed text the marks are not what is reported',
    );
  });
});

describe('problems with a cure', () => {
  /** Reports `message` for each `apt`. */
  const saying = (message: string) => {
    const { fix: _fix, ...rule } = noApt('');
    return defineRule({
      ...rule,
      messages: { found: message },
      check({ file, report }) {
        for (const { nameWord: word } of file.runs.flatMap(({ commands }) => commands))
          if (word?.text === 'apt') report({ at: word, message: 'found' });
      },
    });
  };
  const invalid = 'FROM a:1 AS b\nRUN apt update\n#   ^^^\nUSER c\n';
  const cured = 'FROM a:1 AS b\nRUN apt-get update\nUSER c\n';
  const problemsWith = async (message: string, after: string) =>
    (await problemsOf(saying(message), { valid: [silent], invalid: [{ text: invalid, cured: after }] })).join(
      '\n\n',
    );

  test.each([
    ['its words', 'Write `apt-get`.', cured],
    ['a part for a part', '`pt` is no program. Write `pt-get`.', cured],
    ['an addition', 'Write `apt-get`.', cured.replace('USER c', 'USER c update')],
    ['a filled in word', 'Write `apt-get` and `v=…`.', cured.replace('update', 'update v=2')],
    ['a filled in part', 'Write `apt-get` and `v*`.', cured.replace('update', 'update v2')],
    ['a filled in day', 'Write `apt-get` by `YYYY-MM-DD x`.', cured.replace('update', 'update 2026-01-01 x')],
    [
      'what a line that it names becomes',
      'Write `apt-get`, and take line 3 out.',
      'FROM a:1 AS b\nRUN apt-get\n',
    ],
    [
      'what an instruction that it quotes becomes',
      'Write `apt-get`, not `c`.',
      'FROM a:1 AS b\nRUN apt-get\n',
    ],
  ])('a message may say %s', async (_, message, after) => {
    expect(await problemsWith(message, after)).toBe('');
  });

  test.each([
    [
      'it does not cure',
      'Write `apt-get`.',
      invalid.replace('#   ^^^\n', ''),
      'what comes after + is reported',
    ],
    ['it has marks', 'Write `apt-get`.', `${cured}#^\n`, 'a cured text has no marks'],
    ['a word is not said', 'Write something else.', cured, 'words that no message says: `apt-get`'],
    ['a word is said, but not as code', 'Write apt-get.', cured, 'words that no message says: `apt-get`'],
    ['a word stands elsewhere', 'Write `apt-get v=…`.', cured.replace('c', 'd'), 'no message says: `d`'],
    ['anything would do', 'Write `apt-get` or `…`.', cured.replace('c', 'd'), 'no message says: `d`'],
    [
      'it takes more away',
      'Write `apt-get`.',
      cured.replace('USER c\n', ''),
      'not in the cured text: USER c',
    ],
  ])('%s', async (_, message, after, problem) => {
    expect(await problemsWith(message, after)).toContain(problem);
  });
});

describe('problems with a rule', () => {
  test.each<[string, AnyRule, Partial<RuleCases<unknown>>, string]>([
    [
      'a message is never said',
      noCurl,
      { invalid: ['FROM a\nRUN curl b\n#   ^^^^^^\n'] },
      'no invalid case is reported with the message `first`',
    ],
    ['there is no valid case', noCurl, { valid: [] }, 'there is no valid case'],
    ['there is no invalid case', noCurl, { invalid: [] }, 'there is no invalid case'],
    [
      'its fix is never seen',
      { ...noCurl, fix: 'safe' },
      {},
      "the rule says `fix: 'safe'`, but no finding of an invalid case has a fix",
    ],
    [
      'it is malformed',
      { ...noCurl, title: 'Ends with a stop.' },
      {},
      'the rule has no `title` of one line without a full stop',
    ],
    [
      'its options are no JSON Schema',
      {
        ...noCurl,
        options: { defaults: { allow: [] }, schema: { allow: { type: 'list', description: 'x' } } },
      },
      {},
      'the options of `acme/no-curl` are no JSON Schema',
    ],
    [
      'a required option is not given',
      { ...noCurl, options: { ...noCurl.options!, required: ['allow'] } },
      {},
      'the rule needs the option `allow`',
    ],
  ])('%s', async (_, rule, cases, problem) => {
    expect((await problemsOf(rule, { ...sound, ...cases })).join('\n\n')).toContain(problem);
  });

  test.each<[string, object, string]>([
    [
      'a case without a text',
      { valid: [{ code: 'FROM a' }], invalid: [] },
      'a case of `acme/no-curl` must be a text, or an object with a `text` or `texts`, and not one with `code`',
    ],
    [
      'one text where several are meant',
      { valid: [{ texts: 'FROM a' }], invalid: [] },
      '`texts` must be a list',
    ],
    [
      'several texts with one name',
      { valid: [{ name: 'b', texts: ['FROM a'] }], invalid: [] },
      'several `texts` cannot have one `name`',
    ],
    ['a number', { valid: [3], invalid: [] }, 'a case of `acme/no-curl` must be a text, or an object'],
    ['nothing', { valid: [null], invalid: [] }, 'a case of `acme/no-curl` must be a text, or an object'],
    ['a missing list', { valid: [] }, 'must be two lists, `valid` and `invalid`'],
  ])('%s is refused at once', (_, cases, problem) => {
    expect(() => testRule(noCurl, cases as RuleCases<never>, { describe, it })).toThrow(problem);
  });

  test('a runner must be given where none is global', () => {
    expect(() => testRule(noCurl, sound)).toThrow('`testRule(rule, cases, { describe, it })`');
  });
});

describe('lintWith', () => {
  test('gives the findings of one rule, at its own level or another', () => {
    const { text } = readMarkers(twice);
    expect(lintWith(noCurl, text).map(({ severity, range }) => [severity, range.start.line])).toEqual([
      ['warning', 2],
      ['warning', 3],
    ]);
    expect(lintWith(noCurl, text, { level: 'info' }).map(({ severity }) => severity)).toEqual([
      'info',
      'info',
    ]);
    expect(lintWith(noCurl, text, { options: { allow: ['curl'] } })).toEqual([]);
  });
});

describe('pages', () => {
  const page = (...blocks: readonly [string, string, string?][]) =>
    blocks
      .map(
        ([heading, text, settings = '']) =>
          `## ${heading}\n\n\`\`\`dockerfile ${settings}\n${text}\n\`\`\`\n`,
      )
      .join('\n');

  test('give their Dockerfiles as cases', () => {
    const text = page(
      ['Bad', 'FROM a\n#    ^', '{"now": "2026-01-01"}'],
      ['Bad', 'FROM b\n#    ^'],
      ['Fixed', 'FROM c'],
      ['Good', 'FROM d'],
      ['Options', 'FROM e'],
      ['Cured', 'FROM f'],
    );
    expect(casesOf(text)).toEqual({
      valid: [{ name: 'line 23', text: 'FROM d\n' }],
      invalid: [
        { name: 'line 3', text: 'FROM a\n#    ^\n', now: '2026-01-01', fixed: 'FROM c\n', cured: 'FROM f\n' },
        { name: 'line 10', text: 'FROM b\n#    ^\n', fixed: false },
      ],
    });
  });

  test.each(kinds.map(({ language }) => language))('read %s', (language) => {
    expect(casesOf(`## Good\n\`\`\`${language}\nx\n\`\`\`\n`).valid).toEqual([
      { name: 'line 2', text: 'x\n' },
    ]);
    expect(casesOf(`## Good\n\`\`\`${language}s\nx\n\`\`\`\n`).valid).toEqual([]);
  });

  test('may cure only some', () => {
    const text = page(['Bad', 'FROM a'], ['Bad', 'FROM b'], ['Cured', 'FROM c', '{"of": 2}']);
    expect(casesOf(text).invalid.map(({ cured }) => cured)).toEqual([undefined, 'FROM c\n']);
  });

  test.each<[string, string, string]>([
    ['a cured form of nothing', page(['Cured', 'FROM a']), 'line 3: there is no example below "## Bad"'],
    [
      'two cured forms of one',
      page(['Bad', 'FROM a'], ['Cured', 'FROM b'], ['Cured', 'FROM c', '{"of": 1}']),
      'line 15: this is the second cured form of the same example',
    ],
    [
      'settings of a cured form',
      page(['Bad', 'FROM a'], ['Cured', 'FROM b', '{"now": "2026-01-01"}']),
      'line 9: the settings are those of',
    ],
    ['a fixed form of nothing', page(['Fixed', 'FROM a']), 'line 3: there is no example below "## Bad"'],
    [
      'settings twice',
      page(['Bad', 'FROM a'], ['Fixed', 'FROM b', '{}']),
      'line 9: the settings are those of',
    ],
    [
      'settings that are no JSON',
      page(['Bad', 'FROM a', '{now}']),
      'line 3: what follows `dockerfile` is not JSON: {now}',
    ],
    ['a fence without end', '## Bad\n```dockerfile\nFROM a\n', 'line 2: the fence is not closed'],
  ])('refuse %s', (_, text, problem) => {
    expect(() => casesOf(text)).toThrow(problem);
  });
});

describe('marks', () => {
  test.each([
    ['from the first column', '#^^^'],
    ['further in', '#   ^^^'],
    ['over several lines', '# ^>'],
    ['of a related place', '#   ~~~'],
    ['of a related place over several lines', '#~>'],
  ])('are drawn as they are read: %s', (_, line) => {
    const [marker] = readMarkers(`FROM a\n${line}\n`).markers;
    expect(markerLine(marker!, marker!.kind)).toBe(line);
  });

  test.each([
    ['#  ^^^ found', [], 'found'],
    ['#  ^^^ apt/upgrade, apt/lists-kept', ['apt/upgrade', 'apt/lists-kept'], undefined],
    ['#  ^^^ not-found', [], 'not-found'],
    ['#  ^^^', [], undefined],
  ])('name rules, or a message: %s', (line, rules, messageId) => {
    expect(readMarkers(`FROM a\n${line}\n`).markers).toEqual([
      { line: 1, column: 4, endColumn: 7, kind: 'finding', rules, messageId },
    ]);
  });

  test.each(['# a ^ b', '# ^^^ a b', '# ~/.netrc', 'RUN a ^^^'])('%s is none', (line) => {
    expect(readMarkers(`FROM a\n${line}\n`)).toEqual({ text: `FROM a\n${line}\n`, markers: [] });
  });

  test('of related places count where there is one', async () => {
    const marked = (related: string) =>
      dockerfile`
        FROM ubuntu:24.04
        RUN curl a
        #   ^^^^^^
        #   ${related}
        RUN curl b
        #   ^^^^^^
      `.replace('#   \n', '');
    const cases = (related: string) => ({ valid: [silent], invalid: [marked(related)] });
    expect(await problemsOf(noCurl, cases(''))).toEqual([]);
    expect(await problemsOf(noCurl, cases('~~~~~~'))).toEqual([]);
    expect(await problemsOf(noCurl, cases('~~~~~~ first'))).toEqual([]);
    expect((await problemsOf(noCurl, cases('~~~~'))).join()).toContain(
      '  + #   ~~~~~~ first: here for the first time\n  - #   ~~~~\n',
    );
  });

  test('stand for ranges', () => {
    expect(placeOf({ start: { line: 2, column: 5 }, end: { line: 2, column: 9 } })).toEqual({
      line: 2,
      column: 5,
      endColumn: 9,
    });
    expect(placeOf({ start: { line: 2, column: 5 }, end: { line: 3, column: 1 } }).endColumn).toBeUndefined();
  });
});

describe('the tag for Dockerfiles', () => {
  test.each([
    [
      'takes off the indentation that all lines share',
      dockerfile`
      FROM a
        RUN b
    `,
      'FROM a\n  RUN b\n',
    ],
    [
      'keeps backslashes, blank lines and lines at the margin',
      dockerfile`
  FROM a

  RUN b \
#^^^
    c`,
      '  FROM a\n\n  RUN b \\\n#^^^\n    c\n',
    ],
    ['puts values in', dockerfile`FROM ${'a'}`, 'FROM a\n'],
    ['knows what a template cannot say otherwise', dockerfile`RUN \`b\` \${C} \n`, 'RUN `b` ${C} \\n\n'],
  ])('%s', (_, text, expected) => {
    expect(text).toBe(expected);
  });

  test('makes several of one text', () => {
    const texts = dockerfiles`
      FROM a
        RUN b

      FROM c

    `;
    expect(texts).toEqual(['FROM a\n  RUN b\n', 'FROM c\n']);
  });
});

describe('a case', () => {
  test.each<[string, string, string]>([
    ['the comment at its top', '# by its path\nFROM a\nRUN curl b\n#   ^^^^^^\n', 'by its path'],
    ['not a directive', '# syntax=docker/dockerfile:1\nFROM a\nRUN curl b\n#   ^^^^^^\n', 'RUN curl b'],
    ['its first marked line', 'FROM a\nRUN curl b\n#   ^^^^^^\nENV C=d\n', 'RUN curl b'],
  ])('is named after %s', async (_, text, name) => {
    const names = (await run(noCurl, { valid: [], invalid: [text] })).map(([one]) => one);
    expect(names).toContain(`invalid: ${name}`);
  });

  test('without a FROM builds on what the cases, or it itself, say', async () => {
    const short = 'RUN curl a\n#   ^^^^^^\nRUN curl b\n#   ^^^^^^\n';
    const image = 'mcr.microsoft.com/azureml/minimal-py312-inference:latest';
    const cases: RuleCases<unknown> = {
      from: 'ubuntu:24.04',
      valid: ['RUN true', 'FROM scratch\n'],
      invalid: [
        { text: short, severity: 'warning' },
        { text: short, severity: 'error', from: image },
      ],
    };
    expect(await problemsOf(noCurl, cases)).toEqual([]);
    expect((await problemsOf(noCurl, { ...cases, from: image })).join()).toContain('it is the same as');
  });

  test('may be several', async () => {
    const cases: RuleCases<unknown> = {
      from: 'ubuntu:24.04',
      valid: [{ options: { allow: ['curl'] }, texts: ['RUN curl a', 'RUN curl b'] }],
      invalid: [{ severity: 'warning', texts: ['RUN curl a\n#   ^^^^^^\n', 'RUN curl b\n#   ^^^^^^\n'] }],
    };
    const names = (await run(noCurl, cases)).map(([name]) => name);
    expect(names.slice(2)).toEqual([
      'valid: RUN curl a',
      'valid: RUN curl b',
      'invalid: RUN curl a',
      'invalid: RUN curl b',
    ]);
  });

  test('that is fixed builds on the same', async () => {
    const one = { text: marked.replace(/^FROM.*\n/, ''), fixed: fixed.replace(/^FROM.*\n/, '') };
    const cases = { from: 'ubuntu:24.04', valid: [silent], invalid: [one] };
    expect(await problemsOf(noApt('apt-get'), cases)).toEqual([]);
  });

  test('may say how safe its fix is', async () => {
    const cases = (safety: 'safe' | 'unsafe') => ({
      valid: [silent],
      invalid: [{ text: marked, fixed, safety }],
    });
    expect(await problemsOf(noApt('apt-get'), cases('safe'))).toEqual([]);
    expect(await problemsOf(noApt('apt-get'), cases('unsafe'))).toEqual([
      'the safety of finding 1 is\n    safe\n  and not\n    unsafe',
    ]);
    const withoutFix = { valid: [silent], invalid: [{ text: twice, safety: 'safe' as const }] };
    expect(await problemsOf(noCurl, withoutFix)).toEqual(['it says `safety`, but no finding has a fix']);
  });

  test('may be the only one', () => {
    const registered: string[] = [];
    const it = Object.assign((name: string) => registered.push(name), {
      only: (name: string) => registered.push(`only ${name}`),
    });
    const cases: RuleCases<never> = { valid: [silent], invalid: [{ text: twice, only: true }] };
    testRule<AnyRule>(noCurl, cases, { describe: (_, body) => body(), it });
    expect(registered.filter((name) => name.startsWith('only'))).toEqual(['only invalid: RUN curl a']);
    expect(() =>
      testRule<AnyRule>(noCurl, cases, { describe: (_, body) => body(), it: () => undefined }),
    ).toThrow('the `it` of this runner has no `only`');
  });
});

/** Runs the registered tests, one after the other; returns the problems by name. */
async function run(rule: AnyRule, cases: RuleCases<unknown>): Promise<[string, string[]][]> {
  const tests: [string, () => Promise<void>][] = [];
  testRule(rule, cases as RuleCases<never>, {
    describe: (_, body) => body(),
    it: (name, body) => tests.push([name, body]),
  });
  const results: [string, string[]][] = [];
  for (const [name, body] of tests) {
    const failed = await body().then(
      () => [],
      (error: Error) => [error.message],
    );
    results.push([name, failed]);
  }
  return results;
}

async function problemsOf(rule: AnyRule, cases: RuleCases<unknown>): Promise<readonly string[]> {
  return (await run(rule, cases)).flatMap(([, failed]) => failed);
}
