/** Lines that were meant as instructions and that a stray continuation makes part of another one. */
import { describe, expect, test } from 'vitest';
import { settingsOf } from '../src/config/settings.ts';
import { parseDockerfile } from '../src/dockerfile/parse.ts';
import { swallowedInstructions } from '../src/facts/builder/swallowed.ts';
import { fixSource } from '../src/fix/fix.ts';
import { lintSource } from '../src/lint.ts';
import { analyze } from '../src/model/analyze.ts';

function swallowed(text: string): readonly string[] {
  const file = analyze(parseDockerfile(text), { buildArgs: {}, now: '2026-07-31' });
  return swallowedInstructions(file).map(({ by, line, text: written }) => `${by.name} ${line}: ${written}`);
}

describe('an instruction that another one has swallowed', () => {
  test.each([
    ['on the next line', 'RUN a \\\nUSER dockeruser', 'RUN 2: USER dockeruser'],
    ['behind a blank line', 'RUN a \\\n\nENV A=1', 'RUN 3: ENV A=1'],
    ['behind a comment', 'RUN a \\\n  b \\\n# then\nCOPY a b', 'RUN 4: COPY a b'],
    ['indented', 'RUN a && \\\n    WORKDIR /app', 'RUN 2: WORKDIR /app'],
    ['the old form of ENV', 'RUN a \\\nENV HOME /root', 'RUN 2: ENV HOME /root'],
    ['in the exec form', 'RUN a && \\\nCMD ["x"]', 'RUN 2: CMD ["x"]'],
    ['in small letters', 'run a \\\nuser bob', 'RUN 2: user bob'],
    ['another RUN, which goes on', 'RUN a \\\nRUN b && \\\n    c', 'RUN 2: RUN b &&'],
    ['with the escape of the file', '# escape=`\nRUN a `\nEXPOSE 80', 'RUN 3: EXPOSE 80'],
    ['at once', 'RUN \\\nUSER bob', 'RUN 2: USER bob'],
    ['a LABEL', 'RUN a \\\nLABEL org.x/y="b c"', 'RUN 2: LABEL org.x/y="b c"'],
    ['a VOLUME', 'RUN a \\\nVOLUME ["/a"]', 'RUN 2: VOLUME ["/a"]'],
    ['an ARG', 'RUN a \\\nARG A', 'RUN 2: ARG A'],
    ['a FROM', 'RUN a \\\n\nFROM b AS c', 'RUN 3: FROM b AS c'],
    ['an ONBUILD', 'RUN a \\\nONBUILD RUN b', 'RUN 2: ONBUILD RUN b'],
    ['a HEALTHCHECK', 'RUN a \\\nHEALTHCHECK CMD b', 'RUN 2: HEALTHCHECK CMD b'],
    ['by a trigger', 'ONBUILD RUN a \\\nUSER bob', 'RUN 2: USER bob'],
    ['by another instruction', 'VOLUME /a \\\nUSER bob', 'VOLUME 2: USER bob'],
    ['by the command of a HEALTHCHECK', 'HEALTHCHECK CMD a \\\nCMD ["x"]', 'HEALTHCHECK 2: CMD ["x"]'],
  ])('%s', (_, text, expected) => expect(swallowed(text)).toEqual([expected]));

  test.each([
    ['a program of that name', 'RUN a && \\\nenv A=1 make && \\\nfrom bob'],
    ['a program of that name, in a file in small letters', 'run a && \\\nenv A=1 make'],
    ['and on the line after it', 'run a && \\\nenv A=1 \\\nmake'],
    ['a subcommand', 'run docker \\\n    run -it a'],
    ['text in quotes', 'RUN psql -c "SELECT a \\\nFROM b"'],
    ['a here-document', 'RUN cat > a <<EOF\nFROM b\nUSER c\nEOF'],
    ['a here-document of an instruction', 'COPY <<EOF /a\nUSER c\nEOF'],
    ['a comment', 'RUN a \\\n# USER bob\n  b'],
    ['an option', 'RUN a \\\n  USER --all'],
    ['a setting', 'RUN make \\\n  ENV=prod \\\n  USER=bob'],
    ['the command of a HEALTHCHECK', 'HEALTHCHECK --interval=5s \\\n  CMD a'],
    ['the trigger of an ONBUILD', 'ONBUILD \\\n  RUN a'],
  ])('none is %s', (_, text) => expect(swallowed(text)).toEqual([]));

  test('tells which character should not be there', () => {
    const text = 'RUN a && \\ \n\n# then\nUSER bob\n';
    const file = analyze(parseDockerfile(text), { buildArgs: {}, now: '2026-07-31' });
    expect(swallowedInstructions(file).map(({ continuation }) => continuation)).toEqual([
      { start: 9, end: 10 },
    ]);
  });
});

describe('what has swallowed an instruction', () => {
  const settings = settingsOf({ preset: 'all', now: '2026-07-31' });
  const torn = 'RUN apt-get update && apt-get install a \\\nENV A=1\n';

  test('is never fixed, though what is wrong with it is reported', () => {
    const text = `FROM ubuntu:22.04\n${torn}`;
    const { findings } = lintSource(text, settings);
    expect(findings.map(({ rule }) => rule)).toContain('apt/asks-for-confirmation');
    expect(findings.filter(({ fix }) => fix)).toEqual([]);
    expect(fixSource(text, settings, { unsafe: true }).text).toBe(text);
  });

  test('is not wrapped either, and does not keep others from being fixed', () => {
    const from = 'FROM mcr.microsoft.com/azureml/minimal-py312-inference:latest\n';
    const other = 'RUN useradd -u 123456789 bob\n';
    const { text } = fixSource(`${from}${torn}${other}`, settings, { unsafe: true });
    expect(text).toContain(`${from}${torn}`);
    expect(text).toContain('useradd --no-log-init -u 123456789 bob\n');
  });
});
