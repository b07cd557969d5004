/** What reads a variable. */
import { describe, expect, test } from 'vitest';
import { settingsOf } from '../src/config/settings.ts';
import { parseDockerfile } from '../src/dockerfile/parse.ts';
import { readersOf } from '../src/facts/azureml/variable-readers.ts';
import { fixSource } from '../src/fix/fix.ts';
import { analyze } from '../src/model/analyze.ts';

const FROM = 'FROM mcr.microsoft.com/azureml/minimal-py312-inference:latest\n';
const settings = settingsOf({ preset: 'recommended', now: '2026-07-31' });

/** The lines below the FROM after a rule's fixes. */
function fixed(rule: string, lines: string, unsafe = false): string {
  const { text } = fixSource(`${FROM}${lines}\n`, settings, { unsafe, rules: new Set([rule]) });
  return text.slice(FROM.length, -1);
}

function readers(lines: string) {
  const file = analyze(parseDockerfile(`${FROM}${lines}\n`), { buildArgs: {}, now: '2026-07-31' });
  const { pair } = file.finalStage!.envSetting('V')!;
  const { places, perhaps } = readersOf(file, 'V', pair);
  return { lines: places.map(({ start }) => file.source.text.slice(0, start).split('\n').length), perhaps };
}

test('of a variable that is named in a great many places, the first hundred are told, and nobody renames it', () => {
  const few = `ENV V=1\n${'RUN echo $V\n'.repeat(99)}`;
  expect(readers(few).lines).toHaveLength(99);
  expect(readers(few.repeat(2)).lines).toHaveLength(100);
  const misspelled = few.replaceAll('V=1', 'AML_APP_ROO=/srv').replaceAll('$V', '$AML_APP_ROO').trim();
  const renamed = misspelled.replaceAll('AML_APP_ROO', 'AML_APP_ROOT');
  expect(fixed('server/unknown-variable', misspelled, true)).toBe(renamed);
  const more = `${misspelled}\nRUN echo $AML_APP_ROO`;
  expect(fixed('server/unknown-variable', more, true)).toBe(more);
});

describe('a variable is read', () => {
  test.each([
    'EXPOSE $V',
    'EXPOSE ${V:-80}/tcp',
    'ENV W=http://x:$V',
    'ARG W=$V',
    'LABEL port=$V',
    'HEALTHCHECK CMD curl localhost:$V',
    'RUN sed -i "s/5001/${V}/" /etc/nginx.conf',
    'RUN ["sh", "-c", "echo $V"]',
    'RUN printenv V > /port',
    `RUN python -c 'import os; print(os.environ["V"])'`,
    'RUN [ -v V ] && true',
    'CMD run --port $V',
    'ONBUILD EXPOSE $V',
    'ONBUILD RUN echo $V',
    'USER $V',
    'WORKDIR /a/$V',
    'COPY a /$V/',
  ])('by `%s`', (line) => expect(readers(`ENV V=1\n${line}`).lines).toEqual([3]));

  test.each([
    ['a here-document', 'ENV V=1\nRUN <<EOF\necho $V\nEOF', [4]],
    ['a file in the file', 'ENV V=1\nCOPY <<"EOF" /run.sh\nexec x $V\nEOF', [4]],
    ['another stage', `ENV V=1\nFROM x AS other\nEXPOSE $V\n${FROM}ENV V=2`, [4]],
    ['a neighbor', 'ENV A=$V V=1', [2]],
  ])('by %s', (_, lines, expected) => expect(readers(lines).lines).toEqual(expected));

  test.each([
    ['its own value', 'ARG V=1\nENV V=$V'],
    ['a comment', 'ENV V=1\n# V is the port\nRUN a \\\n  # $V\n  b # not $V'],
    ['prose', 'ENV V=1\nLABEL d="V is the port"'],
    ['another name', 'ENV V=1\nRUN echo $VV $V2 $_V ${PV}'],
    ['who sets it', 'ENV V=1\nARG V\nENV V=2'],
  ])('not by %s', (_, lines) => expect(readers(lines)).toEqual({ lines: [], perhaps: false }));

  test.each([
    'RUN ./setup.sh',
    'RUN bash /tmp/setup.sh',
    'RUN python setup.py',
    'RUN /opt/tool/configure',
    'RUN $TOOL',
    'RUN envsubst < a > b',
    'RUN env > /etc/environment',
    'COPY services /var/runit',
    'CMD ["sh", "-c", "/prepare.sh && runsvdir /var/runit"]',
  ])('perhaps by `%s`', (line) => {
    expect(readers(`ENV V=1\n${line}`)).toEqual({ lines: [], perhaps: true });
  });

  test.each(['RUN ./setup.sh\nENV V=1', 'ENV V=1\nRUN env', 'ENV V=1\nRUN pip install a && python -m a'])(
    'not by `%s`',
    (lines) => expect(readers(lines).perhaps).toBe(false),
  );
});
