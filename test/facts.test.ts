import { describe, expect, test } from 'vitest';
import { parseDockerfile } from '../src/dockerfile/parse.ts';
import { knownText, unknownParts, type Value } from '../src/dockerfile/value.ts';
import type { AnalysisOptions } from '../src/model/analysis-options.ts';
import { analyze } from '../src/model/analyze.ts';
import type { DockerfileModel, Stage } from '../src/model/model.ts';

const INFERENCE = 'mcr.microsoft.com/azureml/minimal-py312-inference:latest';
const TRAINING = 'mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04:latest';

function facts(text: string, circumstances: Partial<AnalysisOptions> = {}): DockerfileModel {
  return analyze(parseDockerfile(text), { buildArgs: {}, now: '2026-07-31', ...circumstances });
}

function lastStage(text: string, circumstances?: Partial<AnalysisOptions>): Stage {
  return facts(text, circumstances).finalStage!;
}

/** A value as text: unknown parts as `<reason name>`. */
function shown(value: Value | undefined): string | undefined {
  return value?.parts
    .map((part) => (typeof part === 'string' ? part : `<${part.reason} ${part.name}>`))
    .join('');
}

describe('a file without FROM', () => {
  test('is a part of one: a stage on an unknown image', () => {
    const { stages, finalStage } = facts('ARG V=1\nRUN echo $V\nUSER app\n');
    expect(stages.map(({ start, family }) => [start, family])).toEqual([[0, 'unknown']]);
    expect(finalStage?.runs).toHaveLength(1);
    expect(finalStage?.atEnd.user.name).toBe('app');
  });

  test.each(['', '# nothing\n', 'ARG V=1\n'])('has no stage where there is nothing to build: %j', (text) => {
    expect(facts(text).stages).toEqual([]);
  });
});

describe('what a stage builds on', () => {
  test.each([
    ['an inference image', `FROM ${INFERENCE}\n`, 'image', 'inference'],
    ['a training image', `FROM ${TRAINING}\n`, 'image', 'training'],
    ['another image', 'FROM python:3.12\n', 'image', 'other'],
    ['scratch', 'FROM scratch\n', 'scratch', 'scratch'],
    ['an earlier stage', `FROM ${INFERENCE} AS a\nFROM a AS b\nFROM b\n`, 'stage', 'inference'],
    [
      'a stage whose name has capitals, which BuildKit looks up as written',
      `FROM ${INFERENCE} AS Base\nFROM base\n`,
      'stage',
      'inference',
    ],
    ['a global ARG', `ARG BASE=${INFERENCE}\nFROM $BASE\n`, 'image', 'inference'],
    [
      'a global ARG made of others',
      `ARG NAME=minimal-py312-inference\nARG BASE=mcr.microsoft.com/azureml/$NAME\nFROM \${BASE}:latest\n`,
      'image',
      'inference',
    ],
    ['an ARG without a default', 'ARG BASE\nFROM $BASE\n', 'unresolved', 'unknown'],
    [
      'an ARG of which only the tag depends',
      'ARG TAG\nFROM mcr.microsoft.com/azureml/minimal-py312-inference:$TAG\n',
      'image',
      'inference',
    ],
    [
      'a template tag',
      'FROM mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04:{{latest-image-tag}}\n',
      'image',
      'training',
    ],
    [
      'a misspelled name, by the image that was meant',
      'FROM mcr.microsoft.com/azureml/minimal-py312-inferense\n',
      'image',
      'inference',
    ],
    ['documentation text', 'FROM mcr.microsoft.com/azureml/<image_name>:<tag>\n', 'invalid', 'unknown'],
    ['itself: no earlier stage, so an image of that name', 'FROM a AS a\n', 'image', 'other'],
    ['each other: the first names an image', 'FROM b AS a\nFROM a AS b\n', 'stage', 'other'],
  ])('%s', (_, text, kind, family) => {
    const stage = lastStage(text);
    expect(stage.base.kind).toBe(kind);
    expect(stage.family).toBe(family);
  });

  test('a build argument replaces the default', () => {
    const stage = lastStage('ARG BASE=python:3.12\nFROM $BASE\n', { buildArgs: { BASE: TRAINING } });
    expect(stage.family).toBe('training');
  });

  test('the family can be set, but scratch stays scratch', () => {
    expect(lastStage('FROM acme.azurecr.io/base:1\n', { family: 'inference' }).family).toBe('inference');
    expect(lastStage('FROM scratch\n', { family: 'inference' }).family).toBe('scratch');
  });

  test('the tag has its exact place, and that of the whole word when it came from an ARG', () => {
    const text = `FROM ${TRAINING}\n`;
    const { base } = lastStage(text);
    const place = base.kind === 'image' ? base.reference.tag!.text : undefined;
    expect(text.slice(place!.start, place!.end)).toBe('latest');
    const indirect = `ARG BASE=${TRAINING}\nFROM $BASE\n`;
    const { base: other } = lastStage(indirect);
    const word = other.kind === 'image' ? other.reference.tag!.text : undefined;
    expect(indirect.slice(word!.start, word!.end)).toBe('$BASE');
  });
});

