import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hasTemplate, type ImageReference, parseReference, placeholdersIn } from '../src/image/reference.ts';
import { type Fragment, fragmentOf, verbatim } from '../src/text/fragment.ts';

const SHA256 = `sha256:${'a'.repeat(64)}`;

describe('names', () => {
  test.each([
    ['python', 'docker.io/library/python', 'python'],
    ['library/python', 'docker.io/library/python', 'python'],
    ['docker.io/python', 'docker.io/library/python', 'python'],
    ['index.docker.io/library/python', 'docker.io/library/python', 'python'],
    ['bitnami/python', 'docker.io/bitnami/python', 'bitnami/python'],
    ['docker.io/library/a/b', 'docker.io/library/a/b', 'library/a/b'],
    ['a/b/c', 'docker.io/a/b/c', 'a/b/c'],
    ['builder:5000/team/image', 'builder:5000/team/image', 'builder:5000/team/image'],
    ['localhost/image', 'localhost/image', 'localhost/image'],
    ['localhost', 'docker.io/library/localhost', 'localhost'],
    ['[::1]:5000/image', '[::1]:5000/image', '[::1]:5000/image'],
    ['Builder/image', 'Builder/image', 'Builder/image'],
    ['MCR.Microsoft.com/azureml/base', 'mcr.microsoft.com/azureml/base', 'mcr.microsoft.com/azureml/base'],
    ['a__b/c--d.e_f', 'docker.io/a__b/c--d.e_f', 'a__b/c--d.e_f'],
  ])('%s', (text, name, familiar) => {
    expect(reference(text)).toMatchObject({ name, familiar });
  });
});

describe('parts stand where the author wrote them', () => {
  test.each([
    ['python', undefined, 'python', undefined, undefined],
    ['python:3.12', undefined, 'python', '3.12', undefined],
    [`python@${SHA256}`, undefined, 'python', undefined, SHA256],
    [`host.io:80/a/b:v1@${SHA256}`, 'host.io:80', 'a/b', 'v1', SHA256],
    ['host:5000/image', 'host:5000', 'image', undefined, undefined],
    ['host:5000', undefined, 'host', '5000', undefined],
    [
      'mcr.microsoft.com/azureml/base:openmpi3.1.2-ubuntu18.04',
      'mcr.microsoft.com',
      'azureml/base',
      'openmpi3.1.2-ubuntu18.04',
      undefined,
    ],
  ])('%s', (text, registry, repository, tag, digest) => {
    const before = 'FROM ';
    const found = parseReference(verbatim(text, before.length));
    const source = before + text;
    const written = (part: Fragment | undefined) => part && source.slice(part.start, part.end);
    expect(found).toBeDefined();
    expect(written(found?.registry)).toBe(registry);
    expect(written(found?.repository)).toBe(repository);
    expect(written(found?.tag?.text)).toBe(tag);
    expect(written(found?.digest)).toBe(digest);
    expect(written(found?.written)).toBe([registry, repository].filter(Boolean).join('/'));
  });

  test('across a line continuation', () => {
    const source = 'FROM pyth\\\non:3.12';
    const text = fragmentOf(
      'python:3.12',
      [
        { index: 0, start: 5, end: 9 },
        { index: 4, start: 11, end: source.length },
      ],
      5,
    );
    const found = parseReference(text);
    expect(found?.written).toMatchObject({ start: 5, end: 13 });
    expect(found?.tag?.text).toMatchObject({ start: 14, end: 18 });
  });
});

test.each([
  '',
  ':',
  '/',
  'Python',
  'a/Python',
  'a//b',
  'a/',
  '/a',
  'a:',
  'a@',
  'a:b:c',
  'a:-b',
  'a b',
  'a___b',
  '-a',
  'a.',
  'host:port/a',
  '-host.io/a',
  '<image_name>:<tag>',
  '${BASE}',
  `a:${'t'.repeat(129)}`,
  'a@sha256:abc',
  `a@${SHA256.toUpperCase()}`,
  `a@md5:${'a'.repeat(32)}`,
  'f'.repeat(64),
  `docker.io/${'a'.repeat(256)}`,
  'a:{{}}',
  'a:{tag}',
  'a:{{tag}',
  'a{{tag}}',
  '{{image}}',
  '{{image}}:1',
])('no reference: %s', (text) => {
  expect(reference(text)).toBeUndefined();
});

