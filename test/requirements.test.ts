/** Requirement files of pip: what is read of them, and what rules say of what they install. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { contextOf } from '../src/context/folder.ts';
import { lint } from '../src/index.ts';
import { holdsIn } from '../src/requirements/marker.ts';
import { type Requirement, readRequirements } from '../src/requirements/requirement-file.ts';
import { requirementSet } from '../src/requirements/requirement-set.ts';
import { LateModule } from '../src/text/late-module.ts';
import { sourceOf } from '../src/text/source.ts';

interface Verdicts {
  readonly pip: string;
  readonly cases: readonly {
    readonly text: string;
    readonly read: Readonly<Record<'packages' | 'files' | 'options', readonly unknown[]>> | null;
  }[];
}

const verdicts = JSON.parse(readFileSync('fixtures/requirements/pip.json', 'utf8')) as Verdicts;

describe('a requirement file', () => {
  const read = (text: string) => readRequirements(sourceOf(text, 'requirements.txt'));
  const named = (text: string) => read(text).packages.map(({ name, specifier }) => `${name}${specifier}`);

  test.each([
    ['flask==3.1.1 # why\n# gunicorn\n\n', ['flask==3.1.1']],
    ['Flask_Cors [x] == 6.0\r\nnumpy\r\n', ['flask-cors== 6.0', 'numpy']],
    ['\uFEFFnumpy\n', ['numpy']],
    ['numpy \\\n  >=1.26, \\\n  <2\nscipy', ['numpy>=1.26,   <2', 'scipy']],
    ['numpy \\\n# a comment ends it\n>=2\n', ['numpy', 'undefined']],
    ['# a comment does not go on \\\nnumpy\n', ['numpy']],
    ['a==1 --hash=sha256:00 \\\n  --hash=sha256:11\nb\n', ['a==1', 'b']],
    ['a; python_version < "3.9"\nb @ https://x.org/b.whl ; os_name == "nt"\n', ['a', 'b']],
    [
      './a\ngit+https://github.com/a/b.git@v1\nhttps://x.org/c-1.0.tar.gz\n',
      ['undefined', 'undefined@v1', 'undefined'],
    ],
    ['-e .\n--editable=./b\n', ['undefined', 'undefined']],
    ['torch-${FLAVOR}==1\ntorch==${VERSION}\n', ['undefined-${FLAVOR}==1', 'torch==${VERSION}']],
    ['pandas=={{latest-pypi-version}}\n', ['pandas=={{latest-pypi-version}}']],
    ['a\u2028b\fc\n', ['a', 'b', 'c']],
    ['', []],
    ['\\', []],
    ['\\\n\\\n', []],
  ])('%j names %j', (text, packages) => expect(named(text)).toEqual(packages));

  test('options are those about all packages, in their long form', () => {
    const text =
      '-i https://a.org/s\n--extra-index https://b.org --trusted-host b.org\n-fhttps://c.org\n--pre\na --hash=b\n';
    expect(read(text).options.map(({ name, value }) => `${name} ${value.text}`)).toEqual([
      '--index-url https://a.org/s',
      '--extra-index-url https://b.org',
      '--trusted-host b.org',
      '--find-links https://c.org',
    ]);
  });

  test('files are read and constrain', () => {
    const { includes } = read('-r base.txt\n--constraint "c.txt"\n-rmore.txt # x\n');
    expect(includes.map(({ kind, word }) => `${kind} ${word.text}`)).toEqual([
      'requirements base.txt',
      'constraints c.txt',
      'requirements more.txt',
    ]);
  });

  test('each package has its place', () => {
    const text = 'numpy\n  flask \\\n  ==2.0.3  # why\n';
    const { start, end } = read(text).packages[1]!.word;
    expect(text.slice(start, end)).toBe('flask \\\n  ==2.0.3');
  });
});

/** What pip's own parser reads. Made by `python3 scripts/pip-verdicts.py`. */
describe(`pip ${verdicts.pip} reads the same`, () => {
  /** What `packaging` takes for no requirement, or pip for a file before it looks at the name. */
  const otherwise = ['a==\n', 'a==1;\n', 'a==${VERSION}\n', 'a.whl\n'];
  const accepted = verdicts.cases.flatMap(({ text, read }) =>
    read && !otherwise.includes(text) ? [[text, read] as const] : [],
  );
  test('most texts are ones that it accepts', () => expect(accepted.length).toBeGreaterThan(80));

  test.each(accepted)('%j', (text, { packages, files, options }) => {
    const read = readRequirements(sourceOf(text, 'requirements.txt'));
    expect(read.packages.map(inWordsOfPip)).toEqual(packages);
    expect(read.includes.map(({ kind, word }) => [kind === 'constraints' ? '-c' : '-r', word.text])).toEqual(
      files,
    );
    const sources = read.options
      .filter(({ name }) => /url|links|host/.test(name))
      .map(({ name, value }) => [name.replace('pypi-url', 'index-url'), value.text]);
    expect(sources.sort()).toEqual([...options].sort());
  });

  /** Sorted and without blanks, as `packaging` writes it. */
  function inWordsOfPip({ name, specifier, repository, marker, word }: Requirement) {
    if (name === undefined) return ['', word.text, false];
    const parts = repository ? [] : specifier.replace(/[()\s]/g, '').split(',');
    return [name, parts.sort().join(','), marker !== undefined];
  }
});

