import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyEdits } from '../src/edits/apply-edits.ts';
import type { FileReport, Run } from '../src/report/run.ts';
import { sourceOf } from '../src/text/source.ts';
import { acting, run } from './hostile-reports.ts';
import { fileOf, insertion, reportAs, runOf, spanOf } from './report-samples.ts';

interface Position {
  readonly line: number;
  readonly column: number;
}

interface Place {
  readonly start: Position;
  readonly end: Position;
}

interface Diagnostic {
  readonly message: string;
  readonly location: { readonly path: string; readonly range: Place };
  readonly suggestions?: readonly { readonly range: Place; readonly text: string }[];
}

async function diagnosticsOf(one: Run): Promise<readonly Diagnostic[]> {
  return JSON.parse(await reportAs('rdjson', one)).diagnostics;
}

const schema = new URL('../fixtures/report-schemas/reviewdog.schema.json', import.meta.url);
const { $schema, ...rules } = JSON.parse(readFileSync(schema, 'utf8'));
const isValid = new Ajv({ strict: false }).compile(rules);

const dockerfile = 'FROM ubuntu\nRUN echo "hé 😀" && apt-get update\nUSER root\n';

describe('a finding', () => {
  const [place, related] = [spanOf(dockerfile, 'apt-get update'), spanOf(dockerfile, 'root')];
  const finding = {
    at: place,
    message: 'See `a` <b>\n http://planted.example',
    fix: insertion(place.end, ' -y', 'Add *-y*'),
    related: [{ at: related, message: '@here' }],
  };

  test('has its columns in bytes, its messages as Markdown, and its fix as a suggestion', async () => {
    expect(
      JSON.parse(await reportAs('rdjson', runOf([fileOf('gpu/Dockerfile', dockerfile, [finding])]))),
    ).toEqual({
      source: { name: 'azml-lint', url: expect.stringMatching(/^https:/) },
      diagnostics: [
        {
          message: 'See `a` \\<b\\> `http://planted.example`\n\nFix (safe): Add \\*-y\\*',
          // As reviewdog itself, seen from the working directory.
          location: { path: 'gpu/Dockerfile', range: bytes(2, 24, 2, 38) },
          severity: 'WARNING',
          code: { value: 'apt/lists-kept', url: expect.stringMatching(/^https:.*apt\/lists-kept/) },
          suggestions: [{ range: bytes(2, 38, 2, 38), text: ' -y' }],
          related_locations: [
            { message: '`@here`', location: { path: 'gpu/Dockerfile', range: bytes(3, 6, 3, 10) } },
          ],
        },
      ],
    });
  });

  test('says that its fix is unsafe', async () => {
    const fix = { ...finding.fix, safety: 'unsafe' as const };
    const [diagnostic] = await diagnosticsOf(
      runOf([fileOf('Dockerfile', dockerfile, [{ ...finding, fix }])]),
    );
    expect(diagnostic!.message).toContain('\n\nFix (unsafe): ');
    expect(diagnostic!.suggestions).toHaveLength(1);
  });

  test('has no suggestion that would change other files, too', async () => {
    const elsewhere = [{ file: sourceOf('x\n', 'score.py'), edits: [{ start: 0, end: 1, text: 'y' }] }];
    const fix = { ...finding.fix, elsewhere };
    const [diagnostic] = await diagnosticsOf(
      runOf([fileOf('Dockerfile', dockerfile, [{ ...finding, fix }])]),
    );
    expect(diagnostic!.message).toContain('\n\nFix (safe, by hand): ');
    expect(diagnostic!.suggestions).toBeUndefined();
  });

  test('has no suggestion in a line with bytes that are no UTF-8', async () => {
    const suggestionsIn = async (echoed: string) => {
      const text = `FROM caf\ufffd\nRUN echo ${echoed} && apt-get install curl\n`;
      const at = spanOf(text, 'install');
      const file = fileOf('Dockerfile', text, [{ at, fix: insertion(at.end, ' -y') }]);
      return (await diagnosticsOf(runOf([file])))[0]!.suggestions;
    };
    expect(await suggestionsIn('caf\u00e9')).toHaveLength(1);
    expect(await suggestionsIn('caf\ufffd')).toBeUndefined();
  });

  test('has no suggestion that would repeat a secret between two edits', async () => {
    const text = 'FROM ubuntu\nENV A=1 DB_PASSWORD=correcthorse B=2\n';
    const edits = ['A', 'B'].map((name) => ({ ...spanOf(text, `${name}=`), text: `${name}${name}=` }));
    const fix = { safety: 'safe' as const, title: 'Rename', edits };
    const report = await reportAs(
      'rdjson',
      runOf([fileOf('Dockerfile', text, [{ at: spanOf(text, 'A'), fix }])]),
    );
    expect(report).not.toContain('correcthorse');
    expect(JSON.parse(report).diagnostics[0].suggestions).toBeUndefined();
  });
});

