/** The settings of an image for its containers pass from stage to stage as in Docker. */
import { describe, expect, test } from 'vitest';
import { parseDockerfile } from '../src/dockerfile/parse.ts';
import { knownText } from '../src/dockerfile/value.ts';
import { analyze } from '../src/model/analyze.ts';
import { containerStartOf } from '../src/model/container-start.ts';
import type { EndState, Stage } from '../src/model/model.ts';

function stagesOf(text: string): readonly Stage[] {
  return analyze(parseDockerfile(text), { buildArgs: {}, now: '2026-07-31' }).stages;
}

/** The end of the last stage as text: the effect of each instruction. */
function atEnd(text: string): Readonly<Record<string, unknown>> {
  const state: EndState = stagesOf(text).at(-1)!.atEnd;
  const { entrypoint, cmd, healthcheck, stopSignal, exposed } = state;
  const all = {
    entrypoint: entrypoint?.instruction.rest.text,
    cmd: cmd?.instruction.rest.text,
    healthcheck: healthcheck?.instruction.kind?.text,
    stopSignal: stopSignal && knownText(stopSignal.value),
    exposed: exposed.map(({ word, value }) => knownText(value) ?? word.text).join(' '),
    labels: state
      .labels()
      .map(({ name, value }) => `${name}=${knownText(value) ?? '?'}`)
      .join(' '),
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value));
}

const BASE = 'FROM python:3.12 AS base\n';

describe('ENTRYPOINT and CMD', () => {
  test.each([
    ['are those of the stage that it builds on', 'ENTRYPOINT ["a"]\nCMD ["b"]\nFROM base', '["a"]', '["b"]'],
    ['are the last', 'CMD ["a"]\nENTRYPOINT ["b"]\nENTRYPOINT ["c"]\nCMD ["d"]', '["c"]', '["d"]'],
    [
      'an ENTRYPOINT takes back the CMD of the base',
      'CMD ["a"]\nFROM base\nENTRYPOINT ["b"]',
      '["b"]',
      undefined,
    ],
    ['an empty one too', 'ENTRYPOINT ["a"]\nCMD ["b"]\nFROM base\nENTRYPOINT []', '[]', undefined],
    ['not the CMD of its own stage', 'CMD ["a"]\nFROM base\nCMD ["b"]\nENTRYPOINT ["c"]', '["c"]', '["b"]'],
    ['a CMD leaves the ENTRYPOINT', 'ENTRYPOINT ["a"]\nFROM base\nCMD ["b"]', '["a"]', '["b"]'],
    ['over several stages', 'CMD ["a"]\nFROM base AS x\nENTRYPOINT ["b"]\nFROM x\nRUN c', '["b"]', undefined],
    ['of other stages nothing', 'CMD ["a"]\nFROM python:3.12', undefined, undefined],
    ['a trigger is for other images', 'ONBUILD CMD ["a"]', undefined, undefined],
  ])('%s', (_, text, entrypoint, cmd) => {
    expect(atEnd(`${BASE}${text}\n`)).toEqual({ ...(entrypoint && { entrypoint }), ...(cmd && { cmd }) });
  });

  test('what a container starts follows', () => {
    const start = (text: string) => containerStartOf(stagesOf(`${BASE}${text}\n`).at(-1)!);
    const services = 'CMD ["runsvdir", "/var/runit"]\nFROM base\n';
    expect(start(services)).toMatchObject({ kind: 'services' });
    expect(start(`${services}ENTRYPOINT ["sleep", "1"]`)).toMatchObject({ kind: 'other', cmd: undefined });
    expect(start(`${services}ENTRYPOINT []`)).toEqual({ kind: 'base' });
  });
});

test.each([
  ['CMD curl -f http://localhost/\nFROM base', 'CMD'],
  ['CMD a\nFROM base\nHEALTHCHECK NONE', 'NONE'],
  ['NONE\nFROM base\nHEALTHCHECK --interval=1m CMD a', 'CMD'],
])('HEALTHCHECK %s', (text, healthcheck) => {
  expect(atEnd(`${BASE}HEALTHCHECK ${text}\n`)).toEqual({ healthcheck });
});

test.each([
  ['SIGTERM\nFROM base\nRUN a', 'SIGTERM'],
  ['SIGTERM\nSTOPSIGNAL SIGINT\nFROM base', 'SIGINT'],
  ['SIGTERM\nFROM base\nARG S=9\nSTOPSIGNAL $S', '9'],
])('STOPSIGNAL %s', (text, stopSignal) => {
  expect(atEnd(`${BASE}STOPSIGNAL ${text}\n`)).toEqual({ stopSignal });
});

test('EXPOSE adds to what is there', () => {
  const text = 'EXPOSE 80 443/tcp\nFROM base\nARG P=8000\nEXPOSE $P $Q\n';
  expect(atEnd(BASE + text)).toEqual({ exposed: '80 443/tcp 8000 $Q' });
});

describe('LABEL', () => {
  test('the last of a name wins, wherever it is set', () => {
    const text = 'LABEL a=1 b=2\nLABEL a=3\nFROM base\nLABEL b="4 5" c=$NONE\n';
    expect(atEnd(BASE + text)).toEqual({ labels: 'a=3 b=4 5 c=?' });
  });

  test('is found by its name, be it in quotes or made of a variable', () => {
    const stage = stagesOf(`${BASE}ENV N=team\nLABEL "com.acme.$N"='x y' $UNKNOWN=1 old style\n`)[0]!;
    const label = stage.atEnd.label('com.acme.team')!;
    expect([knownText(label.value), label.pair.value?.text, label.step.stage]).toEqual([
      'x y',
      "'x y'",
      stage,
    ]);
    expect(stage.atEnd.label('toString')).toBeUndefined();
  });

  test('a stage that others build on has its own still', () => {
    const [base, last] = stagesOf(`${BASE}LABEL a=1\nFROM base\nLABEL a=2\n`);
    const value = (stage?: Stage) => knownText(stage!.atEnd.label('a')!.value);
    expect([value(base), value(last)]).toEqual(['1', '2']);
  });
});

test('thousands of stages on one another are followed to the first', () => {
  const stage = (at: number) => `FROM s${at} AS s${at + 1}\nLABEL l${at}=1\nEXPOSE ${at}\nCMD ["${at}"]\n`;
  const text = `FROM scratch AS s0\n${Array.from({ length: 3000 }, (_, at) => stage(at)).join('')}`;
  const stages = stagesOf(text);
  expect(
    stages.every(({ atEnd }, at) => at === 0 || atEnd.cmd?.instruction.rest.text === `["${at - 1}"]`),
  ).toBe(true);
  expect(stages.every(({ atEnd }, at) => at === 0 || atEnd.label('l0') !== undefined)).toBe(true);
  expect(stages.at(-1)!.atEnd.exposed).toHaveLength(3000);
});
