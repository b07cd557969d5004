/** The configuration of a git repository, as far as it is about remotes: https://git-scm.com/docs/git-config#_syntax. */

/** The settings of a configuration by name, `remote.origin.url`; the first value of each. What it includes is left out. */
export function gitSettings(text: string): ReadonlyMap<string, string> {
  const settings = new Map<string, string>();
  let section = '';
  for (const line of joinedLines(text)) {
    const header = /^\s*\[\s*([\w.-]+)\s*(?:"((?:[^"\\]|\\.)*)")?\s*\](.*)$/.exec(line);
    if (header) section = sectionName(header[1]!, header[2]);
    const [, key, value] = /^\s*([A-Za-z][\w-]*)\s*(?:=\s*(.*))?$/.exec(header ? header[3]! : line) ?? [];
    if (key === undefined || section === '') continue;
    const name = `${section}.${key.toLowerCase()}`;
    if (!settings.has(name)) settings.set(name, valueOf(value ?? 'true'));
  }
  return settings;
}

/** A backslash at the end of a line continues it. */
function joinedLines(text: string): readonly string[] {
  return text.replace(/\\\r?\n/g, '').split(/\r?\n/);
}

/** The name of a section has no case, but that of its part has. */
function sectionName(section: string, part: string | undefined): string {
  const name = section.toLowerCase();
  return part === undefined ? name : `${name}.${part.replace(/\\(.)/g, '$1')}`;
}

/** Without quotes, without the comment after it. */
function valueOf(written: string): string {
  let value = '';
  let isQuoted = false;
  for (let at = 0; at < written.length; at++) {
    const character = written[at]!;
    if (character === '"') isQuoted = !isQuoted;
    else if (!isQuoted && (character === '#' || character === ';')) break;
    else if (character === '\\') value += written[++at] ?? '';
    else value += character;
  }
  return value.trim();
}
