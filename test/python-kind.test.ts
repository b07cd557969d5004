/** Entry scripts as a kind of file: who reaches them, what comments cover, what fixes may do. */
import { describe, expect, test } from 'vitest';
import { entryFunction, isForBatch, missingImports, serverDecorator } from '../src/facts.ts';
import { filesOf, type LintOptions, lint } from '../src/index.ts';
import { isSearched, kindByName } from '../src/kinds/index.ts';
import { pythonKind } from '../src/kinds/python/kind.ts';
import type { PythonScript } from '../src/kinds/python/model.ts';

const read = (text: string): PythonScript =>
  pythonKind.analyze(text, undefined, () => ({ buildArgs: {}, now: '2026-11-26' }));

const DOCKERFILE = `FROM mcr.microsoft.com/azureml/minimal-py312-inference:latest
COPY app /var/azureml-app
ENV AZUREML_ENTRY_SCRIPT=score.py
`;
const BAD = 'def init():\n    pass\n\n\nasync def run(data):\n    return data\n';

/** The files besides the linted one, with the lines of what is found in them. */
function found(files: Readonly<Record<string, string>>, path = 'Dockerfile', options: LintOptions = {}) {
  const { others } = lint(files[path]!, { path, files: filesOf(files), ...options });
  return others.map(({ source, findings, suppressed }) => [
    source.path,
    findings.map(({ rule, range }) => `${rule}:${range.start.line}`),
    suppressed.length,
  ]);
}

const AWAITED = 'entry-script/never-awaited';

