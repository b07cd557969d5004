import type { FileReport, Run } from '../report/run.ts';

/** A run with only its first findings, up to a maximum; without a maximum, all of them. */
export function shortened(run: Run, most: number | undefined): Run {
  if (most === undefined) return run;
  let left = most;
  const files = run.files.map((file): FileReport => {
    const findings = file.findings.slice(0, left);
    left -= findings.length;
    return { ...file, findings };
  });
  return { ...run, files };
}
