import { pushTo } from '../text/multimap.ts';
import { pathOf } from './paths.ts';
import type { XmlReporter } from './reporter.ts';
import { plural } from './summary.ts';
import type { ErrorView, FileView, FindingView, RunView } from './view.ts';
import { type Element, element } from './xml.ts';

type Finding = FindingView<string>;

/**
 * For pages of test results: a suite for each file, in which each rule that found an error or a warning is a test that
 * failed. Advice is the output of its suite. Valid for the schema of Ant's JUnit tasks.
 */
export const junit: XmlReporter = {
  kind: 'xml',
  document: (run) => {
    const suites = [...run.files.map(suiteOf), ...suiteOfRun(run.errors)];
    return element(
      'testsuites',
      {},
      suites.map((suite, id) => suiteElement(suite, id, run)),
    );
  },
};

/** The results about one file, or about the run itself. */
interface Suite {
  readonly name: string;
  readonly cases: readonly Case[];
  readonly output: string;
}

interface Case {
  readonly name: string;
  /** The file that is tested. */
  readonly subject: string;
  readonly problem?: Problem;
}

/** Why a test is not passed: because of what was found, or because it could not be run. */
interface Problem {
  readonly kind: 'failure' | 'error';
  readonly type: string;
  readonly message: string;
  readonly text: string;
}

function suiteOf(file: FileView<string>): Suite {
  const byRule = new Map<string, Finding[]>();
  for (const finding of file.findings) if (finding.severity !== 'info') pushTo(byRule, finding.rule, finding);
  const cases = [...byRule].map(([name, findings]): Case => {
    return { name, subject: file.path, problem: problemOf(file, findings) };
  });
  const advice = file.findings.filter(({ severity }) => severity === 'info');
  return {
    name: file.path,
    cases: cases.length > 0 ? cases : [{ name: 'azml-lint', subject: file.path }],
    output: linesOf(file, advice),
  };
}

function problemOf(file: FileView<string>, findings: readonly Finding[]): Problem {
  const [first] = findings;
  const isBroken = findings.some(({ isInternal }) => isInternal);
  const count = findings.length === 1 ? '' : `${plural(findings.length, 'finding')}, the first: `;
  return {
    kind: isBroken ? 'error' : 'failure',
    type: findings.some(({ severity }) => severity === 'error') ? 'error' : 'warning',
    message: `${count}${first!.message}`,
    text: linesOf(file, findings),
  };
}

function linesOf(file: FileView<string>, findings: readonly Finding[]): string {
  return findings
    .map(({ code, range: { start }, severity, rule, message }) => {
      const place = `${pathOf(file, code)}:${start.line}:${start.column}`;
      return `${place}: ${severity} ${rule} ${message}`;
    })
    .join('\n');
}

/** The failures of the run itself, if there are any. */
function suiteOfRun(errors: readonly ErrorView<string>[]): readonly Suite[] {
  const cases = errors.map(({ message, path }, index): Case => {
    const problem: Problem = { kind: 'error', type: 'run', message, text: message };
    return { name: `problem ${index + 1}`, subject: path ?? 'azml-lint', problem };
  });
  return cases.length === 0 ? [] : [{ name: 'azml-lint', cases, output: '' }];
}

/** The schema wants a time, a duration and a host: nothing in a report depends on them. */
function suiteElement({ name, cases, output }: Suite, id: number, { day }: RunView<string>): Element {
  const count = (kind: Problem['kind']) => cases.filter(({ problem }) => problem?.kind === kind).length;
  const attributes = {
    id,
    name,
    package: 'azml-lint',
    tests: cases.length,
    failures: count('failure'),
    errors: count('error'),
    time: 0,
    timestamp: `${day}T00:00:00`,
    hostname: 'localhost',
  };
  return element('testsuite', attributes, [
    element('properties'),
    ...cases.map(caseElement),
    element('system-out', {}, output),
    element('system-err'),
  ]);
}

function caseElement({ name, subject, problem }: Case): Element {
  const attributes = { name, classname: subject, time: 0 };
  if (problem === undefined) return element('testcase', attributes);
  const { kind, type, message, text } = problem;
  return element('testcase', attributes, [element(kind, { type, message }, text)]);
}
