/** The reports of `azml-lint -f json`, as far as a fleet is made of them: see schema/json-report.schema.json. */

import type { Compiled } from '../config/validation.ts';
import type { Severity } from '../rule/finding.ts';
import { validateReport } from './report-validator.generated.ts';

export interface JsonReport {
  readonly version: string;
  readonly repository?: JsonRepository;
  readonly files: readonly JsonFile[];
  readonly errors: readonly unknown[];
}

interface JsonRepository {
  readonly uri?: string;
  readonly commit?: string;
  readonly branch?: string;
}

export interface JsonFile {
  readonly path: string;
  /** From the root of the repository, where that is not the working directory. */
  readonly repositoryPath?: string;
  readonly stages?: readonly JsonStage[];
  readonly findings: readonly JsonFinding[];
  readonly suppressed: readonly JsonHidden[];
}

export interface JsonFinding {
  readonly rule: string;
  readonly aliases: readonly string[];
  readonly severity: Severity;
  readonly messageId: string;
  readonly message: string;
  /** Where it is another file than that of the list. */
  readonly path?: string;
  readonly line: number;
  readonly help: string;
}

export interface JsonHidden extends JsonFinding {
  readonly suppression:
    | { readonly kind: 'comment'; readonly reason?: string; readonly until?: string }
    | { readonly kind: 'baseline'; readonly since: string };
}

/** What is not known is absent. All but `text` and `stage` is about the image that a stage is built on in the end. */
export interface JsonStage {
  readonly line: number;
  readonly name?: string;
  readonly final: boolean;
  readonly image: {
    readonly text: string;
    readonly reference?: string;
    readonly stage?: string;
    readonly tag?: string;
    readonly digest?: string;
  };
  readonly family?: string;
  readonly status?: string;
  readonly ubuntu?: string;
  readonly debian?: string;
  readonly python?: string;
  readonly cuda?: string;
  readonly supported?: boolean;
  readonly supportedUntil?: string;
  readonly successor?: string;
  readonly user?: string;
  readonly entryScript?: string;
}

/** A JSON text that is no report: of something else, or one that is broken. */
export interface NoReport {
  /** Something that was never meant to be one. */
  readonly isForeign: boolean;
  /** What is wrong, in words that follow the name of the file. */
  readonly reason: string;
}

/**
 * Reads a JSON text as a report. It never throws.
 *
 * @example
 * readReport('[1, 2]'); // => { isForeign: true, reason: 'is no report of azml-lint' }
 */
export function readReport(text: string): JsonReport | NoReport {
  let value: unknown;
  try {
    // PowerShell writes a byte-order mark in front of what it redirects.
    value = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    // What is left of the mark of UTF-16 when it is read as UTF-8.
    const reason = text.startsWith('\ufffd\ufffd')
      ? 'is no UTF-8 (`>` of Windows PowerShell writes UTF-16: use `-o`)'
      : 'is not JSON';
    return { isForeign: false, reason };
  }
  if (!looksLikeReport(value)) return { isForeign: true, reason: 'is no report of azml-lint' };
  if (value.schemaVersion !== 1)
    return { isForeign: false, reason: 'has another version of the format: use a newer azml-lint' };
  const validate: Compiled = validateReport;
  if (validate(value)) return value as unknown as JsonReport;
  const { instancePath = '', message = 'is not valid' } = validate.errors?.[0] ?? {};
  const place = instancePath === '' ? '' : `: ${instancePath.slice(1)}`;
  return { isForeign: false, reason: `is no valid report${place} ${message}` };
}

function looksLikeReport(value: unknown): value is { readonly schemaVersion: unknown } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'schemaVersion' in value &&
    'files' in value &&
    'summary' in value
  );
}