describe('stages that matter', () => {
  const text = `FROM python:3.12 AS tools\nFROM ${INFERENCE} AS base\nFROM base\nCOPY --from=tools /a /a\n`;

  test('shipped are the final stage and those it builds on', () => {
    expect(facts(text).stages.map(({ shipped }) => shipped)).toEqual([false, true, true]);
  });

  test('only the last stage is final', () => {
    expect(facts(text).stages.map(({ final }) => final)).toEqual([false, false, true]);
  });

  test.each([
    ['COPY --from by name', 'COPY --from=tools /a /a'],
    ['COPY --from in other case', 'COPY --from=TOOLS /a /a'],
    ['COPY --from by number', 'COPY --from=0 /a /a'],
    ['a bind mount', 'RUN --mount=type=bind,from=tools,target=/a true'],
  ])('%s reads from a stage', (_, instruction) => {
    expect(
      facts(`FROM python:3.12 AS tools\nFROM ${INFERENCE}\n${instruction}\n`).stages[0]!.copiedFrom,
    ).toBe(true);
  });

  test('a stage cannot copy from itself or a later one', () => {
    const file = facts(
      'FROM python:3.12 AS a\nCOPY --from=a /x /x\nCOPY --from=1 /x /x\nFROM python:3.12 AS b\n',
    );
    // The name of a stage is not taken as an image either.
    expect(file.copies.map(({ from }) => from?.kind)).toEqual(['other', 'other']);
  });

  test('every place belongs to the stage whose FROM came last', () => {
    const file = facts(text);
    expect(file.stageAt(0)).toBe(file.stages[0]);
    expect(file.stageAt(text.indexOf('COPY'))).toBe(file.stages[2]);
    expect(facts(`ARG A\n${text}`).stageAt(0)).toBeUndefined();
  });
});

describe('who runs', () => {
  test.each([
    ['an inference image starts as dockeruser', `FROM ${INFERENCE}\n`, 'dockeruser', false],
    ['a training image starts as root', `FROM ${TRAINING}\n`, 'root', true],
    ['nothing is known of another image', 'FROM python:3.12\n', undefined, undefined],
    ['scratch starts as root', 'FROM scratch\n', 'root', true],
    ['root with its group', `FROM ${INFERENCE}\nUSER root:root\n`, 'root', true],
    ['uid 0 is root', `FROM ${INFERENCE}\nUSER 0:0\n`, '0', true],
    ['another user', `FROM ${TRAINING}\nUSER app\n`, 'app', false],
    ['the last one counts', `FROM ${TRAINING}\nUSER app\nUSER root\nUSER app2:grp\n`, 'app2', false],
    ['a variable', `FROM ${TRAINING}\nARG WHO=app\nUSER $WHO\n`, 'app', false],
    ['a variable without a value', `FROM ${TRAINING}\nARG WHO\nUSER $WHO\n`, undefined, undefined],
    ['the stage built on hands it on', `FROM ${INFERENCE} AS a\nUSER root\nFROM a\n`, 'root', true],
    ['ONBUILD changes nothing here', `FROM ${INFERENCE}\nONBUILD USER root\n`, 'dockeruser', false],
  ])('%s', (_, text, name, root) => {
    const { user } = lastStage(text).atEnd;
    expect([user.name, user.root]).toEqual([name, root]);
  });
});

