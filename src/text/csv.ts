/** Tables as text for spreadsheets. */

type Value = string | number | boolean | undefined;

/**
 * Rows with commas, as RFC 4180 has them. What is not known is empty, and nothing is calculated: see
 * https://owasp.org/www-community/attacks/CSV_Injection.
 *
 * @example
 * csvOf([['image', 'stages'], ['=1+1', 2]]); // => "image,stages\r\n'=1+1,2\r\n"
 */
export function csvOf(rows: readonly (readonly Value[])[]): string {
  return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

/** Ordinary names need no quotes. */
const PLAIN = /^[\w./:@ +'-]*$/;

/** A spreadsheet runs what begins like that. */
const FORMULA = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20|%]/;

/** The same after a semicolon or a tab: some spreadsheets split there instead, and then quotes do not hold a cell together. */
const INNER_FORMULA = /([;\t])(?=\s*["']*\s*[=+\-@\uff1d\uff0b\uff0d\uff20|%])/g;

/** An apostrophe before it makes it text. */
function cell(value: Value): string {
  if (typeof value === 'number') return String(value);
  const text = String(value ?? '').replace(INNER_FORMULA, "$1'");
  const harmless = FORMULA.test(text) ? `'${text}` : text;
  return PLAIN.test(harmless) ? harmless : `"${harmless.replaceAll('"', '""')}"`;
}
