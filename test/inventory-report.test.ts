import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import inventorySchema from '../schema/json-inventory.schema.json' with { type: 'json' };
import reportSchema from '../schema/json-report.schema.json' with { type: 'json' };
import type { InventoryEntry } from '../src/inventory/entry.ts';
import { writtenInventory } from '../src/report/inventory/formats.ts';
import type { InventoryRun } from '../src/report/inventory/view.ts';

const MCR = 'mcr.microsoft.com/azureml';

const build: InventoryEntry = {
  kind: 'stage',
  line: 1,
  name: 'build',
  final: false,
  image: {
    text: `${MCR}/openmpi4.1.0-ubuntu20.04:$TAG`,
    reference: `${MCR}/openmpi4.1.0-ubuntu20.04:20240418.v1`,
    registry: 'mcr.microsoft.com',
    repository: 'azureml/openmpi4.1.0-ubuntu20.04',
    tag: '20240418.v1',
  },
  family: 'training',
  status: 'deprecated',
  ubuntu: '20.04',
  supported: false,
  supportedUntil: '2025-02-24',
  ends: 'image',
  successor: `${MCR}/openmpi4.1.0-ubuntu22.04:20260715.v1`,
  user: 'root',
};
const final: InventoryEntry = {
  ...build,
  line: 4,
  final: true,
  image: { ...build.image, text: 'build', stage: 'build' },
  user: '1000',
  entryScript: 'score.py',
};
const { name: _, ...unnamed } = final;
const entries = [build, unnamed];

function run(more: Partial<InventoryRun> = {}): InventoryRun {
  const files = [{ path: 'train/Dockerfile', text: '', entries }];
  return { files, errors: [], now: '2026-08-01', version: '1.2.3', ...more };
}

/** A run with one entry whose every text is the given one. */
function runWith(text: string, fileText = ''): InventoryRun {
  const image = { text, reference: text, registry: text, repository: text, tag: text };
  const entry: InventoryEntry = {
    kind: 'environment',
    line: 1,
    name: text,
    final: true,
    image,
    user: text,
    entryScript: text,
    successor: text,
  };
  return run({ files: [{ path: text, text: fileText, entries: [entry] }], repository: { uri: text } });
}

const plain = { color: false, width: undefined };

describe('a table', () => {
  test('has a line for each entry where there is no terminal', () => {
    expect(writtenInventory(run(), 'text', plain)).toMatchInlineSnapshot(`
      "FILE                STAGE  IMAGE                                                           FAMILY    SUPPORTED UNTIL         USE INSTEAD                                                     USER  ENTRY SCRIPT
      train/Dockerfile:1  build  mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu20.04:20240418.v1  training  2025-02-24, deprecated  mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04:20260715.v1  root
      train/Dockerfile:4         build                                                           training  2025-02-24, deprecated                                                                  1000  score.py
      "
    `);
  });

  test('fits the terminal', () => {
    expect(writtenInventory(run(), 'text', { color: false, width: 80 })).toMatchInlineSnapshot(`
      "FILE               IMAGE               SUPPORTED UNTIL  USE INSTEAD         USER
      train/Dockerfile:  mcr.microsoft.com/  2025-02-24       mcr.microsoft.com/  root
      1                  azureml/            deprecated       azureml/
                         openmpi4.1.0-                        openmpi4.1.0-
                         ubuntu20.04:                         ubuntu22.04:
                         20240418.v1                          20260715.v1
      train/Dockerfile:  build               2025-02-24                           1000
      4                                      deprecated
      "
    `);
  });

  test.each([20, 40, 60, 80, 100, 120, 200])('is never wider than %i columns', (width) => {
    const lines = writtenInventory(run(), 'text', { color: false, width }).split('\n');
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(
      Math.max(width, 14 + 2 + 22 + 2 + 12),
    );
    expect(lines.some((line) => line.includes('\u2026'))).toBe(false);
  });

  test('without entries is nothing', () =>
    expect(writtenInventory(run({ files: [] }), 'text', plain)).toBe(''));

  test('is colored', () => {
    expect(writtenInventory(run(), 'text', { color: true, width: 80 })).toContain('\x1b[31m');
  });
});