describe('an entry script', () => {
  test.each<[string, string]>([
    ['in a folder that is copied', DOCKERFILE],
    ['copied by its name', DOCKERFILE.replace('app /var', 'app/score.py /var')],
    ['by WORKDIR', DOCKERFILE.replace('COPY app /var/azureml-app', 'WORKDIR /var/azureml-app\nCOPY app/ ./')],
    ['by a glob', DOCKERFILE.replace('app /var/azureml-app', 'app/*.py /var/azureml-app/')],
    [
      'under another root',
      DOCKERFILE.replace('/var/azureml-app', '/srv').replace('ENV ', 'ENV AML_APP_ROOT=/srv '),
    ],
    [
      'through a stage',
      `FROM scratch AS code\nCOPY app /app\n${DOCKERFILE.replace('app /var', '--from=code /app /var')}`,
    ],
    [
      'that is the default',
      DOCKERFILE.replace('app /var/azureml-app', 'app/score.py /var/azureml-app/main.py').replace(
        /ENV.*\n/,
        '',
      ),
    ],
    [
      'for a training image that serves',
      DOCKERFILE.replace('minimal-py312-inference:latest', 'openmpi5.0-ubuntu24.04:20260715.v1'),
    ],
  ])('is found %s', (_, dockerfile) => {
    expect(found({ Dockerfile: dockerfile, 'app/score.py': BAD })).toEqual([
      ['app/score.py', [`${AWAITED}:5`], 0],
    ]);
  });

  test.each<[string, string]>([
    [
      'nothing serves',
      DOCKERFILE.replace('minimal-py312-inference:latest', 'openmpi5.0-ubuntu24.04:20260715.v1').replace(
        /ENV.*\n/,
        '',
      ),
    ],
    ['something else is started', `${DOCKERFILE}CMD ["uvicorn", "app:app"]\n`],
    ['another is meant', DOCKERFILE.replace('score.py', 'other.py')],
    ['the name is not known', DOCKERFILE.replace('score.py', '$SCRIPT')],
    ['a RUN may have changed it', `${DOCKERFILE}RUN sed -i s/async// /var/azureml-app/score.py\n`],
  ])('is left alone where %s', (_, dockerfile) => {
    expect(found({ Dockerfile: dockerfile, 'app/score.py': BAD })).toEqual([]);
  });

  const ALONE =
    'FROM python:3.12-slim\nRUN pip install azureml-inference-server-http==1.5.1\nWORKDIR /app\nCOPY app .\n';

  test.each<[string, string]>([
    ['of CMD', `${ALONE}CMD ["azmlinfsrv", "--entry_script", "score.py"]\n`],
    ['of a CMD for the shell', `${ALONE}CMD exec azmlinfsrv --port 5001 --entry_script=./score.py\n`],
    ['of ENTRYPOINT', `${ALONE}ENTRYPOINT ["azmlinfsrv", "--entry_script", "/app/score.py"]\n`],
    ['of both', `${ALONE}ENTRYPOINT ["azmlinfsrv"]\nCMD ["--entry_script", "score.py"]\n`],
    [
      'of the module',
      `${ALONE}CMD ["python", "-m", "azureml_inference_server_http", "--entry_script", "score.py"]\n`,
    ],
    [
      'in an environment',
      `${ALONE}CMD ["conda", "run", "-n", "a", "azmlinfsrv", "--entry_script", "score.py"]\n`,
    ],
    [
      'of CMD, not the one of the variable',
      `${DOCKERFILE.replace('score.py', 'none.py')}WORKDIR /var/azureml-app\nCMD ["azmlinfsrv", "--entry_script", "score.py"]\n`,
    ],
  ])('that the server is started with is found: %s', (_, dockerfile) => {
    expect(found({ Dockerfile: dockerfile, 'app/score.py': BAD })).toEqual([
      ['app/score.py', [`${AWAITED}:5`], 0],
    ]);
  });

  test.each<[string, string]>([
    ['it is in another folder', `${ALONE}WORKDIR /\nCMD ["azmlinfsrv", "--entry_script", "score.py"]\n`],
    ['the shell goes elsewhere', `${ALONE}CMD cd /srv && azmlinfsrv --entry_script score.py\n`],
    ['a variable names it', `${ALONE}CMD azmlinfsrv --entry_script $SCRIPT\n`],
    [
      'no shell fills in the variable',
      `${ALONE}ENV S=score.py\nCMD ["azmlinfsrv", "--entry_script", "$S"]\n`,
    ],
    ['the option has no value', `${ALONE}CMD ["azmlinfsrv", "--entry_script"]\n`],
    [
      'only a script of its own starts it',
      `${ALONE}CMD ["./start.sh", "azmlinfsrv", "--entry_script", "score.py"]\n`,
    ],
  ])('that the server is started with is left alone where %s', (_, dockerfile) => {
    expect(found({ Dockerfile: dockerfile, 'app/score.py': BAD })).toEqual([]);
  });

  test('that the server is started with imports from AML_APP_ROOT and the WORKDIR, not from its own folder', () => {
    const files = (cmd: string) => ({
      Dockerfile: `${ALONE}CMD ["azmlinfsrv", "--entry_script", "${cmd}"]\n`,
      'app/score.py': `from .helper import a\n${BAD.replace('async ', '')}`,
      'app/helper.py': 'a = 1\n',
      'app/code/score.py': `from helper import a\n${BAD.replace('async ', '')}`,
    });
    expect(found(files('score.py'))).toEqual([['app/score.py', ['entry-script/import-not-found:1'], 0]]);
    expect(found(files('code/score.py'))).toEqual([['app/code/score.py', [], 0]]);
  });

  test('of a deployment is found, whatever its folder', () => {
    const deployment = `name: blue
endpoint_name: churn
environment: azureml:churn:1
instance_type: Standard_DS3_v2
code_configuration:
  code: ../code
  scoring_script: online/score.py
`;
    const files = { 'deploy/blue.yml': deployment, 'code/online/score.py': BAD };
    expect(found(files, 'deploy/blue.yml')).toEqual([['code/online/score.py', [`${AWAITED}:5`], 0]]);
  });

  test('is looked for by no search, and what names it directly is told so', () => {
    expect([isSearched('app/score.py'), isSearched('Dockerfile'), isSearched('a.yml')]).toEqual([
      false,
      true,
      true,
    ]);
    expect(kindByName('app/score.py')).toBe(pythonKind);
    expect(pythonKind.recognizes(BAD)).toBe(false);
    expect(pythonKind.describeOther(BAD)).toContain('the Dockerfile or the Azure ML YAML that loads it');
  });

  test('in a here-document has the places of the Dockerfile', () => {
    const text = DOCKERFILE.replace('app /var/azureml-app', '<<-"END" /var/azureml-app/score.py').replace(
      'ENV',
      `\t# é😀\n\tdef init(): pass\n\tasync def run(data): pass\nEND\nENV`,
    );
    const { findings, others } = lint(text, { path: 'Dockerfile', files: filesOf({ Dockerfile: text }) });
    const own = findings.filter(({ rule }) => rule === AWAITED);
    expect(own.map(({ range, file }) => [file.path, range.start])).toEqual([
      ['Dockerfile', { line: 5, column: 2 }],
    ]);
    expect(others).toEqual([]);
  });
});

