import { createHash } from 'node:crypto';
import type { Severity } from '../rule/finding.ts';
import { shownText } from './cells.ts';
import { type Checkout, pathInRepository, pathOf } from './paths.ts';
import type { JsonReporter } from './reporter.ts';
import type { FindingView } from './view.ts';

const severities = { error: 'critical', warning: 'major', info: 'info' } as const satisfies Record<
  Severity,
  string
>;

/** For GitLab's Code Quality: a list of findings. https://docs.gitlab.com/ci/testing/code_quality/ */
export const gitlab: JsonReporter<Checkout> = {
  kind: 'json',
  document: ({ files }, checkout) => {
    const fingerprintOf = fingerprints();
    return files.flatMap((file) =>
      file.findings.map((finding) => {
        const path = pathInRepository(checkout, pathOf(file, finding.code));
        const { first, last } = finding.code.linesOf(finding.span);
        return {
          description: `${finding.rule}: ${finding.message}`,
          check_name: finding.rule,
          fingerprint: fingerprintOf(path, finding),
          severity: severities[finding.severity],
          location: { path, lines: { begin: first, end: last } },
        };
      }),
    );
  },
};

/**
 * Makes the function that gives the fingerprint of each finding of a run, which stays the same when other lines move: of
 * its path, its rule, the text of its line, and a number where these are the same several times.
 */
function fingerprints(): (path: string, finding: FindingView<string>) => string {
  const counts = new Map<string, number>();
  return (path, { code, rule, range }) => {
    const line = shownText(code.cells(code.lineSpan(range.start.line))).trim();
    const identity = JSON.stringify([path, rule, line]);
    const count = (counts.get(identity) ?? 0) + 1;
    counts.set(identity, count);
    return createHash('sha256').update(`${identity} ${count}`).digest('hex');
  };
}
