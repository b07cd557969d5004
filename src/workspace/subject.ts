import type { AnyKind } from '../kinds/kind.ts';
import { type Examination, examine } from '../lint.ts';
import type { Finding } from '../rule/finding.ts';
import type { Settings } from '../rule/settings.ts';
import type { Edit } from '../text/edit.ts';
import type { Checked } from './check.ts';

/** A text that can be linted again with changes: one that is linted by itself, or that another file leads to. */
export interface Subject {
  readonly path: string;
  readonly text: string;
  readonly kind: AnyKind;
  readonly settings: Settings;
  /** What was found in it along with another file. */
  readonly brought: readonly Finding[];
  /** As it was linted, if it was linted by itself. */
  readonly examination?: Examination;
}

/** A file as one that was linted by itself. */
export function subjectOf({ path, text, kind, settings, examination }: Checked): Subject {
  return { path, text, kind, settings, brought: [], examination };
}

/** A file as one that another leads to; `undefined` if that does not. */
export function subjectAround({ examination }: Checked, path: string): Subject | undefined {
  const other = examination.others.find(({ source }) => source.path === path);
  return other && { path, text: other.source.text, ...other.again };
}

/** What is found with a text inserted. */
export function examinedWith({ path, text, kind, settings, brought }: Subject, edit: Edit): Examination {
  const moved = (offset: number) => (offset < edit.start ? offset : offset + edit.text.length);
  const shifted = brought.map((finding) => {
    const { start, end } = finding.span;
    return { ...finding, span: { start: moved(start), end: moved(end) } };
  });
  const changed = text.slice(0, edit.start) + edit.text + text.slice(edit.end);
  return examine(changed, settings, path, kind, shifted);
}