describe('a condition', () => {
  test.each([
    ['sys_platform == "win32"', undefined, false],
    ["os_name == 'posix' and platform_system != 'Windows'", undefined, true],
    ['python_version < "3.9"', '3.12', false],
    ['python_version >= "3.9"', '3.12', true],
    ['"3.10" <= python_version', '3.9', false],
    ['python_version == "3.*"', '3.9', true],
    ['python_version < "3.9"', undefined, undefined],
    ['python_version < "3.9" and sys_platform == "darwin"', undefined, false],
    ['(python_version < "3.9" or sys_platform == "linux")', undefined, true],
    ['platform_machine == "x86_64"', '3.12', undefined],
    ['extra == "test"', undefined, false],
    ['sys_platform in "linux darwin"', undefined, true],
    ['sys_platform not in "linux darwin"', undefined, false],
    ['python_version', '3.12', undefined],
    ['python_version < "3.9', '3.12', undefined],
    ['', undefined, undefined],
  ])('%j on Python %s: %s', (marker, python, holds) => expect(holdsIn(marker, python)).toBe(holds));

  test('deep nesting is not followed', () => {
    expect(holdsIn('('.repeat(50_000), '3.12')).toBe(undefined);
  });
});

describe('what a file installs', () => {
  const BASE = 'FROM mcr.microsoft.com/azureml/minimal-py312-inference:latest AS base\n';
  const INSTALL = 'RUN pip install --no-cache-dir -r /tmp/requirements.txt\n';
  const OLD = { 'requirements.txt': 'pandas==2.2.3\nflask==2.0.3\n', 'pins.tar.gz': '' };
  /** The findings of a rule, by file and line. */
  const places = (
    text: string,
    files: Readonly<Record<string, string>>,
    rule = 'server/dependency-conflict',
  ) => {
    const { findings, others } = lint(BASE + text, { context: contextOf(files) });
    return [...findings, ...others.flatMap((one) => one.findings)]
      .filter((finding) => finding.rule === rule)
      .map(({ file, range }) => `${file.path}:${range.start.line}`);
  };

  test.each([
    ['COPY requirements.txt /tmp/\n'],
    ['COPY requirements.txt /tmp\n'],
    ['COPY --chown=1000 requirements.txt /tmp/requirements.txt\n'],
    ['COPY . /tmp\n'],
    ['COPY *.txt /tmp/\n'],
    ['ADD requirements.txt /tmp/\n'],
    ['COPY requirements.txt /tmp/\nCOPY setup.py /app/\nRUN chmod 644 /tmp/requirements.txt\n'],
    ['COPY requirements.txt /tmp/\nFROM base\n'],
    ['COPY requirements.txt /tmp/\nRUN apt-get update && curl -s https://x.org/a.sh | bash\n'],
    ['FROM base AS files\nCOPY requirements.txt /r/\nFROM base\nCOPY --from=files /r /tmp\n'],
  ])('is known after %j', (copies) => expect(places(copies + INSTALL, OLD)).toEqual(['requirements.txt:2']));

  test.each([
    ['COPY requirements.txt /opt/\n'],
    ['COPY --from=build /r/requirements.txt /tmp/\n'],
    ['COPY requirements.txt /tmp/\nRUN sed -i s/2.0.3/3.1.1/ /tmp/requirements.txt\n'],
    ['COPY requirements.txt /tmp/\nCOPY --from=build / /\n'],
    ['COPY requirements.txt /tmp/\nADD pins.tar.gz /tmp/\n'],
    ['COPY requirements.txt /tmp/\nCOPY <<EOF /tmp/requirements.txt\nflask==3.1.1\nEOF\n'],
    ['COPY requirements.txt /tmp/\nCOPY $MORE /tmp/\n'],
    ['COPY other.txt /tmp/requirements.txt\n'],
  ])('is not known after %j', (copies) => expect(places(copies + INSTALL, OLD)).toEqual([]));

  test('a bind mount is read', () => {
    const run = 'RUN --mount=type=bind,source=requirements.txt,target=/tmp/r.txt pip install -r /tmp/r.txt\n';
    expect(places(run, OLD)).toEqual(['requirements.txt:2']);
    const whole = 'WORKDIR /app\nRUN --mount=type=bind,target=. pip install -r requirements.txt\n';
    expect(places(whole, OLD)).toEqual(['requirements.txt:2']);
  });

  test('files that it reads lie beside it', () => {
    const files = { 'pins/prod.txt': '-r base.txt\n-r prod.txt\n', 'pins/base.txt': '\nflask==2.0.3\n' };
    const text = 'WORKDIR /app\nCOPY . .\nRUN pip install -r pins/prod.txt\n';
    expect(places(text, files)).toEqual(['pins/base.txt:2']);
  });

  test('below a WORKDIR that is not known, a file is found too, and told once', () => {
    const run = 'RUN pip install -r requirements.txt\n';
    expect(places(`COPY requirements.txt .\n${run}${run}`, OLD)).toEqual(['requirements.txt:2']);
  });

  const PINS = 'pandas==2.2.3\nflask==2.0.3\n';

  test.each([
    ['COPY <<EOF /tmp/requirements.txt\n', PINS, 'Dockerfile:4'],
    ["COPY <<'EOF' /tmp/\n", PINS, undefined],
    ['COPY <<requirements.txt /tmp/\n', PINS, 'Dockerfile:4'],
    ['COPY <<EOF /tmp/requirements.txt\n', `${PINS}scipy==$SCIPY\n`, undefined],
    ["COPY <<'EOF' /tmp/requirements.txt\n", `${PINS}scipy==$SCIPY\n`, 'Dockerfile:4'],
    ['COPY <<-EOF /tmp/requirements.txt\n', `\t${PINS}`, undefined],
    ['ADD <<EOF /tmp/requirements.txt\n', PINS, 'Dockerfile:4'],
  ])('of a here-document: %j, %j', (copy, body, place) => {
    const end = copy.includes('<<requirements.txt') ? 'requirements.txt\n' : 'EOF\n';
    expect(places(`${copy}${body}${end}${INSTALL}${INSTALL}`, {})).toEqual(place ? [place] : []);
  });

  test.each([
    ['COPY <<EOF requirements.txt\n', 'Dockerfile:4'],
    ['COPY <<EOF ./\n', undefined],
    ['ADD <<EOF requirements.txt\n', undefined],
  ])('of a here-document below a WORKDIR that is not known: %j', (copy, place) => {
    const run = 'RUN pip install -r requirements.txt\n';
    expect(places(`${copy}${PINS}EOF\n${run}`, {})).toEqual(place ? [place] : []);
  });

  test('a here-document needs no build context, and its comments hide findings', () => {
    const of = (above: string) =>
      lint(`${BASE}${above}COPY <<EOF /tmp/requirements.txt\n${PINS}EOF\n${INSTALL}`).findings.filter(
        ({ rule }) => rule === 'server/dependency-conflict',
      );
    expect(of('')).toHaveLength(1);
    expect(of('# azml-lint ignore=server/dependency-conflict -- tried\n')).toEqual([]);
  });

  test('a secret in a here-document is told once', () => {
    const pins = '--extra-index-url https://bob:hunter2secret@pypi.example.com/simple\nflask==3.1.1\n';
    const text = `COPY <<EOF /tmp/requirements.txt\n${pins}EOF\n${INSTALL}`;
    expect(places(text, {}, 'secrets/literal-value')).toEqual(['Dockerfile:3']);
  });

  test('an environment file of conda in a here-document is read', () => {
    const text =
      'COPY <<EOF /tmp/conda.yml\ndependencies:\n  - python=3.8\nEOF\nRUN conda env create -f /tmp/conda.yml\n';
    expect(places(text, {}, 'conda/file-quality')).toEqual(['Dockerfile:3', 'Dockerfile:4']);
  });

  test('many here-documents in a long file are not all read', () => {
    const one = (n: number) =>
      `COPY <<EOF /tmp/${n}.txt\nflask==2.0.3\nEOF\nRUN pip install -r /tmp/${n}.txt\n`;
    const text = Array.from({ length: 2000 }, (_, n) => one(n)).join('');
    const found = places(text, {}).length;
    expect(found).toBeGreaterThan(100);
    expect(found).toBeLessThan(2000);
  });

  test('conditions of other systems and Pythons do not hold', () => {
    const text = `COPY requirements.txt /tmp/\n${INSTALL}`;
    const pins = (marker: string) => ({ 'requirements.txt': `flask==2.0.3 ; ${marker}\n` });
    expect(places(text, pins('sys_platform == "win32"'))).toEqual([]);
    expect(places(text, pins('python_version < "3.9"'))).toEqual([]);
    expect(places(text, pins('platform_machine == "x86_64"'))).toEqual([]);
    expect(places(text, pins('python_version >= "3.9"'))).toEqual(['requirements.txt:1']);
  });

  test('the words that read the file are a related place', () => {
    const { others } = lint(`${BASE}COPY requirements.txt /tmp/\n${INSTALL}`, { context: contextOf(OLD) });
    const [finding] = others.flatMap(({ findings }) => findings);
    expect(
      finding?.related.map(({ file, range, message }) => [file.path, range.start.line, message]),
    ).toEqual([['Dockerfile', 3, 'this file is read here']]);
  });

  test('what is written in a file is written without quotes', () => {
    const { others } = lint(`${BASE}COPY requirements.txt /tmp/\n${INSTALL}`, { context: contextOf(OLD) });
    expect(others[0]?.findings[0]?.message).toContain('Write `flask~=3.1.0`.');
  });
});

