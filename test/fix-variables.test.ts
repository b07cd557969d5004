/** Who reads a variable, and what fixes make of those that are to go or to be called otherwise. */
import { describe, expect, test } from 'vitest';
import { settingsOf } from '../src/config/settings.ts';
import { parseDockerfile } from '../src/dockerfile/parse.ts';
import { readersOf } from '../src/facts/azureml/variable-readers.ts';
import { fixSource } from '../src/fix/fix.ts';
import { analyze } from '../src/model/analyze.ts';

const FROM = 'FROM mcr.microsoft.com/azureml/minimal-py312-inference:latest\n';
const settings = settingsOf({ preset: 'recommended', now: '2026-07-31' });

/** The lines below the FROM once a rule's fixes are in. */
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

describe('what is taken out', () => {
  test.each([
    ['server/port-ignored', 'SERVER_PORT=5001'],
    ['server/debug-port', 'AZUREML_DEBUG_PORT=5678'],
  ])('%s: only where nothing reads it', (rule, pair) => {
    const name = pair.split('=')[0]!;
    expect(fixed(rule, `ENV ${pair}\nWORKDIR /a`)).toBe('WORKDIR /a');
    expect(fixed(rule, `ENV A=1 \\\n  # port\n  ${pair} \\\n  B=2`)).toBe('ENV A=1 \\\n  B=2');
    const read = `ENV ${pair}\nEXPOSE $${name}`;
    expect(fixed(rule, read, true)).toBe(read);
    const perhaps = `ENV ${pair}\nRUN ./setup.sh`;
    expect(fixed(rule, perhaps)).toBe(perhaps);
    expect(fixed(rule, perhaps, true)).toBe('RUN ./setup.sh');
  });
});

describe('what gets another value', () => {
  const insights = (value: string, more = '') =>
    fixed('server/app-insights', `ENV AML_APP_INSIGHTS_ENABLED=${value}${more}`).slice(29);

  test.each([
    ['True', 'true'],
    ['"TRUE"', '"true"'],
    ['False A=True', 'false A=True'],
  ])('AML_APP_INSIGHTS_ENABLED=%s', (value, expected) => expect(insights(value)).toBe(expected));

  test('not where a variable gives it, or something reads it', () => {
    const lines = 'ARG ON=True\nENV AML_APP_INSIGHTS_ENABLED=$ON';
    expect(fixed('server/app-insights', lines)).toBe(lines);
    const read = '\nRUN test "$AML_APP_INSIGHTS_ENABLED" = True';
    expect(insights('True', read)).toBe(`True${read}`);
  });

  const script = (value: string, more = '') =>
    fixed('entry-script/absolute-path', `ENV AZUREML_ENTRY_SCRIPT=${value}${more}`).slice(25);

  test.each([
    ['/var/azureml-app/score.py', 'score.py'],
    ['"/var/azureml-app/score.py"', '"score.py"'],
    ["'/var/azureml-app/my score.py'", "'my score.py'"],
    ['/var/azureml-app//a/./score.py', 'a/score.py'],
  ])('AZUREML_ENTRY_SCRIPT=%s', (value, expected) => expect(script(value)).toBe(expected));

  test.each(['\nCOPY score.py $AZUREML_ENTRY_SCRIPT', '\nRUN test -f "$AZUREML_ENTRY_SCRIPT"'])(
    'not where it is read:%s',
    (more) => {
      const value = `/var/azureml-app/score.py${more}`;
      expect(script(value.split('\n')[0]!, more)).toBe(value);
    },
  );
});

describe('server/unknown-variable', () => {
  const id = 'server/unknown-variable';

  test.each([
    ['the root, where the code is', 'ENV AZUREML_APP_ROOT=/app\nCOPY code /app'],
    ['or below it', 'ENV AZUREML_APP_ROOT=/app\nWORKDIR /app\nCOPY main.py src/'],
    ['or the same as before', 'ENV AZUREML_APP_ROOT=/var/azureml-app\nCOPY main.py /var/azureml-app/'],
    ['a script that is copied', 'ENV AZUREML_ENTRYSCRIPT=score.py\nCOPY score.py /var/azureml-app/'],
    ['a script in what is copied', 'ENV AZUREML_ENTRYSCRIPT=score.py\nCOPY code /var/azureml-app'],
    ['a model that is copied', 'ENV AML_MODEL_DIR=/m\nCOPY model /m'],
    ['what is no path', 'ENV AZUREML_LOGLEVEL=DEBUG'],
    ['a name that only a comment has', '# AZUREML_LOGLEVEL\nENV AZUREML_LOGLEVEL=DEBUG'],
  ])('safe: %s', (_, lines) => {
    const text = fixed(id, lines);
    expect(text.replace(/^#.*\n/, '')).not.toMatch(
      /AZUREML_APP_ROOT|AZUREML_ENTRYSCRIPT|AML_MODEL_DIR=|AZUREML_LOGLEVEL/,
    );
    expect(text).not.toBe(lines);
  });

  test.each([
    ['the code lies elsewhere', 'ENV AZUREML_APP_ROOT=/app\nCOPY main.py /var/azureml-app/'],
    ['some of it does', 'ENV AZUREML_APP_ROOT=/app\nCOPY main.py /var/azureml-app/\nCOPY util /app/util'],
    ['nobody knows where it lies', 'ENV AZUREML_APP_ROOT=/app\nRUN git clone x /app'],
    ['the value is not known', 'ARG ROOT\nENV AZUREML_APP_ROOT=$ROOT\nCOPY code /app'],
    ['the default script is there', 'ENV AML_ENTRY_SCRIPT=score.py\nCOPY main.py score.py /var/azureml-app/'],
    ['the script is not', 'ENV AML_ENTRY_SCRIPT=score.py\nCOPY run.py /var/azureml-app/'],
    ['the model lies elsewhere', 'ENV AML_MODEL_DIR=/m\nCOPY model /models'],
    ['a file reads the right name', 'ENV AZUREML_LOGLEVEL=DEBUG\nRUN echo $AZUREML_LOG_LEVEL'],
    ['a script may read the wrong one', 'ENV AZUREML_LOGLEVEL=DEBUG\nRUN ./setup.sh'],
    ['a debugger is waited for', 'ENV AZUREML_DEBUGPORT=5678'],
  ])('unsafe where %s', (_, lines) => expect(fixed(id, lines)).toBe(lines));

  test('every place that reads it gets the right name', () => {
    const lines =
      'ENV AZUREML_APP_ROOT=/app\nCOPY code $AZUREML_APP_ROOT\nRUN ls "${AZUREML_APP_ROOT}/a" # AZUREML_APP_ROOT';
    expect(fixed(id, lines)).toBe(lines);
    expect(fixed(id, lines, true)).toBe(
      'ENV AML_APP_ROOT=/app\nCOPY code $AML_APP_ROOT\nRUN ls "${AML_APP_ROOT}/a" # AZUREML_APP_ROOT',
    );
  });

  test('two wrong names for one are nobody’s to choose from, and an ARG is known outside of the file', () => {
    const two = 'ENV AML_ENTRY_SCRIPT=a.py AZUREML_ENTRYSCRIPT=b.py\nCOPY code /var/azureml-app';
    expect(fixed(id, two, true)).toBe(two);
    const arg = 'ARG AZUREML_APP_ROOT=/app\nCOPY code /app';
    expect(fixed(id, arg, true)).toBe(arg);
  });
});
