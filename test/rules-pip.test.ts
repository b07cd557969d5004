/** The rules about pip and conda: what their pages do not show. */
import { describe, expect, test } from 'vitest';
import { settingsOf } from '../src/config/settings.ts';
import { applyEdits } from '../src/fix/apply.ts';
import { lintSource } from '../src/lint.ts';
import type { Finding } from '../src/rule/finding.ts';

function findingsOf(rule: string, text: string): readonly Finding[] {
  const settings = settingsOf({ now: '2026-07-31' });
  const own = settings.rules.filter((setting) => setting.rule.id === rule);
  return lintSource(text, { ...settings, rules: own }).findings;
}

describe('pip/unquoted-specifier', () => {
  const found = (run: string) => {
    const text = `FROM python:3.12\n${run}\n`;
    const findings = findingsOf('pip/unquoted-specifier', text);
    return {
      words: findings.map(({ span }) => text.slice(span.start, span.end)),
      fixed: applyEdits(
        text,
        findings.flatMap(({ fix }) => fix?.edits ?? []),
      ).slice('FROM python:3.12\n'.length, -1),
    };
  };

  test.each([
    ['RUN pip install a>=1', ['a>=1'], 'RUN pip install "a>=1"'],
    ['RUN pip3.12 install a<2', ['a<2'], 'RUN pip3.12 install "a<2"'],
    ['RUN python3 -m pip install a<=2', ['a<=2'], 'RUN python3 -m pip install "a<=2"'],
    ['RUN pip install "a">1,<2 b', ['"a">1,<2'], 'RUN pip install "a>1,<2" b'],
    ['RUN pip install a[x,y]>=1,!=1.5,<2', ['a[x,y]>=1,!=1.5,<2'], 'RUN pip install "a[x,y]>=1,!=1.5,<2"'],
    ['RUN pip install a>=1.* b>=2', ['a>=1.*', 'b>=2'], 'RUN pip install "a>=1.*" "b>=2"'],
    ['RUN pip install a >=1', ['a >=1'], 'RUN pip install "a>=1"'],
    ['RUN pip install a >= 1', ['a >= 1'], 'RUN pip install "a>=1"'],
    ['RUN pip install a >=1, <2 b', ['a >=1, <2'], 'RUN pip install "a>=1,<2" b'],
    ['RUN pip install a>=$V', ['a>=$V'], 'RUN pip install "a>=$V"'],
    ['RUN true && pip install -U a>=1 >log 2>&1', ['a>=1'], 'RUN true && pip install -U "a>=1" >log 2>&1'],
    ['RUN conda create -yn x python>=3.9 pip', ['python>=3.9'], 'RUN conda create -yn x "python>=3.9" pip'],
    [
      'RUN conda install -y conda-forge::a<3',
      ['conda-forge::a<3'],
      'RUN conda install -y "conda-forge::a<3"',
    ],
    ['RUN pip install a [x] >= 1 b', ['a [x] >= 1'], 'RUN pip install "a[x]>=1" b'],
    ['RUN pip install a <2', ['a <2'], 'RUN pip install "a<2"'],
    ['RUN uv add a>=1', ['a>=1'], 'RUN uv add "a>=1"'],
    ['RUN pip install a\\\n  b>=1', ['b>=1'], 'RUN pip install a\\\n  "b>=1"'],
    ['RUN <<EOF\npip install a>=1\nEOF', ['a>=1'], 'RUN <<EOF\npip install "a>=1"\nEOF'],
    ['RUN sh -c "pip install a>=1"', ['a>=1'], 'RUN sh -c "pip install a>=1"'],
    [
      'RUN pip install a>=1; python_version < "3.12" && b',
      ['a>=1'],
      `RUN pip install "a>=1; python_version < '3.12'" && b`,
    ],
    [
      `RUN pip install a<2 ;sys_platform=='linux' and extra != 'x'`,
      ['a<2'],
      `RUN pip install "a<2; sys_platform=='linux' and extra != 'x'"`,
    ],
    ['RUN pip install a>=1; echo b', ['a>=1'], 'RUN pip install "a>=1"; echo b'],
    ['RUN V=2 && pip install a>=$V', ['a>=$V'], 'RUN V=2 && pip install "a>=$V"'],
    ['RUN echo "$(pip install a>=1)"', ['a>=1'], 'RUN echo "$(pip install "a>=1")"'],
    ['RUN bash <<EOF\npip install a>=1\nEOF', ['a>=1'], 'RUN bash <<EOF\npip install "a>=1"\nEOF'],
    ['ONBUILD RUN pip install a>=1', ['a>=1'], 'ONBUILD RUN pip install "a>=1"'],
  ])('%s', (run, words, fixed) => expect(found(run)).toEqual({ words, fixed }));

  test.each([
    ['a>=1.2.3', 'safe'],
    ['a>=1!2.0rc1.post2.dev3+local.1,<2', 'safe'],
    ['a>1,!=1.5.*,==1.*', 'safe'],
    ['a>=$V', 'safe'],
    ['a>=15.*', 'unsafe'],
    ['a<2.x', 'unsafe'],
    ['a>=1,=2', 'unsafe'],
  ])('the fix of %s is %s', (requirement, safety) => {
    const [finding] = findingsOf(
      'pip/unquoted-specifier',
      `FROM python:3.12\nRUN pip install ${requirement}\n`,
    );
    expect(finding?.fix?.safety).toBe(safety);
  });

  test.each([
    ['a variable that may be several packages', 'RUN PKGS="a b" && pip install $PKGS>=1'],
    ['a version of several words', 'RUN V="1 b" && pip install a>=$V'],
    ['one that an ENV gives', 'ENV V="1 b"\nRUN pip install a>=${V}'],
    ['a dollar that is none', `RUN pip install 'a$b'>=1`],
    ['a marker that is not one', 'RUN pip install a>=1; python_version < 3.12'],
    ['a marker with more behind it', 'RUN pip install a>=1; python_version < "3.12" b'],
    ['a marker with a variable', 'RUN pip install a>=1; python_version < "$V"'],
    ['the quotes of eval', 'RUN eval "pip install a>=1"'],
    ['the quotes of sh -c', `RUN sh -c 'pip install a>=1'`],
    ['the exec form', 'RUN ["sh", "-c", "pip install a>=1"]'],
    ['back quotes in quotes', 'RUN echo "`pip install a>=1`"'],
    ['a continuation within', 'RUN pip install a>=1,\\\n<2'],
    ['a version that is missing', 'RUN pip install a>='],
  ])('found, and left to people: %s', (_, lines) => {
    const { words, fixed } = found(lines);
    expect(words).toHaveLength(1);
    expect(fixed).toBe(lines);
  });

  test.each([
    ['RUN pip install a<2', '`"a<2"`'],
    ['RUN sh -c "pip install a<2"', "`'a<2'`"],
    ["RUN sh -c 'pip install a<2'", '`"a<2"`'],
    ['RUN ["sh", "-c", "pip install a<2"]', "`'a<2'`"],
  ])('the quotes that it takes: %s', (run, quoted) => {
    const [finding] = findingsOf('pip/unquoted-specifier', `FROM python:3.12\n${run}\n`);
    expect(finding?.message).toContain(`Put the requirement in quotes: ${quoted}.`);
  });

  test.each([
    'RUN pip install "a>=1" \'b<2\' c\\>=3 d==1 e~=1 f!=2',
    'RUN pip install a > /dev/null',
    'RUN pip install a >log.txt 2>&1',
    'RUN pip install a>log.txt',
    'RUN pip install a >>1',
    'RUN pip install a &>1',
    'RUN pip install a 2>1',
    'RUN pip install a >1',
    'RUN pip install -r /dev/stdin <requirements.txt',
    'RUN pip install -r /dev/stdin </dev/null',
    'RUN pip list >=1',
    'RUN echo a>=1',
    'RUN ["pip", "install", "a>=1"]',
    'RUN pip install <package>',
    'SHELL ["pwsh", "-c"]\nRUN pip install a>=1',
  ])('silent: %s', (run) => expect(found(run).words).toEqual([]));
});