describe('variables', () => {
  test.each([
    ['ENV', 'ENV A=1\n', '1'],
    ['ENV over ARG', 'ARG A=1\nENV A=2\n', '2'],
    ['ENV over a later ARG', 'ENV A=2\nARG A=1\n', '2'],
    ['an ENV sees what was in force before the instruction', 'ENV A=1\nENV A=2 B=$A\nENV A=$B\n', '1'],
    ['several ARGs on one line', 'ARG B=1 A=2\n', '2'],
    ['ARG without a default', 'ARG A\n', '<unset-arg A>'],
    ['an unknown part stays where it is', 'ARG X\nENV A=/var/$X/models\n', '/var/<unset-arg X>/models'],
    ['a variable that the base may set', 'ENV A=$PATHS/bin\n', '<base-image PATHS>/bin'],
    ['a template', 'ENV A={{token}}\n', '<template {{token}}>'],
  ])('%s', (_, text, value) => {
    expect(shown(lastStage(`FROM python:3.12\n${text}`).atEnd.variable('A')?.value)).toBe(value);
  });

  test('a global ARG is seen once the stage declares it', () => {
    const { atEnd } = lastStage('ARG A=1\nFROM python:3.12\nARG A\n');
    expect(shown(atEnd.variable('A')?.value)).toBe('1');
    expect(lastStage('ARG A=1\nFROM python:3.12\n').atEnd.variable('A')).toBeUndefined();
  });

  test('nothing is set on scratch, so an unset variable is empty', () => {
    expect(shown(lastStage('FROM scratch\nENV A=x$B\n').atEnd.env('A')?.value)).toBe('x');
  });

  test('a stage inherits ENV from the one it builds on, and says where it was set', () => {
    const text = 'FROM python:3.12 AS a\nENV A=1\nFROM a\n';
    const binding = lastStage(text).atEnd.env('A')!;
    expect(text.slice(binding.pair!.start, binding.pair!.end)).toBe('A=1');
  });

  test('the environment of the base is known as far as the catalog knows it', () => {
    expect(
      lastStage('FROM mcr.microsoft.com/azureml/curated/minimal-py311-inference:1\n').atEnd.env(
        'AZUREML_CONDA_ENVIRONMENT_PATH',
      ),
    ).toMatchObject({ by: 'base' });
  });

  test('a thousand stages and variables take no more than a moment', () => {
    const stages = Array.from(
      { length: 1000 },
      (_, at) =>
        `FROM ${at ? `s${at - 1}` : 'scratch'} AS s${at}\nENV V${at}=${at ? `\${V${at - 1}}` : ''}x\n`,
    );
    const { atEnd } = lastStage(stages.join(''));
    expect(shown(atEnd.env('V999')?.value)).toBe('x'.repeat(1000));
    expect(atEnd.envs()).toHaveLength(1000);
  });
});

