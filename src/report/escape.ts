/**
 * Makes text from a Dockerfile harmless.
 *
 * A reviewed file may contain characters that move a terminal's cursor, change the direction of writing, or are
 * invisible, and words that a CI runner obeys when they appear in its log. They are shown as `\u{1b}`, so that nothing
 * acts and nothing is hidden. Output for programs (JSON, SARIF) is escaped so that reading it gives the original text.
 */

/** Control and format characters, line separators, halves of surrogate pairs, and other invisible characters. */
const unseen = '[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}\\p{Default_Ignorable_Code_Point}]';

/** The selectors of emoji and text presentation only choose between two pictures. */
const harmless = '(?![\\ufe0e\\ufe0f])';

/**
 * GitHub Actions obeys `::name` at the beginning of a line of the log (after blanks). Wrapping may begin a line
 * anywhere, so it is escaped anywhere. Azure Pipelines obeys `##vso[` anywhere in a line and colors by `##[`; GitHub
 * still obeys `##[` too.
 */
const command = ':(?=:[A-Za-z])|#(?=#(?:[vV][sS][oO])?\\[)';

/** The only expression with Unicode sets: compiling one takes a noticeable part of a short run. */
const hazard = new RegExp(`${harmless}${unseen}|${command}`, 'uy');

/** Every hazard contains one of these; ordinary text has few. A line feed is part of the layout of JSON. */
const suspicious = /[^ -~]|:(?=:)|#(?=#)/gu;
const suspiciousInJson = /[^ -~\n]|:(?=:)|#(?=#)/gu;

/** The character at `index` if it must not be printed unchanged. */
export function hazardAt(text: string, index: number): string | undefined {
  hazard.lastIndex = index;
  return hazard.exec(text)?.[0];
}

/** The visible form of a character: `\u{1b}`. */
export function visible(character: string): string {
  return `\\u{${character.codePointAt(0)!.toString(16)}}`;
}

/** Text for a line of a terminal or a log. Line ends are escaped too. */
export function escapeText(text: string): string {
  return text.replace(suspicious, (character, index) =>
    hazardAt(text, index) === undefined ? character : visible(character),
  );
}

const commands = new RegExp(command, 'g');

/** Text of several lines without commands of CI runners, even where harmless parts have become neighbors. */
export function escapeCommands(text: string): string {
  return /::|##/.test(text) ? text.replace(commands, visible) : text;
}

/** JSON with a final line end that is safe to print and reads back as `value`. */
export function toJson(value: unknown): string {
  const json = JSON.stringify(value, null, 2);
  const escaped = json.replace(suspiciousInJson, (character, index) =>
    character === ':' || hazardAt(json, index) !== undefined ? unicodeEscapes(character) : character,
  );
  return `${escaped}\n`;
}

/** JSON escapes of a character; those beyond 16 bits become two. */
function unicodeEscapes(character: string): string {
  let escapes = '';
  for (let at = 0; at < character.length; at++) {
    escapes += `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`;
  }
  return escapes;
}
