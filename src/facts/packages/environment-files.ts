/** The environments of conda that a Dockerfile makes from files. */
import { supportOf } from '../../image/support.ts';
import type { Package } from '../../model/installs.ts';
import type { DockerfileModel } from '../../model/model.ts';
import { programsOf } from '../../model/package-actions.ts';
import type { CondaEnvironment } from '../../requirements/environment-file.ts';
import type { Span } from '../../text/fragment.ts';
import { environmentFileOf } from './installed-files.ts';

/** An environment file that a command reads. */
export interface InstalledEnvironment {
  readonly environment: CondaEnvironment;
  /** The words that name the file. */
  readonly readBy: Span;
  /** Its packages go into an environment that may be there, with its Python: `conda env update`. */
  readonly isUpdate: boolean;
}

/** The environments that a file's RUNs make or update from files that are known. */
export function installedEnvironments(file: DockerfileModel): readonly InstalledEnvironment[] {
  return file.runs.flatMap((run) =>
    run.installs.flatMap(({ manager, command }) => {
      const read = manager === 'conda' ? environmentFileOf(run, command) : undefined;
      if (!read) return [];
      const isUpdate = !command.is(programsOf('conda'), 'create|env create');
      return [{ environment: read.environment, readBy: read.readBy, isUpdate }];
    }),
  );
}

/** The day on which support of a Python of conda ended; `undefined` if it has not, or is not known. */
export function endOfPython({ specifier }: Package, now: string): string | undefined {
  const version = minorOf(specifier);
  const support = version === undefined ? undefined : supportOf('python', version, new Date(now));
  return support?.ended ? support.date : undefined;
}

/** `3.12` for `=3.12.4`, `==3.12.*` and `3.12`; `undefined` for a range, and for a bare `3`. */
export function minorOf(version: string | undefined): string | undefined {
  return /^={0,2}\s*(\d+\.\d+)(?:\.[\d*]+)*\.?\*?$/.exec(version ?? '')?.[1];
}
