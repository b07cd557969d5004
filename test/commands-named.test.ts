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
const questions: readonly { readonly question: Parameters<typeof file.commandsNamed> }[] = [
  { question: ['apt-get'] },
  { question: ['apt-get|apt'] },
  { question: ['apt|apt-get', 'install|update'] },
  { question: ['pip'] },
  { question: ['pip3.11'] },
  { question: ['pip|pip3.11|pip.exe', 'install'] },
  { question: ['tee|sudo|sh'] },
  { question: ['conda'] },
];

describe('commandsNamed', () => {
  it.each(questions)('finds what is(…$question) holds of, in order', ({ question }) => {
    for (const run of file.runs) {
      const asked = run.commands.filter((command) => command.is(...question));
      expect(run.commandsNamed(...question)).toEqual(asked);
    }
    const asked = file.runs.flatMap((run) =>
      run.commands.flatMap((command, index) => (command.is(...question) ? { command, run, index } : [])),
    );
    const found = file.commandsNamed(...question);
    expect(found.map(({ command, index }) => [command.head.text, index])).toEqual(
      asked.map(({ command, index }) => [command.head.text, index]),
    );
    expect(
      found.every(({ command, run }, at) => command === asked[at]!.command && run === asked[at]!.run),
    ).toBe(true);
  });

  it('finds something for most of these questions', () => {
    const counts = questions.map(({ question }) => file.commandsNamed(...question).length);
    expect(counts).toEqual([2, 3, 3, 4, 1, 3, 1, 0]);
  });
});
