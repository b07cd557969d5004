import { describe, expect, it } from 'vitest';
import { parseDockerfile } from '../src/dockerfile/parse.ts';
import { analyze } from '../src/model/analyze.ts';

const text = `FROM ubuntu:24.04
RUN apt-get update && sudo apt-get install -y curl && python3 -m pip install a
RUN pip3.11 install b; pip.exe install c | tee log
ONBUILD RUN sh -c 'apt install d'
RUN ["pip", "download", "e"]
`;
const file = analyze(parseDockerfile(text), { buildArgs: {}, now: '2026-07-31' });

/** Names and subcommands as `is` takes them. */
const questions: readonly (readonly [string, string?])[] = [
  ['apt-get'],
  ['apt-get|apt'],
  ['apt|apt-get', 'install|update'],
  ['pip'],
  ['pip3.11'],
  ['pip|pip3.11|pip.exe', 'install'],
  ['tee|sudo|sh'],
  ['conda'],
];

describe('commandsNamed', () => {
  it.each(questions)('finds what is(%s, %s) holds of, in order', (name, subcommand) => {
    for (const run of file.runs) {
      const asked = run.commands.filter((command) => command.is(name, subcommand));
      expect(run.commandsNamed(name, subcommand)).toEqual(asked);
    }
    const asked = file.runs.flatMap((run) =>
      run.commands.flatMap((command, index) => (command.is(name, subcommand) ? { command, run, index } : [])),
    );
    const found = file.commandsNamed(name, subcommand);
    expect(found.map(({ command, index }) => [command.head.text, index])).toEqual(
      asked.map(({ command, index }) => [command.head.text, index]),
    );
    expect(
      found.every(({ command, run }, at) => command === asked[at]!.command && run === asked[at]!.run),
    ).toBe(true);
  });

  it('finds something for most of these questions', () => {
    const counts = questions.map(([name, subcommand]) => file.commandsNamed(name, subcommand).length);
    expect(counts).toEqual([2, 3, 3, 4, 1, 3, 1, 0]);
  });
});
