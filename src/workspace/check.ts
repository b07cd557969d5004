import type { AnyKind } from '../kinds/kind.ts';
import { type Examination, examine } from '../lint.ts';
import type { FileReport } from '../report/run.ts';
import { withBaseline } from '../session/baselines.ts';
import { complete } from '../session/examine.ts';
import type { Placed } from './folder.ts';

/** A file that has been linted. */
export interface Checked extends Placed {
  readonly kind: AnyKind;
  readonly examination: Examination;
  /** What was found in it, and in the files around it, without what the baseline hides. The first is its own. */
  readonly reports: readonly FileReport[];
}

/** Lints a file as the command line does. */
export async function check(placed: Placed, kind: AnyKind): Promise<Checked> {
  const { text, settings, path, configuration } = placed;
  const examination = await complete(() => examine(text, settings, path, kind));
  const reports = [examination, ...examination.others].map(
    ({ source, findings, suppressed }): FileReport => ({ path: source.path, source, findings, suppressed }),
  );
  const seen = withBaseline(placed, kind, reports, settings);
  return { ...placed, kind, examination, reports: [...seen, ...configuration.findings] };
}
