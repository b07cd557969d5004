/** Reports in XML are valid for those who read them, and say the truth as far as XML can. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import type { Run } from '../src/report/run.ts';
import { element, toXml } from '../src/report/xml.ts';
import { acting, run, text } from './hostile-reports.ts';
import { readXml, type XmlNode } from './read-xml.ts';
import { fileOf, reportAs, runOf, spanOf } from './report-samples.ts';

const schema = readFileSync(new URL('../fixtures/report-schemas/junit.xsd', import.meta.url), 'utf8');
const dockerfile = 'FROM ubuntu\nRUN apt-get update\n';
const sample = runOf([
  fileOf('Dockerfile', dockerfile, [
    { at: spanOf(dockerfile, 'ubuntu'), severity: 'error', message: 'Not <this> & "that".', rule: 'a/first' },
    { at: spanOf(dockerfile, 'apt-get'), message: 'One.' },
    { at: spanOf(dockerfile, 'update'), message: 'Two\nlines.' },
    { at: spanOf(dockerfile, 'FROM'), severity: 'info', message: 'Advice.', rule: 'a/third' },
  ]),
  fileOf('x/Dockerfile', dockerfile, []),
]);

test('a document reads back as its elements, except for what XML cannot express', () => {
  fc.assert(
    fc.property(text, text, (value, content) => {
      const document = toXml(
        element('a', { value, none: undefined }, [element('b', {}, content), element('c')]),
      );
      expect(document).not.toMatch(acting);
      const root = readXml(document);
      expect(root.attributes).toEqual({ value: expressible(value) });
      expect(root.children.map(({ name, text: words }) => [name, words])).toEqual([
        ['b', expressible(content)],
        ['c', ''],
      ]);
    }),
    { numRuns: 1000 },
  );
});

describe('checkstyle', () => {
  test('every file, with the findings in it', async () => {
    expect(await reportAs('checkstyle', sample)).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<checkstyle version="4.3">
  <file name="Dockerfile">
    <error line="1" column="6" severity="error" message="Not &lt;this&gt; &amp; &quot;that&quot;." source="azml-lint.a/first"/>
    <error line="2" column="5" severity="warning" message="One." source="azml-lint.apt/lists-kept"/>
    <error line="2" column="13" severity="warning" message="Two&#10;lines." source="azml-lint.apt/lists-kept"/>
    <error line="1" column="1" severity="info" message="Advice." source="azml-lint.a/third"/>
  </file>
  <file name="x/Dockerfile"/>
</checkstyle>
`);
  });

  test('any finding is one error, and nothing in the document acts', async () => {
    await fc.assert(
      fc.asyncProperty(run, async (hostile) => {
        const report = await reportAs('checkstyle', hostile);
        expect(report).not.toMatch(acting);
        expect(all(readXml(report), 'error')).toHaveLength(hostile.files[0]!.findings.length);
      }),
    );
  });
});

describe('junit', () => {
  test('a suite for each file: rules that found something failed, advice is output', async () => {
    const report = await reportAs('junit', { ...sample, errors: [{ message: 'cannot be read', path: 'y' }] });
    expect(report).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites>
  <testsuite id="0" name="Dockerfile" package="azml-lint" tests="2" failures="2" errors="0" time="0" timestamp="2026-07-31T00:00:00" hostname="localhost">
    <properties/>
    <testcase name="a/first" classname="Dockerfile" time="0">
      <failure type="error" message="Not &lt;this&gt; &amp; &quot;that&quot;.">Dockerfile:1:6: error a/first Not &lt;this&gt; &amp; "that".</failure>
    </testcase>
    <testcase name="apt/lists-kept" classname="Dockerfile" time="0">
      <failure type="warning" message="2 findings, the first: One.">Dockerfile:2:5: warning apt/lists-kept One.
Dockerfile:2:13: warning apt/lists-kept Two
lines.</failure>
    </testcase>
    <system-out>Dockerfile:1:1: info a/third Advice.</system-out>
    <system-err/>
  </testsuite>
  <testsuite id="1" name="x/Dockerfile" package="azml-lint" tests="1" failures="0" errors="0" time="0" timestamp="2026-07-31T00:00:00" hostname="localhost">
    <properties/>
    <testcase name="azml-lint" classname="x/Dockerfile" time="0"/>
    <system-out/>
    <system-err/>
  </testsuite>
  <testsuite id="2" name="azml-lint" package="azml-lint" tests="1" failures="0" errors="1" time="0" timestamp="2026-07-31T00:00:00" hostname="localhost">
    <properties/>
    <testcase name="problem 1" classname="y" time="0">
      <error type="run" message="cannot be read">cannot be read</error>
    </testcase>
    <system-out/>
    <system-err/>
  </testsuite>
</testsuites>
`);
    expect(await faultsOf([report])).toEqual([]);
  });

  test('a rule that failed is a test with an error', async () => {
    const failed = fileOf('Dockerfile', dockerfile, [{ at: spanOf(dockerfile, 'FROM'), internal: true }]);
    const suite = readXml(await reportAs('junit', runOf([failed]))).children[0]!;
    expect(suite.attributes).toMatchObject({ tests: '1', failures: '0', errors: '1' });
    expect(all(suite, 'error')).toHaveLength(1);
  });

  test('any report is valid for the schema, and nothing in it acts', async () => {
    // One start of the validator for all of them.
    const runs: readonly Run[] = fc.sample(
      run.filter(({ files }) => files[0]!.path.trim() !== ''),
      { numRuns: 200, seed: 1 },
    );
    const reports = await Promise.all(runs.map((hostile) => reportAs('junit', hostile)));
    for (const report of reports) expect(report).not.toMatch(acting);
    expect(await faultsOf(reports)).toEqual([]);
  });

  test('the validator sees what is wrong', async () => {
    const report = (await reportAs('junit', sample)).replace(' hostname="localhost"', '');
    expect((await faultsOf([report])).join()).toContain('hostname');
  });
});

/** What xmllint says against documents. */
async function faultsOf(documents: readonly string[]): Promise<readonly string[]> {
  const { errors } = await validateXML({
    xml: documents.map((contents, index) => ({ fileName: `${index}.xml`, contents })),
    schema,
  });
  return errors.map(({ rawMessage }) => rawMessage);
}

function all(node: XmlNode, name: string): readonly XmlNode[] {
  return [...(node.name === name ? [node] : []), ...node.children.flatMap((child) => all(child, name))];
}

/** A text with the characters of XML 1.0 only: https://www.w3.org/TR/xml/#charsets */
function expressible(value: string): string {
  return value.replaceAll(
    /[^\t\n\r -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu,
    (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`,
  );
}
