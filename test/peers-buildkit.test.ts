/**
 * Preset `buildkit` says what `docker build --check` says: which checks a file has, on which instruction, and which of
 * them its directive and its comments skip. Each case was tried with BuildKit of 2026-08-21.
 */
import { describe, expect, test } from 'vitest';
import { rules } from '../rules/index.generated.ts';
import { settingsOf } from '../src/config/settings.ts';
import { parseDockerfile } from '../src/dockerfile/parse.ts';
import { lintSource } from '../src/lint.ts';
import { fidelityOf } from '../src/rule/aliases.ts';
import { BUILDKIT_CHECKS, peerOf } from '../src/rule/peers.ts';

/** The findings as `line Check`; the line is the first of the instruction. */
function checks(text: string, buildArgs: Readonly<Record<string, string>> = {}): readonly string[] {
  const { findings } = lintSource(text, settingsOf({ preset: 'buildkit', buildArgs }));
  const { instructions } = parseDockerfile(text);
  const found = findings.map(({ rule, range: { start } }) => {
    const named = rules.find(({ id }) => id === rule)!;
    const name = Object.keys(fidelityOf(named)).find((one) => peerOf(one) === 'buildkit');
    const { startLine } = instructions.findLast((one) => one.startLine <= start.line)!;
    return `${startLine} ${name}`;
  });
  return found.sort();
}

test('each check of BuildKit belongs to one rule, or to the three about repeated instructions', () => {
  const owners = BUILDKIT_CHECKS.map((check) => rules.filter((rule) => check in fidelityOf(rule)).length);
  const one = new Map(BUILDKIT_CHECKS.map((check, index) => [check, owners[index]]));
  expect(one.get('MultipleInstructionsDisallowed')).toBe(3);
  expect([...one].filter(([, count]) => count !== 1 && count !== 3)).toEqual([]);
});

test('all are warnings, whatever the rule thinks of them', () => {
  const text = "FROM scratch\nCMD ['serve']\nHEALTHCHECK NONE\nHEALTHCHECK NONE\nFROM scratch AS context\n";
  const { findings } = lintSource(text, settingsOf({ preset: 'buildkit' }));
  expect(findings.map(({ severity }) => severity)).toEqual(['warning', 'warning', 'warning']);
});

describe('a file with several', () => {
  test('of stages', () => {
    const text = [
      'FROM scratch as Tools',
      'FROM scratch AS tools',
      'from scratch AS context',
      'WORKDIR data',
      'FROM tools',
      'WORKDIR /data',
    ].join('\n');
    expect(checks(text)).toEqual([
      '1 FromAsCasing',
      '1 StageNameCasing',
      '2 DuplicateStageName',
      '3 ConsistentInstructionCasing',
      '3 FromAsCasing',
      '3 ReservedStageName',
      '4 WorkdirRelativePath',
    ]);
  });

  test('of instructions', () => {
    const text = [
      'FROM scratch',
      'MAINTAINER me',
      'ENV MODEL forest',
      'EXPOSE 5001/TCP 80:5001',
      'CMD serve',
      'HEALTHCHECK CMD probe',
      'ENTRYPOINT ["a"]',
      'HEALTHCHECK NONE',
      'ENTRYPOINT ["b"]',
      'RUN a && \\',
      '',
      '  b',
    ].join('\n');
    expect(checks(text)).toEqual([
      '10 NoEmptyContinuation',
      '2 MaintainerDeprecated',
      '3 LegacyKeyValueFormat',
      '4 ExposeInvalidFormat',
      '4 ExposeProtoCasing',
      '5 JSONArgsRecommended',
      '6 MultipleInstructionsDisallowed',
      '7 MultipleInstructionsDisallowed',
    ]);
  });

  test('of triggers, at the FROM that carries them out', () => {
    const text = [
      'FROM scratch AS base',
      'ONBUILD WORKDIR data',
      'ONBUILD LABEL team science',
      'ONBUILD EXPOSE 53/UDP',
      'ONBUILD ENTRYPOINT serve',
      'FROM base AS next',
      'FROM next',
    ].join('\n');
    expect(checks(text)).toEqual([
      '6 ExposeProtoCasing',
      '6 JSONArgsRecommended',
      '6 LegacyKeyValueFormat',
      '6 WorkdirRelativePath',
    ]);
  });
});

/** Two mistakes of one FROM. */
const FROM = 'FROM scratch as Base\n';
const BOTH = ['FromAsCasing', 'StageNameCasing'];

