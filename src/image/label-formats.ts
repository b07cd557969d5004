/** The values of labels: what a time, a version or a license must look like. */
import licenses from 'spdx-license-ids/index.json' with { type: 'json' };

/** The types that a label can have; `rawText` is the name that hadolint's documentation once had for `text`. */
export const labelTypes = ['text', 'rawText', 'url', 'rfc3339', 'spdx', 'hash', 'semver', 'email'] as const;
export type LabelType = (typeof labelTypes)[number];

interface Format {
  /** In words, as the rest of "is no …". */
  readonly expected: string;
  readonly example: string;
  holds(value: string): boolean;
}

const any: Format = { expected: 'text', example: '…', holds: () => true };

const formats: Readonly<Record<LabelType, Format>> = {
  text: any,
  rawText: any,
  // https://www.rfc-editor.org/rfc/rfc3986
  url: {
    expected: 'URL with its scheme, `https://…`',
    example: 'https://…',
    holds: (value) => /^[a-z][a-z\d+.-]*:(?:[\w.~:/?#[\]@!$&'()*+,;=-]|%[\da-f]{2})*$/i.test(value),
  },
  rfc3339: {
    expected: 'time of RFC 3339, `YYYY-MM-DDT00:00:00Z`',
    example: 'YYYY-MM-DDT00:00:00Z',
    holds: isTime,
  },
  spdx: {
    expected: 'license of SPDX, such as `MIT` or `Apache-2.0`',
    example: 'MIT',
    holds: isLicense,
  },
  // An abbreviation grows with the repository; with SHA-256 a hash has 64 digits.
  hash: {
    expected: 'hash of git: 7 to 40 of the digits 0-9a-f, in lower case',
    example: '…',
    holds: (value) => /^(?:[\da-f]{7,40}|[\da-f]{64})$/.test(value),
  },
  // https://semver.org/#is-there-a-suggested-regular-expression-regex-to-check-a-semver-string
  semver: {
    expected: 'semantic version, such as `1.2.0`',
    example: '1.2.0',
    holds: (value) =>
      /^(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)(?:-(?:0|[1-9]\d*|\d*[a-z-][\da-z-]*)(?:\.(?:0|[1-9]\d*|\d*[a-z-][\da-z-]*))*)?(?:\+[\da-z-]+(?:\.[\da-z-]+)*)?$/i.test(
        value,
      ),
  },
  // https://www.rfc-editor.org/rfc/rfc5322#section-3.4.1
  email: {
    expected: 'mail address, `…@…`',
    example: '…@…',
    holds: (value) =>
      /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*@(?:[a-z\d](?:[a-z\d-]*[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]*[a-z\d])?)*|\[[^\s[\]]+\])$/i.test(
        value,
      ),
  },
};

/** Whether a value is one of a type. */
export function isOfLabelType(value: string, type: LabelType): boolean {
  return formats[type].holds(value);
}

/** What a value of a type must be, in words after "is no". */
export function expectedOfLabel(type: LabelType): string {
  return formats[type].expected;
}

/** A value of a type, where only the reader knows the right one. */
export function exampleOfLabel(type: LabelType): string {
  return formats[type].example;
}

const TIME = /^(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:[Zz]|[+-](\d\d):(\d\d))$/;

/** https://www.rfc-editor.org/rfc/rfc3339#section-5.6; the second 60 is a leap second. */
function isTime(value: string): boolean {
  const parts = TIME.exec(value)
    ?.slice(1)
    .map((part) => Number(part ?? 0));
  if (!parts) return false;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, offset = 0, minutes = 0] = parts;
  const date = new Date(Date.UTC(year, month - 1, day));
  const isDay = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isDay && hour < 24 && minute < 60 && second <= 60 && offset < 24 && minutes < 60;
}

/**
 * An identifier of the list, or several in an expression: https://spdx.github.io/spdx-spec/v2.3/SPDX-license-expressions/.
 * Deprecated identifiers do not count: `GPL-3.0` does not say whether later versions may be chosen.
 */
function isLicense(value: string): boolean {
  const bare = value.replaceAll(/[()]/g, ' ').trim();
  return bare.split(/\s+(?:AND|OR)\s+/).every((license) => {
    const [id = '', ...exception] = license.split(/\s+/);
    const isKnown =
      licenses.includes(id.replace(/\+$/, '')) || /^(?:DocumentRef-[\w.-]+:)?LicenseRef-[\w.-]+$/.test(id);
    return isKnown && (exception.length === 0 || (exception[0] === 'WITH' && exception.length === 2));
  });
}
