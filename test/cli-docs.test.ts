/** The console examples on the pages about fixing, suppressions, the baseline, the build context and the fleet are the real output of azml-lint. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { azmlLint, directoryWith } from './cli.ts';

interface Command {
  readonly args: readonly string[];
  /** Files that a shell would use as standard input and output. */
  readonly input: string | undefined;
  readonly redirected: boolean;
  readonly output: string;
}

function blocks(page: string, language: string): readonly string[] {
  return [...page.matchAll(new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``, 'g'))].map(([, text]) => text!);
}

/** The files of a page: those that have a path on their fence; without any, the first Dockerfile. */
function filesOn(page: string): Readonly<Record<string, string>> {
  const named = [...page.matchAll(/^```\w+ (\S+)\n([\s\S]*?)^```/gm)].map(
    ([, path, text]) => [path!, text!] as const,
  );
  return named.length > 0 ? Object.fromEntries(named) : { Dockerfile: blocks(page, 'dockerfile')[0]! };
}

/** The commands of a console, each with the lines that follow it. */
function commandsIn(text: string): readonly Command[] {
  return text
    .split(/^\$ azml-lint ?/m)
    .slice(1)
    .map((piece) => {
      const [line, ...output] = piece.split('\n');
      const [given, target] = line!.split(' > ');
      const [args, input] = given!.split(' < ');
      return {
        args: args!.split(' ').filter((word) => word !== ''),
        input,
        redirected: target !== undefined,
        output: output.join('\n'),
      };
    });
}

/** Times and versions differ from run to run. */
function lasting(text: string): string {
  return text.replace(/\d+\.\d\d s/g, 'TIME s').replace(/azml-lint@[\d.]+/g, 'azml-lint@VERSION');
}

test.each(['fixing', 'suppressions', 'baseline', 'context', 'fleet'])('docs/%s.md', async (name) => {
  const page = readFileSync(new URL(`../docs/${name}.md`, import.meta.url), 'utf8');
  const cwd = directoryWith(filesOn(page));
  const commands = blocks(page, 'console').flatMap(commandsIn);
  expect(commands.length).toBeGreaterThan(0);
  for (const { args, input, redirected, output } of commands) {
    const text = input === undefined ? '' : readFileSync(join(cwd, input), 'utf8');
    const { stdout, stderr } = await azmlLint(['--now', '2026-07-31', ...args], { cwd, input: text });
    expect(lasting((redirected ? '' : stdout) + stderr)).toBe(lasting(output));
  }
  for (const entries of blocks(page, 'json'))
    expect(readFileSync(join(cwd, 'baseline.jsonl'), 'utf8')).toBe(entries);
});
