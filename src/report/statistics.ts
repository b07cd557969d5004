import { type Severity, severities } from '../rule/finding.ts';
import type { PrintedText } from './printed-text.ts';
import type { PrintedReporter } from './reporter.ts';
import { countsOf } from './summary.ts';
import type { FindingView } from './view.ts';

/**
 * How often each rule found something, most frequent first: a table with the counts, the severities, and the number of
 * findings with a fix. Every row ends with a line end; without findings there is no text at all.
 *
 * @example
 * findings  rule                   severities           fixes
 *       12  apt/lists-kept         12 errors            12 safe
 *        3  user/root-not-dropped  2 errors, 1 warning
 */
export const statistics: PrintedReporter = {
  kind: 'printed',
  begin() {
    const findings: Found[] = [];
    return {
      file(file) {
        for (const finding of file.findings) findings.push(finding);
        return [];
      },
      end: () => (findings.length === 0 ? [] : [tableOf(findings)]),
    };
  },
};

type Found = FindingView<PrintedText>;

function tableOf(findings: readonly Found[]): string {
  const rows = [...byRule(findings)].sort(mostFirst).map(([rule, found]) => rowOf(rule, found));
  return table([['findings', 'rule', 'severities', 'fixes'], ...rows]);
}

function byRule(findings: readonly Found[]): ReadonlyMap<string, readonly Found[]> {
  const rules = new Map<string, Found[]>();
  for (const finding of findings) {
    const found = rules.get(finding.rule);
    if (found === undefined) rules.set(finding.rule, [finding]);
    else found.push(finding);
  }
  return rules;
}

type Entry = readonly [rule: string, found: readonly Found[]];

function mostFirst([ruleA, a]: Entry, [ruleB, b]: Entry): number {
  return b.length - a.length || (ruleA < ruleB ? -1 : 1);
}

type Row = readonly [count: string, rule: string, severities: string, fixes: string];

function rowOf(rule: string, found: readonly Found[]): Row {
  const count = (severity: Severity) => found.filter((finding) => finding.severity === severity).length;
  const counts = Object.fromEntries(severities.map((severity) => [severity, count(severity)]));
  return [String(found.length), rule, countsOf(counts as Record<Severity, number>), fixesOf(found)];
}

function fixesOf(found: readonly Found[]): string {
  return (['safe', 'unsafe'] as const)
    .map((safety) => ({
      safety,
      count: found.filter(({ fix }) => fix?.safety === safety && !fix.isByHand).length,
    }))
    .filter(({ count }) => count > 0)
    .map(({ safety, count }) => `${count} ${safety}`)
    .join(', ');
}

/** Rows in columns; the first column holds right-aligned numbers. */
function table(rows: readonly Row[]): string {
  const width = (column: number) => Math.max(...rows.map((row) => row[column]!.length));
  const [count, rule, severity] = [width(0), width(1), width(2)];
  return rows
    .map((row) => [row[0].padStart(count), row[1].padEnd(rule), row[2].padEnd(severity), row[3]])
    .map((cells) => `${cells.join('  ').trimEnd()}\n`)
    .join('');
}
