/** No report in any format can print a secret or control characters: reporters receive a view without them. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatNames, loadReporter, type ReportOptions } from '../src/report/formats.ts';
import { render } from '../src/report/render.ts';
import type { Reporter } from '../src/report/reporter.ts';
import type { FileReport, Run } from '../src/report/run.ts';
import type { Finding } from '../src/rule/finding.ts';
import type { Suppression } from '../src/rule/suppression.ts';
import { rangeOf, type SourceFile, sourceOf } from '../src/text/source.ts';
import { textsOf } from './read-xml.ts';
import { runOf } from './report-samples.ts';
import { privateKey, secrets } from './secret-samples.ts';

/** Characters that act or hide in a terminal or a log, each with a word that identifies it. */
const hostile = fc.constantFrom(
  '\x1b[2Jplanted',
  '\x1b]8;;https://planted.example\x1b\\planted\x1b]8;;\x1b\\',
  '\x1b]0;planted\x07',
  '\x9b31mplanted',
  '\u202eplanted\u2066',
  '\u200bplanted\u2028planted\ufeff',
  '\r\n::planted::x\n##vso[planted]\r##[planted]',
  ':',
  '#',
  '\b\x7f\0',
);

/** Secrets where people write them, and alone if they are long enough to be recognized. */
const secretText = fc
  .constantFrom(...secrets, [privateKey, 'MIIEvQIBADANBgkqhkiG9w0B'] as const)
  .map(([text, secret]) => ({ text, secret, alone: secret.length >= 8 ? secret : '' }));

/** Every place in a run that can contain text of a file or about it. */
const leak = fc
  .record({
    own: secretText,
    other: secretText,
    acts: fc.array(hostile, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('')),
    inPath: fc.constantFrom('DB_PASSWORD=hunter2hunter2 ', `ghp_${'Ab1'.repeat(12)} `),
  })
  .map(({ own, other, acts, inPath }) => ({
    run: () => leakingRun(own, other, acts, inPath),
    secrets: [own.secret, other.secret, 'hunter2hunter2', 'Ab1Ab1Ab1', 'sosecret'],
  }));

interface SecretText {
  readonly text: string;
  readonly alone: string;
}

function leakingRun(own: SecretText, other: SecretText, acts: string, inPath: string): Run {
  const source = sourceOf(`${own.text}\n${acts}\n${own.text}\n`, `${inPath}${acts}/Dockerfile`);
  const elsewhere = sourceOf(`# ${acts}\n${other.text}\n`, `${inPath}${acts}/score.py`);
  const prose = ({ text, alone }: SecretText) => `${acts} \`${text}\` ${alone} ${acts}`;
  const findings = [
    findingIn(source, [elsewhere, other], own, prose, acts),
    findingIn(elsewhere, [source, own], other, prose, acts),
  ];
  const [ofOwn, ofOther] = findings;
  const suppression: Suppression = {
    dialect: 'azml-lint',
    scope: 'file',
    span: { start: 0, end: 1 },
    names: [],
    covers: undefined,
    reason: prose(own),
    until: undefined,
  };
  const file: FileReport = {
    path: source.path,
    source,
    findings: [...findings, { ...ofOwn!, internal: true }],
    suppressed: [{ finding: ofOther!, suppression }],
    baselined: [{ finding: ofOwn!, since: '2026-07-01' }],
    fixed: findings,
  };
  return runOf([file], {
    errors: [
      { message: `${acts}\n${own.text}\n`, path: source.path },
      { message: `${acts}\n${other.text}\n`, configuration: true },
    ],
  });
}

function findingIn(
  file: SourceFile,
  [otherFile, otherText]: readonly [SourceFile, SecretText],
  text: SecretText,
  prose: (text: SecretText) => string,
  acts: string,
): Finding {
  const whole = (one: SourceFile) => {
    const span = { start: 0, end: one.text.length };
    return { file: one, span, range: rangeOf(one, span) };
  };
  const edit = { start: 0, end: 0, text: `${prose(text)}\n` };
  return {
    rule: `acme/${acts}`,
    severity: 'error',
    messageId: 'found',
    message: prose(text),
    data: { found: text.text, alone: text.alone, acts, count: 1 },
    ...whole(file),
    related: [
      { ...whole(file), messageId: 'found', message: prose(text) },
      { ...whole(otherFile), messageId: 'found', message: prose(otherText) },
    ],
    fix: {
      safety: 'safe',
      title: prose(text),
      edits: [edit],
      elsewhere: [{ file: otherFile, edits: [edit] }],
    },
    help: `https://me:sosecretsosecret@example.com/${acts}`,
  };
}

/** Text that must not be printed: characters that act or hide, except the escape sequences of the report itself. */
const acting = /[^\P{Cc}\n]|[\p{Cf}\p{Zl}\p{Zp}\p{Cs}]|##(?:vso)?\[planted|::planted/iu;
const ownSequences = /\x1b\[[0-9;]*m|\x1b\]8;;(?:https:\/\/[!-~]+)?\x1b\\/g;

test.each([...formatNames, 'statistics'] as const)(
  '%s can print neither a secret nor what acts',
  async (format) => {
    const reporter = await loadReporter(format);
    await fc.assert(
      fc.asyncProperty(
        leak,
        fc.boolean(),
        fc.constantFrom(40, 120),
        async ({ run, secrets: hidden }, color, width) => {
          let printed = '';
          for await (const piece of render(reporter, run(), optionsWith(color, width))) printed += piece;
          const shown = color ? printed.replaceAll(ownSequences, '') : printed;
          expect(shown).not.toMatch(acting);
          // Rows may break a secret, and JSON writes the quotes in it differently.
          const words = [shown, shown.replaceAll(/[\s│┆]+/g, ''), ...stringsIn(reporter.kind, printed)];
          for (const secret of hidden) expect(words.flatMap((text) => around(text, secret))).toEqual([]);
        },
      ),
      { numRuns: 150 },
    );
  },
);

function optionsWith(color: boolean, width: number): ReportOptions {
  return {
    color,
    hyperlinks: color,
    width,
    quiet: false,
    showSuppressed: true,
    sarifSuppressed: true,
    cwd: '/work',
    root: '/work',
    env: {},
    loadPages: async () => ({}),
  };
}

/** Where a text has a secret, even without its blanks: the words around it. */
function around(text: string, secret: string): readonly string[] {
  return [secret, secret.replaceAll(/\s/g, '')].flatMap((form) => {
    const at = text.indexOf(form);
    return at === -1 ? [] : [text.slice(Math.max(0, at - 60), at + form.length + 60)];
  });
}

/** All strings of a document, as its reader gets them. */
function stringsIn(kind: Reporter['kind'], printed: string): readonly string[] {
  const strings: string[] = [];
  if (kind === 'xml') strings.push(...textsOf(printed));
  if (kind === 'json')
    JSON.parse(printed, (key, value) => {
      strings.push(key);
      if (typeof value === 'string') strings.push(value);
      return value;
    });
  return strings;
}