describe('a comment', () => {
  test.each<[string, string, number]>([
    [
      'before a statement covers it',
      `def init():\n    pass\n# IGNORE\nasync def run(data):\n    return data\n`,
      1,
    ],
    [
      'before its decorators, too',
      `from inference_schema.schema_decorators import input_schema\ndef init():\n    pass\n# IGNORE\n\n@input_schema("data", A)\nasync def run(data):\n    return data\n`,
      1,
    ],
    [
      'after code covers the line',
      `def init():\n    pass\nasync def run(data):  # IGNORE\n    return data\n`,
      1,
    ],
    [
      'on another line does not',
      `def init():\n    pass  # IGNORE\nasync def run(data):\n    return data\n`,
      0,
    ],
    [
      'inside of a statement covers its next line',
      `def init():\n    pass\nasync def run(\n    # IGNORE\n    data, other):\n    return data\n`,
      1,
    ],
    ['in a text is none', `def init():\n    """\n# IGNORE\n"""\nasync def run(data):\n    return data\n`, 0],
    ['where Python cannot read the script covers the next line', `# IGNORE\n\n# more\nreturn\n`, 1],
  ])('%s', (_, text, suppressed) => {
    const rules = 'entry-script/never-awaited,entry-script/run-signature,entry-script/syntax-error';
    const script = text.replace('# IGNORE', `# azml-lint ignore=${rules} -- a test`);
    const rulesOff = { 'suppression/unused': 'off' } as const;
    const [[, , hidden]] = found({ Dockerfile: DOCKERFILE, 'app/score.py': script }, 'Dockerfile', {
      rules: rulesOff,
    }) as [[unknown, unknown, number]];
    expect(hidden).toBe(suppressed);
  });
});

describe('a fix', () => {
  const change = (before: string, edit: { start: number; end: number; text: string }) => {
    const after = before.slice(0, edit.start) + edit.text + before.slice(edit.end);
    return pythonKind.damage({
      origin: read(before),
      before: read(before),
      after: read(after),
      edits: [edit],
    });
  };

  test('may change the statement that it edits', () => {
    expect(change('import a\nimport b\n', { start: 7, end: 8, text: 'c' })).toBeUndefined();
  });

  test('must not make a text that Python refuses', () => {
    expect(change('import a\nimport b\n', { start: 7, end: 8, text: '(' })).toBe('syntax');
  });

  test('must not change another statement', () => {
    expect(change('x = 1\ny = 2\nz = 3\n', { start: 0, end: 1, text: '"""\n"""; x' })).toBeUndefined();
    expect(change('w = 1\nx = 2\n', { start: 4, end: 5, text: '\\' })).toBe('meaning');
  });

  test('touches the statements around its edits', () => {
    const text = 'def f():\n    import a\n    import b\n';
    const [touched] = pythonKind.uncoveredBy(read(text), [{ start: 20, end: 21 }]);
    expect(text.slice(touched!.start, touched!.end)).toBe('import a');
  });
});

describe('what the rules ask', () => {
  test('decorators of the server are told from others', () => {
    const text = `import azureml_inference_server_http.api.aml_request as r
from inference_schema.schema_decorators import input_schema, output_schema as out
from other import rawhttp
@r.rawhttp
@input_schema("a", A)
@out(B)
@rawhttp
def run(a): pass
`;
    const { decorators } = read(text).module!.nameOf('run').function!;
    expect(decorators.map(serverDecorator)).toEqual(['rawhttp', 'input_schema', 'output_schema', undefined]);
    expect(entryFunction(read(text), 'run')).toBeUndefined();
    expect(entryFunction(read(text.replace('@rawhttp\n', '')), 'run')?.parameters).toHaveLength(1);
  });

  test('a script for batch endpoints has a mini_batch', () => {
    expect(isForBatch(read('def run(mini_batch): pass'))).toBe(true);
    expect(isForBatch(read('def run(data): pass\ndef mini_batch(): pass'))).toBe(false);
    expect(entryFunction(read('def init(a): pass\ndef run(mini_batch): pass'), 'init')).toBeUndefined();
  });

  test('no import is missing where nothing loads the script', () => {
    expect(missingImports(read('from . import a'))).toEqual([]);
  });
});