describe('Markdown', () => {
  test('is a table', () =>
    expect(writtenInventory(run(), 'markdown', plain)).toMatchInlineSnapshot(`
    "| File | Stage | Image | Family | Supported until | Use instead | User | Entry script |
    | --- | --- | --- | --- | --- | --- | --- | --- |
    | \`train/Dockerfile:1\` | \`build\` | \`mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu20.04:20240418.v1\` | training | 2025-02-24 (deprecated) | \`mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04:20260715.v1\` | \`root\` |  |
    | \`train/Dockerfile:4\` |  | \`build\` | training | 2025-02-24 (deprecated) | \`mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04:20260715.v1\` | \`1000\` | \`score.py\` |
    "
  `));

  test.each([
    'a|b',
    '`x`',
    '<img src=x onerror=alert(1)>',
    '[a](http://x)',
    '@team',
    '**a**',
    'a\nb',
    '\u202e',
  ])('is safe: %s', (text) => {
    const [, , row] = writtenInventory(runWith(text), 'markdown', plain).split('\n');
    expect(row!.replaceAll(/`[^`|]*`/g, '')).toMatch(/^[| ,()\w/.;&#-]*$/);
    expect(row!.split('|')).toHaveLength(10);
  });
});

describe('CSV', () => {
  const rows = (text: string) => writtenInventory(runWith(text), 'csv', plain).split('\r\n');

  test('has a row for each entry', () => {
    const repository = { uri: 'https://github.com/contoso/scoring', commit: 'a'.repeat(40) };
    const files = [{ path: 'Dockerfile', repositoryPath: 'train/Dockerfile', text: '', entries }];
    expect(
      writtenInventory(run({ files, repository }), 'csv', plain).replaceAll('\r', ''),
    ).toMatchInlineSnapshot(`
      "repository,commit,file,line,kind,name,final,written,from_stage,image,image_registry,image_repository,tag,digest,family,status,ubuntu,debian,python,cuda,supported,supported_until,ends,successor,user,entry_script
      https://github.com/contoso/scoring,aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa,train/Dockerfile,1,stage,build,false,"mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu20.04:$TAG",,mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu20.04:20240418.v1,mcr.microsoft.com,azureml/openmpi4.1.0-ubuntu20.04,20240418.v1,,training,deprecated,20.04,,,,false,2025-02-24,image,mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04:20260715.v1,root,
      https://github.com/contoso/scoring,aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa,train/Dockerfile,4,stage,,true,build,build,mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu20.04:20240418.v1,mcr.microsoft.com,azureml/openmpi4.1.0-ubuntu20.04,20240418.v1,,training,deprecated,20.04,,,,false,2025-02-24,image,mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04:20260715.v1,1000,score.py
      "
    `);
  });

  test.each(['=1+1', '+1', '-1', '@SUM(1)', ' =1', '\uff1d1', '|calc', '%x'])('%s is no formula', (text) => {
    const [, row] = rows(text);
    expect(row).toMatch(/^"?'/);
    expect(row).not.toMatch(/(?:^|,)"?\s*[=+\-@\uff1d|%]/);
  });

  test('quotes as RFC 4180 has it', () => {
    const [, row] = rows('a"b;c,d');
    expect(row).toContain('"a""b;c,d"');
  });

  test('reads back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const all = parsedCsv(writtenInventory(runWith(text), 'csv', plain));
        expect(all).toHaveLength(2);
        expect(all[1]).toHaveLength(all[0]!.length);
      }),
    );
  });
});

describe('JSON', () => {
  const validate = new Ajv({ strict: true, allowUnionTypes: true, validateFormats: false })
    .addSchema(reportSchema)
    .compile(inventorySchema);

  test('is as its schema says', () => {
    const errors = [{ message: 'no such file', path: 'x' }];
    const found = JSON.parse(
      writtenInventory(run({ errors, repository: { branch: 'main' } }), 'json', plain),
    );
    validate(found);
    expect(validate.errors).toBeNull();
    expect(found).toEqual({
      version: '1.2.3',
      schemaVersion: 1,
      repository: { branch: 'main' },
      files: [{ path: 'train/Dockerfile', stages: entries }],
      errors,
    });
  });
});

test.each(['text', 'markdown', 'csv', 'json'] as const)('%s has neither secrets nor what acts', (format) => {
  const { files } = runWith('x:correcthorse', 'ENV DB_PASSWORD=correcthorse');
  // What a file is called is no value of the file.
  const secret = run({ files: files.map((file) => ({ ...file, path: 'Dockerfile' })) });
  expect(writtenInventory(secret, format, plain)).not.toContain('correcthorse');
  const hostile = writtenInventory(runWith('\x1b[2J\u202e::error::##vso[x]'), format, plain);
  expect(hostile).not.toMatch(/[\x1b\u202e]|::error|##vso/);
});

/** A strict reader of RFC 4180. */
function parsedCsv(text: string): readonly (readonly string[])[] {
  const found: string[][] = [[]];
  let at = 0;
  while (at < text.length) {
    const [all, quoted, bare] = /^(?:"((?:[^"]|"")*)"|([^",\r\n]*))/.exec(text.slice(at))!;
    found.at(-1)!.push(quoted?.replaceAll('""', '"') ?? bare!);
    at += all.length;
    if (text.startsWith('\r\n', at)) {
      at += 2;
      if (at < text.length) found.push([]);
    } else if (text[at] === ',') at++;
    else throw new Error(`no RFC 4180 at ${at}`);
  }
  return found;
}
