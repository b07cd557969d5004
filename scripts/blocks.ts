import { readFileSync } from 'node:fs';

/** A page with new text between its `<!-- generated: NAME -->` and `<!-- end -->`. Throws if a name has no text. */
export function withBlocks(path: string, blocks: Readonly<Record<string, string>>): string {
  return readFileSync(path, 'utf8').replace(
    /(<!-- generated: ([\w-]+) -->\n)[\s\S]*?(<!-- end -->)/g,
    (_, start: string, name: string, end: string) => {
      if (blocks[name] === undefined) throw new Error(`${path}: nothing generates \`${name}\``);
      return start + blocks[name] + end;
    },
  );
}

/** A text in a fence. */
export function fenced(info: string, text: string): string {
  return `\`\`\`${info}\n${text}\`\`\`\n`;
}
