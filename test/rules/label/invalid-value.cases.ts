import rule from '../../../rules/label/invalid-value.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { PYTHON } from '../images.ts';

const schema = {
  text: 'text',
  raw: 'rawText',
  url: 'url',
  time: 'rfc3339',
  license: 'spdx',
  hash: 'hash',
  version: 'semver',
  mail: 'email',
} as const;

/** Values of each type, and values that are none. */
const values: Readonly<
  Record<keyof typeof schema, readonly [good: readonly string[], bad: readonly string[]]>
> = {
  text: [['anything', 'at all'], []],
  raw: [['anything'], []],
  url: [
    ['http://a', 'https://a.b/c?d=e#f', 'mailto:a@b', 'urn:x', 'x:', 'http://[::1]', 'https://a/%20'],
    ['a.b', '//a/b', '/a', 'http://a b', '1http://a', 'http://a|b', 'https://a/%2'],
  ],
  time: [
    [
      '2020-01-01T00:00:00Z',
      '2020-01-01T00:00:00.123Z',
      '2020-01-01t00:00:00z',
      '2020-02-29T23:59:60+14:00',
      '2020-01-01T00:00:00-00:00',
    ],
    [
      '2020-01-01',
      '2020-01-01T00:00:00',
      '2020-01-01 00:00:00Z',
      '2020-13-01T00:00:00Z',
      '2020-02-30T00:00:00Z',
      '2019-02-29T00:00:00Z',
      '2020-01-01T24:00:00Z',
      '2020-01-01T00:60:00Z',
      '2020-01-01T00:00:00+25:00',
      '2020-01-01T00:00Z',
      '20200101',
    ],
  ],
  license: [
    [
      'MIT',
      'Apache-2.0',
      '0BSD',
      'GPL-3.0-only',
      'Apache-2.0+',
      '(MIT)',
      'MIT AND (BSD-3-Clause OR Apache-2.0)',
      'GPL-2.0-only WITH Classpath-exception-2.0',
      'LicenseRef-acme',
      'DocumentRef-a:LicenseRef-b OR MIT',
    ],
    [
      'mit',
      'Apache',
      'proprietary',
      'GPL-3.0',
      'MIT OR',
      'MIT Apache-2.0',
      'MIT WITH',
      'MIT or Apache-2.0',
      '()',
    ],
  ],
  hash: [
    ['abcdef0', '1cce496ab', '0'.repeat(40), '0'.repeat(64)],
    ['abcdef', 'ABCDEF0', 'abcdefg', '0'.repeat(41), '0'.repeat(63), 'v1.2.3'],
  ],
  version: [
    ['1.2.3', '0.0.0', '1.2.3-rc.1', '1.2.3+b.01', '1.2.3-rc.1+b', '1.2.3--'],
    ['v1.2.3', '1.2', '1', '1.2.3.4', '01.2.3', '1.2.3-', '1.2.3-rc.01', '1.2.3-a_b', '1.2.x'],
  ],
  mail: [
    ['a@b', 'a@b.c', 'a.b+c@d-e.f', 'a@[1.2.3.4]'],
    ['a', 'a@', '@b', 'A <a@b.c>', 'a@b@c', 'a b@c.d', 'a..b@c.d', '.a@b.c', 'a@b..c', 'a@-b.c'],
  ],
};

const named = Object.entries(values);

testEdgeCases(rule, {
  from: PYTHON,
  valid: [
    { name: 'without a schema', text: 'LABEL version=none\n' },
    { name: 'not of the schema', options: { schema }, text: 'LABEL owner=ann\n' },
    {
      name: 'empty, or what only the build or the base knows',
      options: { schema },
      text: 'ARG V\nLABEL version="" url=$V mail="a@$HOST"\n',
    },
    {
      name: 'in an image that is built on this one',
      options: { schema },
      text: 'ONBUILD LABEL version=none\n',
    },
    ...named.flatMap(([name, [good]]) =>
      good.map((value) => ({
        name: `${name}: ${value}`,
        options: { schema },
        text: `LABEL ${name}="${value}"\n`,
      })),
    ),
  ],
  invalid: [
    ...named.flatMap(([name, [, bad]]) =>
      bad.map((value) => ({
        name: `${name}: ${value}`,
        options: { schema },
        text: `LABEL ${name}="${value}"\n#      ${' '.repeat(name.length)}${'^'.repeat(value.length + 2)}\n`,
      })),
    ),
    {
      name: 'the value of a variable',
      options: { schema },
      data: { value: 'v1' },
      text: 'ARG V=v1\nLABEL version=$V\n#             ^^\n',
    },
  ],
});