describe('places', () => {
  const at = (text: string, base = 'scratch') => {
    const [copy] = lastStage(`FROM ${base}\n${text}`).copies;
    return [shown(copy!.destination), copy!.intoDirectory];
  };

  test.each([
    ['absolute', 'COPY a /x/y\n', '/x/y', false],
    ['a directory', 'COPY a /x/y/\n', '/x/y', true],
    ['several sources', 'COPY a b /x\n', '/x', true],
    ['relative to WORKDIR', 'WORKDIR /w\nCOPY a b/c\n', '/w/b/c', false],
    ['WORKDIR relative to WORKDIR', 'WORKDIR /w\nWORKDIR v\nCOPY a .\n', '/w/v', true],
    ['the current directory of scratch', 'COPY a ./\n', '/', true],
    ['dots', 'COPY a /x/../y/./z\n', '/y/z', false],
    ['a variable', 'ENV D=/d\nCOPY a $D/e\n', '/d/e', false],
    ['an unknown variable', 'ARG D\nCOPY a /x/$D/e\n', '/x/<unset-arg D>/e', false],
    ['unknown from the start', 'ARG D\nWORKDIR /w\nCOPY a $D\n', '<unset-arg D>', false],
    ['a heredoc is a source', 'COPY <<A <<B /x\n1\nA\n2\nB\n', '/x', true],
  ])('%s', (_, text, destination, directory) => {
    expect(at(text)).toEqual([destination, directory]);
  });

  test('below an image whose WORKDIR is unknown, so is a relative destination', () => {
    const [copy] = lastStage('FROM python:3.12\nCOPY a b\n').copies;
    expect(knownText(copy!.destination)).toBeUndefined();
    expect(unknownParts(copy!.destination)).toHaveLength(1);
  });

  test.each([
    ['a cache mount on the directory', '--mount=type=cache,target=/var/lib/apt/lists', true],
    ['on a directory above', '--mount=type=tmpfs,target=/var/lib', true],
    ['on another', '--mount=type=cache,target=/var/cache/apt', false],
    ['below it', '--mount=type=cache,target=/var/lib/apt/lists/partial', false],
    ['a bind mount keeps nothing out', '--mount=type=bind,target=/var/lib/apt/lists', false],
  ])('mounts: %s', (_, flag, mounted) => {
    const [run] = lastStage(`FROM python:3.12\nRUN ${flag} true\n`).runs;
    expect(run!.isMounted('/var/lib/apt/lists')).toBe(mounted);
  });
});

describe('what is installed', () => {
  test.each([
    ['apt-get install -y curl=7.1 libc6:amd64 ./x.deb', 'apt', ['curl =7.1', 'libc6 ', '? ']],
    [
      'pip install "Flask>=3,<4" azure_ai.ml[cli]==1.0 git+https://x/y ./z $P',
      'pip',
      ['flask >=3,<4', 'azure-ai-ml ==1.0', '? ', '? ', '? '],
    ],
    ['python3 -m pip install --no-cache-dir -U numpy', 'pip', ['numpy ']],
    ['uv pip install --system torch==2.8.0', 'pip', ['torch ==2.8.0']],
    [
      'conda install -y -n amlenv -c conda-forge python=3.10 "conda-forge::numpy>1"',
      'conda',
      ['python =3.10', 'numpy >1'],
    ],
  ])('%s', (command, manager, packages) => {
    const [run] = lastStage(`FROM python:3.12\nRUN ${command}\n`).runs;
    const [install] = run!.installs;
    expect(install!.manager).toBe(manager);
    expect(install!.packages.map(({ name, specifier }) => `${name ?? '?'} ${specifier}`)).toEqual(packages);
  });

  test.each([
    ['pip install -r a.txt --requirement=b.txt -c c.txt', ['a.txt', 'b.txt'], ['c.txt']],
    ['conda env create -f env.yml', ['env.yml'], []],
    ['uv pip install -r pyproject.toml', ['pyproject.toml'], []],
  ])('files of %s', (command, files, constraints) => {
    const [install] = lastStage(`FROM python:3.12\nRUN ${command}\n`).runs[0]!.installs;
    expect(install!.files.map(({ text }) => text)).toEqual(files);
    expect(install!.constraints.map(({ text }) => text)).toEqual(constraints);
  });
});