describe('what a conda file installs', () => {
  beforeAll(() => LateModule.loadAll());

  const BASE = 'FROM mcr.microsoft.com/azureml/minimal-py312-inference:latest\n';
  const ACTIVE =
    'ENV AZUREML_CONDA_ENVIRONMENT_PATH=/opt/miniconda/envs/api PATH=/opt/miniconda/envs/api/bin:$PATH \\\n' +
    '    LD_LIBRARY_PATH=/opt/miniconda/envs/api/lib:$LD_LIBRARY_PATH\n';
  const environment = (lines: string) =>
    `name: api\nchannels: [conda-forge]\ndependencies:\n  - python=3.12\n  - pip=24.2\n${lines}`;
  /** The errors of the rules of a group, by rule, file and line. */
  const errors = (instructions: string, files: Readonly<Record<string, string>>) => {
    const { findings, others } = lint(BASE + instructions, { context: contextOf(files) });
    return [...findings, ...others.flatMap((one) => one.findings)]
      .filter(({ rule, severity }) => /^(?:server|conda)\//.test(rule) && severity === 'error')
      .map(({ rule, file, range }) => `${rule} ${file.path}:${range.start.line}`);
  };
  const CREATE = 'COPY conda.yml /tmp/\nRUN conda env create -f /tmp/conda.yml && conda clean -afy\n';
  const SERVER = '  - pip:\n      - azureml-inference-server-http==1.5.1\n';

  test('the server may be among it', () => {
    expect(errors(CREATE + ACTIVE, { 'conda.yml': environment(SERVER) })).toEqual([]);
    const defaults = '  - pip:\n      - azureml-defaults==1.60.0\n';
    expect(errors(CREATE + ACTIVE, { 'conda.yml': environment(defaults) })).toEqual([]);
    expect(errors(CREATE + ACTIVE, { 'conda.yml': environment('  - numpy=2.1\n') })).toEqual([
      'server/package-missing Dockerfile:4',
    ]);
  });

  test('the server may come later, or from files beside it', () => {
    const files = { 'conda.yml': environment('  - numpy=2.1\n') };
    const later = 'RUN pip install --no-cache-dir azureml-inference-server-http==1.5.1\n';
    expect(errors(CREATE + ACTIVE + later, files)).toEqual([]);
    const more = {
      'conda.yml': environment('  - pip:\n      - -r more.txt\n'),
      'more.txt': 'azureml-inference-server-http==1.5.1\n',
    };
    const both = CREATE.replace('conda.yml', 'conda.yml more.txt');
    expect(errors(both + ACTIVE, more)).toEqual([]);
    expect(errors(both + ACTIVE, { ...more, 'more.txt': 'numpy==2.1.0\n' })).toEqual([
      'server/package-missing Dockerfile:4',
    ]);
    // What is in it then is not known.
    expect(errors(CREATE + ACTIVE, more)).toEqual([]);
  });

  test('what is not known may be anything', () => {
    const template = environment("  - pip:\n      - '{{server}}'\n");
    expect(errors(CREATE + ACTIVE, { 'conda.yml': template })).toEqual([]);
    expect(errors(CREATE + ACTIVE, { 'conda.yml': 'dependencies: [\n' })).toEqual([]);
  });

  test('the name of the environment is in it', () => {
    const other = environment(SERVER).replace('name: api', 'name: other');
    expect(errors(CREATE + ACTIVE, { 'conda.yml': other })).toEqual([
      'conda/activated-not-created Dockerfile:4',
    ]);
    const named = CREATE.replace('create', 'create -n api');
    expect(errors(named + ACTIVE, { 'conda.yml': other })).toEqual([]);
  });

  test('its Python is that of the environment', () => {
    const old = environment(SERVER).replace('3.12', '3.7');
    expect(errors(CREATE + ACTIVE, { 'conda.yml': old })).toEqual(['server/python-unsupported conda.yml:4']);
  });
});

test('a file that has more packages than anybody writes is read in part', () => {
  const source = sourceOf('a\n'.repeat(3000), 'requirements.txt');
  const { packages, isPartial } = requirementSet(readRequirements(source), () => undefined);
  expect([packages.length, isPartial]).toEqual([2000, true]);
});

test.each([['\\'], [' #'], ['a\\\n'], ['- '], ['"\''], ['@ '], ['; '], ['a[']])(
  'a text of %j takes time in proportion to its length',
  (part) => {
    const start = performance.now();
    readRequirements(sourceOf(`x${part.repeat(100_000)}x\\`, 'requirements.txt'));
    expect(performance.now() - start).toBeLessThan(2000);
  },
);