describe('template tags', () => {
  test.each([
    ['{{latest-image-tag}}', 'latest-image-tag', undefined, undefined],
    ['{{latest-image-tag:\\d{8}\\.v\\d+}}', 'latest-image-tag', '\\d{8}\\.v\\d+', undefined],
    [
      '{{latest-image-tag:biweekly\\.\\d{6}\\.\\d{1}.*}}',
      'latest-image-tag',
      'biweekly\\.\\d{6}\\.\\d{1}.*',
      undefined,
    ],
    ['{{latest-image-tag:monthly\\.\\d{6}}}', 'latest-image-tag', 'monthly\\.\\d{6}', undefined],
    ['{{latest-image-tag:a/b@c}}', 'latest-image-tag', 'a/b@c', undefined],
    ['{{latest-age-tag}}', 'latest-age-tag', undefined, 'latest-image-tag'],
    ['{{latest_image_tag}}', 'latest_image_tag', undefined, 'latest-image-tag'],
    ['{{VERSION}}', 'VERSION', undefined, undefined],
    ['{pin-to-latest-mcr-version-tag:"x"}', 'pin-to-latest-mcr-version-tag', '"x"', undefined],
  ])('%s', (tag, keyword, pattern, meant) => {
    const found = reference(`mcr.microsoft.com/azureml/openmpi5.0-ubuntu24.04:${tag}`);
    expect(found?.name).toBe('mcr.microsoft.com/azureml/openmpi5.0-ubuntu24.04');
    expect(found?.tag).toMatchObject({
      kind: 'template',
      text: { text: tag },
      keyword: { text: keyword },
      meant,
    });
    expect(found?.tag?.kind === 'template' ? found.tag.pattern?.text : 'no template').toBe(pattern);
  });

  test('a digest may follow', () => {
    const found = reference(`a:{{latest-image-tag}}@${SHA256}`);
    expect(found?.tag?.kind).toBe('template');
    expect(found?.digest?.text).toBe(SHA256);
  });
});

test.each([
  ['{{asset.name}}', true],
  ['x-{{a}}-y', true],
  ['{{a', false],
  ['}}{{', false],
  ['{a}', false],
])('template text in %s: %s', (text, expected) => {
  expect(hasTemplate(text)).toBe(expected);
});

test.each([
  ['mcr.microsoft.com/azureml/<image_name>:<tag>', ['<image_name>', '<tag>']],
  ['<prebuilt docker image from MCR>', ['<prebuilt docker image from MCR>']],
  ['<package-1> \\ <package-n> &&', ['<package-1>', '<package-n>']],
  ['<イメージ名>', ['<イメージ名>']],
  ['<your-registry>.azurecr.io/a', ['<your-registry>']],
  ['sort <in >out', []],
  ['cat <<EOF >out', []],
  ['a<2 && b>1', []],
  ['diff <(a) <(b)', []],
  ['Jane <jane@example.com>', []],
  ['<>', []],
  [`<a${' b'.repeat(60)}>`, []],
])('placeholders in %s', (text, expected) => {
  const found = placeholdersIn(verbatim(text, 7));
  expect(found.map((part) => part.text)).toEqual(expected);
  expect(found.map((part) => text.slice(part.start - 7, part.end - 7))).toEqual(expected);
});

test('any text is a reference or none, and a reference keeps within it', () => {
  const pieces = fc.constantFrom(
    'a',
    'B',
    '/',
    ':',
    '@',
    '{{',
    '}}',
    '.',
    '-',
    '_',
    '<',
    '5',
    SHA256,
    'latest-image-tag',
  );
  const text = fc.oneof(
    fc.string(),
    fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(text, (image) => {
      const found = reference(image);
      if (!found) return;
      const tag = found.tag ? `:${found.tag.text.text}` : '';
      const digest = found.digest ? `@${found.digest.text}` : '';
      expect(found.written.text + tag + digest).toBe(image);
      expect(reference(found.name + tag + digest)?.name).toBe(found.name);
      expect(reference(found.familiar + tag + digest)?.name).toBe(found.name);
    }),
  );
});

function reference(text: string): ImageReference | undefined {
  return parseReference(verbatim(text, 0));
}