describe('pip/requirements-not-copied', () => {
  const missing = (text: string) =>
    findingsOf('pip/requirements-not-copied', text).map(
      ({ span, messageId }) => `${text.slice(span.start, span.end)}: ${messageId}`,
    );
  const onPython = (...lines: readonly string[]) =>
    ['FROM python:3.12', 'WORKDIR /app', ...lines, ''].join('\n');
  const install = 'RUN pip install -r requirements.txt';

  const image = 'FROM mcr.microsoft.com/azureml/minimal-py312-inference:latest';
  test.each([
    ['RUN pip install -r requirements/dev.txt', 'COPY requirements/dev.txt requirements/'],
    [
      'WORKDIR /build\nRUN pip install -r requirements/dev.txt',
      'COPY requirements/dev.txt /build/requirements/',
    ],
    ['WORKDIR /build\nRUN pip install -r ../a.txt', 'COPY a.txt /'],
    ['RUN cd sub && pip install -r a.txt', 'COPY a.txt sub/'],
    ['RUN F=a.txt && pip install -r /tmp/$F', 'COPY a.txt /tmp/'],
    ['COPY a.txt /tmp/\nRUN pip install -r a.txt', 'COPY a.txt ./'],
    ['ADD a.txt .\nRUN cd /tmp && pip install -r a.txt', 'ADD a.txt /tmp/'],
    ['COPY b.txt /tmp/a.txt\nRUN pip install -r /app/a.txt', 'COPY b.txt /app/a.txt'],
    ['RUN pip install -r /app/a.txt\nCOPY a.txt /tmp/', 'COPY a.txt /app/'],
    ['COPY --chown=app b.txt x/a.txt /tmp/\nRUN pip install -r /app/a.txt', 'COPY --chown=app x/a.txt /app/'],
  ])('%s: %s cures', (lines, cure) => {
    const text = `${image}\n${lines}\n`;
    const [finding] = findingsOf('pip/requirements-not-copied', text);
    expect(finding?.message).toContain(`\`${cure}\``);
    expect(finding?.message.includes(' on line ')).toBe(/^(?:COPY|ADD) .*\ba\.txt/m.test(lines));
    const workdir = /^WORKDIR .*\n/.exec(lines)?.[0] ?? '';
    const cured = `${image}\n${workdir}${cure}\n${lines.slice(workdir.length)}\n`;
    expect(missing(cured)).toEqual([]);
  });

  test.each([
    [[install], 'missing'],
    [['COPY requirements.txt /tmp/', install], 'elsewhere'],
    [[install, 'COPY requirements.txt .'], 'later'],
    [['COPY setup.py README.md ./', install], 'missing'],
    [['RUN echo \\', 'COPY requirements.txt ./', install], 'swallowed'],
    [['RUN echo \\', 'COPY setup.py ./', install], 'missing'],
    [['RUN echo \\', 'ENV A=requirements.txt', install], 'missing'],
    // One COPY cures both.
    [[install, install], 'missing'],
    [['COPY src /srv/src', install], 'missing'],
    [['COPY requirements.txt reqs.txt', install], 'elsewhere'],
    [['RUN apt-get update && apt-get install -y git && pip install -U pip', install], 'missing'],
    [['RUN mkdir -p /app && curl -fsSLO https://example.com/a.tgz', install], 'missing'],
    [['RUN --mount=type=cache,target=/root/.cache pip install -r requirements.txt'], 'missing'],
    [
      [
        'RUN --mount=type=bind,source=requirements.txt,target=/tmp/requirements.txt pip install -r requirements.txt',
      ],
      'missing',
    ],
    [['COPY requirements.txt .', 'WORKDIR sub', install], 'elsewhere'],
    [['COPY requirements.txt .', 'RUN cd sub && pip install -r requirements.txt'], 'elsewhere'],
    [['COPY <<EOF /tmp/requirements.txt', 'a', 'EOF', install], 'elsewhere'],
  ])('%j', (lines, message) => {
    expect(missing(onPython(...lines))).toEqual([`requirements.txt: ${message}`]);
  });

  test.each([
    [['COPY . .', install]],
    [['COPY . /app', 'COPY settings.json /app', install]],
    [['COPY requirements.txt .', install]],
    [['COPY requirements.txt /app', install]],
    [['COPY requirements*.txt ./', install]],
    [['COPY reqs.txt requirements.txt', install]],
    [['COPY $FILES ./', install]],
    [['ARG DIR', 'COPY requirements.txt $DIR/', install]],
    [['ARG DIR', 'COPY src $DIR', install]],
    [['COPY --parents a/requirements.txt /', install]],
    [['ADD project.tar.gz /', install]],
    [['ADD https://example.com/requirements.txt /app/', install]],
    [['COPY <<requirements.txt .', 'a', 'requirements.txt', install]],
    [['RUN echo a > requirements.txt', install]],
    [['RUN echo a | tee /app/requirements.txt', install]],
    [['RUN wget https://example.com/requirements.txt', install]],
    [['RUN git clone https://example.com/a.git .', install]],
    [['RUN curl -sSL https://example.com/a.tgz | tar xz', install]],
    [['RUN ./prepare.sh', install]],
    [['RUN python -c "print()"', install]],
    [['RUN cat <<EOF > requirements.txt', 'a', 'EOF', install]],
    [['COPY . .', 'RUN cd sub && pip install -r requirements.txt']],
    [['COPY tools /opt/tools', 'RUN cd $HOME && pip install -r requirements.txt']],
    [['RUN --mount=type=bind,target=/app pip install -r requirements.txt']],
    [
      [
        'RUN --mount=type=bind,source=requirements.txt,target=requirements.txt pip install -r requirements.txt',
      ],
    ],
    [['RUN --mount=type=secret,id=r,target=/app/requirements.txt pip install -r requirements.txt']],
    [['RUN pip install -r $REQUIREMENTS -r ~/a.txt -r *.txt -r - -r https://example.com/a.txt']],
    [['RUN pip install -r <(echo a)']],
    [['ARG F=requirements.txt', 'COPY $F .', 'RUN pip install -r $F']],
    [['ENV F=/tmp/a.txt', 'COPY a.txt /tmp/', 'RUN pip install -r ${F}']],
    [['ARG F=https://example.com/a.txt', 'RUN pip install -r $F']],
    [['ONBUILD RUN pip install -r requirements.txt']],
    [['SHELL ["python", "-c"]', 'RUN print()', 'SHELL ["/bin/sh", "-c"]', install]],
  ])('silent: %j', (lines) => expect(missing(onPython(...lines))).toEqual([]));

  test.each([
    ['a base of somebody', `FROM contoso.azurecr.io/base:1\n${install}\n`],
    ['a base that is not known', `ARG BASE\nFROM $BASE\n${install}\n`],
    ['a base that copies by itself', `FROM python:3-onbuild\n${install}\n`],
    ['a stage on such a base', `FROM contoso.azurecr.io/base:1 AS a\nFROM a\n${install}\n`],
  ])('silent on %s', (_, text) => expect(missing(text)).toEqual([]));

  describe.each(['mcr.microsoft.com/azureml/minimal-py312-inference:latest', 'python:3.12-slim'])(
    'the working directory of %s is one of a few',
    (base) => {
      test.each([
        ['COPY requirements.txt /tmp/', 'requirements.txt', 'elsewhere'],
        ['COPY requirements.txt .', '/tmp/requirements.txt', 'elsewhere'],
        ['COPY src /opt/src', 'requirements.txt', 'missing'],
        ['WORKDIR app\nCOPY requirements.txt ..', 'requirements.txt', 'elsewhere'],
      ])('%s, then %s', (before, path, message) => {
        const text = `FROM ${base}\n${before}\nRUN pip install -r ${path}\n`;
        expect(missing(text)).toEqual([`${path}: ${message}`]);
      });

      test.each([
        ['COPY requirements.txt .', 'requirements.txt'],
        ['COPY requirements.txt /', 'requirements.txt'],
        ['COPY code /var/azureml-app', 'requirements.txt'],
        ['WORKDIR app\nCOPY requirements.txt .', 'requirements.txt'],
        ['COPY . .', '/opt/app/requirements.txt'],
        ['COPY app app', 'app/requirements.txt'],
      ])('silent: %s, then %s', (before, path) => {
        expect(missing(`FROM ${base}\n${before}\nRUN pip install -r ${path}\n`)).toEqual([]);
      });
    },
  );

  test('each stage has its own files, and those of the stage it builds on', () => {
    const text = `FROM python:3.12 AS a\nCOPY r.txt /r.txt\nFROM a AS b\nRUN pip install -r /r.txt\nFROM python:3.12\nRUN pip install -r /r.txt\n`;
    expect(missing(text)).toEqual(['/r.txt: missing']);
  });

  test.each([
    'conda env create -f',
    'conda env update --file',
    'mamba env create --file',
    'uv pip install -r',
    'pip install -c',
  ])('%s', (command) => {
    expect(missing(onPython(`RUN ${command} environment.yml`))).toEqual(['environment.yml: missing']);
    expect(missing(onPython('COPY environment.yml .', `RUN ${command} environment.yml`))).toEqual([]);
  });
});
