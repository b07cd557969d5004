import { readFileSync } from 'node:fs';
import { parseCommandLine } from '../../src/cli/command-line.ts';

/** The parts of README.md that repeat what the program itself says. */
export default function readme(): Record<string, string> {
  const blocks: Readonly<Record<string, string>> = { help: `\`\`\`text\n${help()}\`\`\`\n` };
  const text = readFileSync('README.md', 'utf8').replace(
    /(<!-- generated: (\w+) -->\n)[\s\S]*?(<!-- end -->)/g,
    (_, start: string, name: string, end: string) => start + blocks[name]! + end,
  );
  return { 'README.md': text };
}

function help(): string {
  const terminal = { ...process, stdout: { columns: 80 } as NodeJS.WriteStream };
  const invocation = parseCommandLine(['--help'], terminal, []);
  if (invocation.command !== 'print') throw new Error('--help gives no help');
  return invocation.text;
}