describe('the directive', () => {
  test.each([
    ['# check=skip=all', []],
    ['#check = skip=StageNameCasing,FromAsCasing', []],
    ['# check=skip=FromAsCasing for a reason', ['StageNameCasing']],
    ['# CHECK=skip=FromAsCasing;error=true', ['StageNameCasing']],
    ['# check=skip=fromascasing', BOTH],
    // `all` is a name like another unless it is alone.
    ['# check=skip=WorkdirRelativePath,all', BOTH],
    // It ends at the blank.
    ['# check=skip=WorkdirRelativePath, all', BOTH],
    [' # check=skip=all', BOTH],
    ['# a comment ends the directives\n\n# check=error=true', BOTH],
    ['\u{feff}# check=skip=all', []],
    // BuildKit refuses the second, and says nothing else.
    ['# check=skip=FromAsCasing\n# check=skip=StageNameCasing', []],
    ['#!/usr/bin/env docker\n# check=skip=all', []],
    ['#!/usr/bin/env docker\n# check=error=true\n# check=skip=all', BOTH],
  ] as const)('%j', (line, left) => {
    const found = checks(`${line}\n${FROM}`);
    expect(found.map((one) => one.replace(/^\d+ /, ''))).toEqual(left);
  });

  test('is replaced by the build argument', () => {
    const text = `# check=skip=all\n${FROM}`;
    expect(checks(text, { BUILDKIT_DOCKERFILE_CHECK: '' })).toHaveLength(2);
    expect(checks(text, { OTHER: '' })).toEqual([]);
  });
});

describe('a comment', () => {
  const relative = (comments: string) => checks(`FROM scratch\n${comments}\nWORKDIR data\n`).length > 0;

  test.each([
    '# check=skip=WorkdirRelativePath',
    '# check=skip=all',
    '# check=skip=all\n# why',
    '# check=skip=all\n\n',
    '# check=\n# check=skip=all',
    '# check=skip=all\n  #',
    '  # why\n# check=skip=all',
  ])('skips: %j', (comments) => expect(relative(comments)).toBe(false));

  test.each([
    '# check=skip=StageNameCasing',
    '# check=skip=all,',
    '# check=skip=all;',
    '# check=skip',
    '# check=error=true',
    // The first one decides, even if it says nothing.
    '# check=nothing\n# check=skip=all',
    '# check=skip=StageNameCasing\n# check=skip=all',
    // BuildKit keeps the `#` of an indented comment.
    '  # check=skip=all',
    // It takes back what is above.
    '# check=skip=all\n#',
    '# check=skip=all\nRUN true',
  ])('does not skip: %j', (comments) => expect(relative(comments)).toBe(true));

  test('inside an instruction is none', () => {
    expect(checks('FROM scratch\nENV A=1 \\\n# check=skip=all\n  TOKEN=1\n')).toHaveLength(1);
  });

  test.each([
    ['ConsistentInstructionCasing', 'env A=1'],
    ['DuplicateStageName', 'FROM scratch AS base'],
    ['ReservedStageName', 'FROM scratch AS context'],
    ['NoEmptyContinuation', 'RUN a \\\n\n  b'],
  ])('does not skip %s, which is about the whole file', (check, instruction) => {
    const start = 'FROM scratch AS base\nRUN true\n';
    for (const skipped of [check, 'all'])
      expect(checks(`${start}# check=skip=${skipped}\n${instruction}\n`)).toEqual([`4 ${check}`]);
    expect(checks(`# check=skip=${check}\n${start}${instruction}\n`)).toEqual([]);
  });

  test('above the later one of two skips what is said of the earlier', () => {
    const comment = '# check=skip=MultipleInstructionsDisallowed\n';
    const cmd = (name: string) => `CMD ["${name}"]\n`;
    expect(checks(`FROM scratch\n${cmd('a')}${comment}${cmd('b')}`)).toEqual([]);
    expect(checks(`FROM scratch\n${comment}${cmd('a')}${cmd('b')}`)).toHaveLength(1);
    expect(checks(`FROM scratch\n${cmd('a')}${comment}${cmd('b')}${cmd('c')}`)).toEqual([
      '4 MultipleInstructionsDisallowed',
    ]);
  });

  test('nothing skips what is asked for', () => {
    const asked = '# check=experimental=all;skip=all\n';
    expect(checks(`${asked}# words\nFROM scratch AS base\n`)).toEqual(['3 InvalidDefinitionDescription']);
    expect(checks('# words\nFROM scratch AS base\n')).toEqual([]);
    const text = '# words\nFROM scratch AS base\n';
    const buildArgs = { BUILDKIT_DOCKERFILE_CHECK: 'experimental=InvalidDefinitionDescription' };
    expect(checks(text, buildArgs)).toEqual(['2 InvalidDefinitionDescription']);
  });
});
