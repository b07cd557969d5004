import { describe, expect, test } from 'vitest';
import { parseDockerfile } from '../src/dockerfile/parse.ts';
import { DEFAULT_SHELL, interpreterOf, shebangShell } from '../src/shell/interpreter.ts';
import { type Runnable, readRun } from '../src/shell/run.ts';
import type { Script } from '../src/shell/script.ts';

/** The script of the last instruction of a Dockerfile that has a command, or of its trigger. */
function scriptOf(dockerfile: string, shell = DEFAULT_SHELL): Script | undefined {
  const last = parseDockerfile(dockerfile).instructions.at(-1);
  const instruction = last?.name === 'ONBUILD' ? last.trigger : last;
  return readRun(instruction as Runnable, shell)[0];
}

/** Each command with its words as written in the file. */
function outline(dockerfile: string, shell = DEFAULT_SHELL): string[] {
  const { commands } = scriptOf(dockerfile, shell)!;
  return commands.map(({ wrappers, nameWord, words }) => {
    const written = [nameWord!, ...words].map(({ start, end }) => dockerfile.slice(start, end));
    return [...wrappers.map((wrapper) => `${wrapper.name}>`), ...written].join(' ');
  });
}

describe('the script of an instruction', () => {
  test.each<[string, string, string[]]>([
    ['shell form', 'RUN a && b', ['a', 'b']],
    ['continued, with comments and blank lines', 'RUN a \\\n  # no\n  b \\\n\n && c', ['a b', 'c']],
    ['continued inside a word', 'RUN a "b\\\nc" d', ['a "b\\\nc" d']],
    ['with CRLF', 'RUN a \\\r\n  b\r\n', ['a b']],
    ['another escape character', '# escape=`\nRUN a `\n  b\\ c', ['a b\\ c']],
    ['flags before', 'RUN --mount=type=cache,target=/x --network=none a', ['a']],
    ['exec form', 'RUN ["a", "-b", "c d"]', ['a -b c d']],
    ['exec form with a shell', 'RUN ["sh", "-c", "a \\"b\\" && c"]', ['sh> a \\"b\\"', 'sh> c']],
    ['exec form with escapes', 'RUN ["bash", "-exc", "a\\u0020b \\\\\\"c"]', ['bash> a b \\\\\\"c']],
    ['exec form with a wrapper', 'RUN ["sudo", "a"]', ['sudo> a']],
    ['CMD', 'CMD exec a b', ['exec> a b']],
    ['ENTRYPOINT', 'ENTRYPOINT ["a", "b"]', ['a b']],
    ['HEALTHCHECK', 'HEALTHCHECK --interval=5s CMD a || exit 1', ['a', 'exit 1']],
    ['HEALTHCHECK in exec form', 'HEALTHCHECK CMD ["a", "b"]', ['a b']],
    ['ONBUILD', 'ONBUILD RUN a', ['a']],
    ['a heredoc as the script', 'RUN <<EOF\na\nb \\\n  c\nEOF', ['a', 'b c']],
    ['a heredoc behind a blank', 'RUN << EOF\na\nEOF', ['a']],
    ['a heredoc with tabs cut', 'RUN <<-EOF\n\ta\n\tb\n\tEOF', ['a', 'b']],
    ['a heredoc with CRLF', 'RUN <<EOF\r\na b\r\nc\r\nEOF\r\n', ['a b', 'c']],
    ['a heredoc for a shell', 'RUN bash -e <<EOF\na\nEOF', ['bash> a']],
    ['a heredoc before its shell', 'RUN <<EOF bash\na\nEOF', ['bash> a']],
    ['a heredoc piped to a shell', 'RUN cat <<EOF | sh\na\nEOF', ['cat', 'sh> a']],
    ['a heredoc as data', 'RUN cat <<EOF > /x && b\na\nEOF', ['cat', 'b']],
    ['several heredocs', "RUN cat <<A > /x && sh <<'B'\na\nA\n$b c\nB", ['cat', 'sh> $b c']],
    ['a heredoc for Python', 'RUN python3 <<EOF\na\nEOF', ['python3']],
  ])('%s', (_, instruction, expected) => {
    const dockerfile = instruction.startsWith('# escape') ? instruction : `FROM x\n${instruction}`;
    expect(outline(dockerfile)).toEqual(expected);
  });

  test('a heredoc as data keeps its body', () => {
    const { commands } = scriptOf('FROM x\nRUN cat <<EOF > /x\na\nEOF\n')!;
    expect(commands[0]!.redirections.map(({ body }) => body?.text)).toEqual(['a\n', undefined]);
  });

  test('there is none without a command', () => {
    expect(scriptOf('FROM x\nHEALTHCHECK NONE')).toBeUndefined();
    expect(scriptOf('FROM x\nCMD []')).toBeUndefined();
  });

  test.each<[string, string, string]>([
    ['a shell for the heredoc', 'RUN <<EOF\n#!/bin/bash -e\na\nEOF', 'bash'],
    ['another interpreter', 'RUN <<EOF\n#!/usr/bin/env python3\na\nEOF', 'other'],
    ['nothing where it is not first', 'RUN <<EOF\na\n#!/bin/bash\nEOF', 'sh'],
  ])('a first line #! decides: %s', (_, instruction, kind) => {
    expect(scriptOf(`FROM x\n${instruction}`)!.kind).toBe(kind);
  });

  test('SHELL decides', () => {
    expect(scriptOf('FROM x\nRUN Get-Item x', { words: ['pwsh', '-Command'] })!.commands).toEqual([]);
    const bash = scriptOf('FROM x\nRUN a | b', { words: ['/bin/bash', '-o', 'pipefail', '-c'] })!;
    expect(bash.kind).toBe('bash');
    expect(bash.commands[0]!.context.options).toEqual({ errexit: false, pipefail: true });
  });
});

test.each<[string, string]>([
  ['/bin/sh -c', 'sh'],
  ['/bin/ash -eo pipefail -c', 'sh errexit pipefail'],
  ['dash -c', 'sh'],
  ['/bin/busybox sh -c', 'sh'],
  ['/bin/bash -c', 'bash'],
  ['/bin/bash -o pipefail -c', 'bash pipefail'],
  ['/usr/bin/bash -euxo pipefail -c', 'bash errexit pipefail'],
  ['bash --login -c', 'bash'],
  ['bash', 'bash'],
  ['conda run -n x /bin/bash -c', 'bash'],
  ['conda run --no-capture-output -n x /bin/bash -eo pipefail -c', 'bash errexit pipefail'],
  ['env A=b bash -c', 'bash'],
  ['/bin/zsh -c', 'other'],
  ['pwsh -Command', 'other'],
  ['powershell -Command', 'other'],
  ['cmd /S /C', 'other'],
  ['python3 -c', 'other'],
  ['conda run -n x', 'other'],
])('SHELL %s', (words, expected) => {
  const { kind, options } = interpreterOf({ words: words.split(' ') });
  const told = [kind, options.errexit && 'errexit', options.pipefail && 'pipefail'].filter(Boolean);
  expect(told.join(' ')).toBe(expected);
});

test.each<[string, string | undefined]>([
  ['a', undefined],
  ['#!/bin/sh', 'sh'],
  ['#! /bin/bash -e\na', 'bash'],
  ['#!/usr/bin/env bash\na', 'bash'],
  ['#!/usr/bin/env -S bash -e\na', 'bash'],
  ['#!/usr/bin/env python3\na', 'other'],
  ['#!\na', 'other'],
  [' #!/bin/bash', undefined],
])('shebang of %j', (script, kind) => {
  expect(shebangShell(script)?.kind).toBe(kind);
});
