/** A line of the text report in pieces, each with the class that colors it as a terminal does. */
export type Piece = readonly [text: string, kind?: string];

export function printedLine(line: string): readonly Piece[] {
  const head = /^(\S+:\d+:\d+)(\s+)(error|warning|info)(\s+)(\S+\/\S+)(.*)$/.exec(line);
  if (head) {
    const [, place, gap, severity, space, rule, rest] = head as unknown as string[];
    return [
      [place!, 'place'],
      [gap!],
      [severity!, `severity ${severity}`],
      [space!],
      [rule!, 'rule-id'],
      [rest!],
    ];
  }
  const change = /^\s*\d+ ([-+]) /.exec(line)?.[1];
  if (change !== undefined) return [[line, change === '+' ? 'added' : 'removed']];
  const below = /^(\s*│\s+)(\^+|-+)(.*)$/.exec(line) as unknown as string[] | null;
  if (below === null) return [[line]];
  const [, before, pointer, label] = below;
  return [[before!], [pointer!, pointer!.startsWith('-') ? 'pointer related' : 'pointer'], [label!]];
}
