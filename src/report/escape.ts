/**
 * Text from a Dockerfile, made harmless.
 *
 * A file under review may hold characters that move a terminal's cursor, turn the direction of writing, or are not to be
 * seen at all, and words that a CI runner obeys when they turn up in its log. They are shown, but as `\u{1b}`, so that
 * nothing acts and nothing hides. What is kept for machines (JSON, SARIF) is escaped such that reading it gives back the
 * truth.
 */

/** Control and format characters, line separators, halves of surrogate pairs, and whatever is drawn as nothing. */
const unseen = '[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}\\p{Default_Ignorable_Code_Point}]';

/** The selectors of emoji and text presentation only choose between two pictures. */
const harmless = '(?![\\ufe0e\\ufe0f])';

/**
 * GitHub Actions obeys `::name` where a line of the log begins (after blanks). Wrapping may begin a line anywhere, so it is
 * broken anywhere. Azure Pipelines obeys `##vso[` anywhere in a line and colors by `##[`; GitHub still knows `##[` too.
 */
const command = ':(?=:[A-Za-z])|#(?=#(?:[vV][sS][oO])?\\[)';

/** The only expression with sets of Unicode: one is a noticeable part of the time that a short run takes. */
const hazard = new RegExp(`${harmless}${unseen}|${command}`, 'uy');

/** Every hazard is one of these; text of the usual kind has few. A line feed is the layout of JSON. */
const suspicious = /[^ -~]|:(?=:)|#(?=#)/gu;
const suspiciousInJson = /[^ -~\n]|:(?=:)|#(?=#)/gu;

/** The character at `index` if it must not be printed as it is. */
export function hazardAt(text: string, index: number): string | undefined {
  hazard.lastIndex = index;
  return hazard.exec(text)?.[0];
}

/** The visible form of a character: `\u{1b}`. */
export function visible(character: string): string {
  return `\\u{${character.codePointAt(0)!.toString(16)}}`;
}

/** Text as it can be put into a line of a terminal or a log. Line ends are escaped too. */
export function escapeText(text: string): string {
  return text.replace(suspicious, (character, index) =>
    hazardAt(text, index) === undefined ? character : visible(character),
  );
}

const commands = new RegExp(command, 'g');

/** Text of several lines in which no runner of CI finds a command, also where harmless parts have come to stand side by side. */
export function escapeCommands(text: string): string {
  return /::|##/.test(text) ? text.replace(commands, visible) : text;
}

/** JSON with a final line end that is safe to print, and that reads back as `value`. */
export function toJson(value: unknown): string {
  const json = JSON.stringify(value, null, 2);
  const escaped = json.replace(suspiciousInJson, (character, index) =>
    character === ':' || hazardAt(json, index) !== undefined ? unicodeEscapes(character) : character,
  );
  return `${escaped}\n`;
}

/** As JSON writes characters that it does not want to show; those beyond 16 bits as two. */
function unicodeEscapes(character: string): string {
  let escapes = '';
  for (let at = 0; at < character.length; at++) {
    escapes += `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`;
  }
  return escapes;
}