test('several edits are one suggestion, which does the same', async () => {
  const edits = [
    { ...spanOf(dockerfile, 'apt-get'), text: 'apt' },
    { ...spanOf(dockerfile, 'echo'), text: 'printf' },
  ];
  const file = fileOf('Dockerfile', dockerfile, [
    { at: spanOf(dockerfile, 'echo'), fix: { safety: 'safe', title: 'Change it', edits } },
  ]);
  expect(await suggested(file)).toEqual([applyEdits(dockerfile, edits)]);
});

test('a byte-order mark counts where the file has one', async () => {
  const text = `\ufeff${dockerfile}`;
  const edit = { ...spanOf(text, 'ubuntu'), text: 'debian' };
  const file = fileOf('Dockerfile', text, [
    { at: edit, fix: { safety: 'safe', title: 'Change it', edits: [edit] } },
  ]);
  const [{ location }] = (await diagnosticsOf(runOf([file]))) as readonly [Diagnostic];
  expect(location.range).toEqual(bytes(1, 9, 1, 15));
  expect(await suggested(file)).toEqual([applyEdits(text, [edit])]);
});

test('any report is valid and harmless, and its suggestions are its fixes', async () => {
  await fc.assert(
    fc.asyncProperty(run, async (hostile) => {
      const report = await reportAs('rdjson', hostile);
      expect(report).not.toMatch(acting);
      expect(isValid(JSON.parse(report)), JSON.stringify(isValid.errors)).toBe(true);
      const [file] = hostile.files;
      const { source, findings } = file!;
      const { text } = source;
      for (const { fix } of findings)
        fc.pre(fix!.edits.every(({ start, end }) => isBoundary(text, start) && isBoundary(text, end)));
      const wanted = findings.map(({ fix }) => bytesOf(applyEdits(text, fix!.edits)));
      const got = await suggested(file!);
      for (const [index, changed] of got.entries())
        if (changed !== undefined) expect(bytesOf(changed)).toEqual(wanted[index]);
    }),
    { numRuns: 500 },
  );
});

function bytes(line: number, column: number, endLine: number, endColumn: number): Place {
  return { start: { line, column }, end: { line: endLine, column: endColumn } };
}

/** The file after each suggestion, which is applied as reviewdog does: to the bytes of its lines. */
async function suggested(file: FileReport): Promise<readonly (string | undefined)[]> {
  const whole = Buffer.from(file.source.text);
  const lines = file.source.text.split('\n').map((line) => Buffer.from(line));
  const offset = ({ line, column }: Position) =>
    lines.slice(0, line - 1).reduce((sum, { length }) => sum + length + 1, 0) + column - 1;
  return (await diagnosticsOf(runOf([file]))).map(({ suggestions }) => {
    if (suggestions === undefined) return undefined;
    const [{ range, text }] = suggestions as readonly [{ range: Place; text: string }];
    const parts = [
      whole.subarray(0, offset(range.start)),
      Buffer.from(text),
      whole.subarray(offset(range.end)),
    ];
    return Buffer.concat(parts).toString();
  });
}

/** Halves of surrogate pairs, which no file has, are bytes like others. */
function bytesOf(text: string): Buffer {
  return Buffer.from(text);
}

/** Whether a fix can begin or end there: not within a character, and not before a byte-order mark. */
function isBoundary(text: string, offset: number): boolean {
  return !/^[\udc00-\udfff]/.test(text.slice(offset)) && !(offset === 0 && text.startsWith('\ufeff'));
}
