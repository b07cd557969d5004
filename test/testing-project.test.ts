/** The tester of rules with projects of several files. */
import { defineRule } from 'azml-lint';
import { casesOf, testRule } from 'azml-lint/testing';
import { describe, expect, it, test } from 'vitest';
import { checkInvalidProject, checkValidProject } from '../src/testing/check-project.ts';
import { prepareProject } from '../src/testing/prepared-project.ts';

/** Reports each COPY of what is not in the context, where a YAML names the Dockerfile. */
const rule = defineRule({
  id: 'acme/named-copy',
  title: 'What is copied is not there',
  level: { inference: 'warning', training: 'warning', other: 'warning' },
  fix: 'unsafe',
  messages: { gone: '`{name}` is not there. Write `{there}`.', named: 'named here' },
  check({ file, report }) {
    const [definition] = file.surroundings.definitions();
    if (!definition) return;
    for (const { sources } of file.copies) {
      for (const { word } of sources) {
        if (file.context.stat(word.text) !== 'missing') continue;
        const [there = ''] = (file.context.list('/') ?? []).filter((name) => name.endsWith('.py'));
        const { start, end } = word;
        report({
          at: word,
          message: 'gone',
          data: { name: word.text, there },
          related: [{ at: definition.at, message: 'named' }],
          fix: { title: `Write \`${there}\``, edits: [{ start, end, text: there }] },
        });
      }
    }
  },
});

const PAGE = `# acme/named-copy

## Bad

\`\`\`dockerfile docker/Dockerfile
FROM ubuntu:24.04
COPY run.py /opt/
#    ^^^^^^ gone
\`\`\`

\`\`\`yaml environment.yml
name: mine
build:
  path: docker
#       ~~~~~~
\`\`\`

\`\`\`python docker/score.py
print()
\`\`\`

## Fixed

\`\`\`dockerfile docker/Dockerfile
FROM ubuntu:24.04
COPY score.py /opt/
\`\`\`

## Good

Nobody builds this:

\`\`\`dockerfile Dockerfile
FROM ubuntu:24.04
COPY run.py /opt/
\`\`\`

And this is another project:

\`\`\`dockerfile Dockerfile
FROM ubuntu:24.04
COPY run.py /opt/
\`\`\`

\`\`\`python run.py
print()
\`\`\`

\`\`\`yaml environment.yml
name: mine
build:
  path: .
\`\`\`
`;

const cases = casesOf(PAGE);
testRule(rule, cases, { describe, it });

test('fences that follow each other are one project, and text begins another', () => {
  const paths = (list: readonly object[]) =>
    list.map((one) => ('project' in one ? Object.keys(one.project as object) : undefined));
  expect(paths(cases.invalid)).toEqual([['docker/Dockerfile', 'environment.yml', 'docker/score.py']]);
  expect(paths(cases.valid)).toEqual([['Dockerfile'], ['Dockerfile', 'run.py', 'environment.yml']]);
});

describe('a project', () => {
  const files = {
    Dockerfile: 'FROM ubuntu:24.04\nCOPY run.py /opt/\n#    ^^^^^^\n',
    'environment.yml': 'name: mine\nbuild:\n  path: .\n',
    'score.py': '\n',
  };
  const invalid = (more: object) => checkInvalidProject(prepareProject(rule, { project: files, ...more }));

  test('must have all marks, in the right file', () => {
    const marked = { ...files, Dockerfile: files.Dockerfile.replace('^^^^^^', '^^^^^') };
    expect(invalid({ project: marked, fixed: false }).join()).toContain('Dockerfile: the marks are not');
    expect(invalid({ fixed: false })).toEqual([]);
    const elsewhere = { ...files, 'environment.yml': 'name: mine\n#     ^^^^\nbuild:\n  path: .\n' };
    expect(invalid({ project: elsewhere, fixed: false }).join()).toContain(
      'environment.yml: the marks are not',
    );
  });

  test('must be fixed as it says', () => {
    expect(invalid({}).join()).toContain('must say `fixed`');
    expect(invalid({ fixed: { Dockerfile: 'FROM ubuntu:24.04\n' } }).join()).toContain(
      'make this of Dockerfile',
    );
    expect(invalid({ fixed: { Dockerfile: 'FROM ubuntu:24.04\nCOPY score.py /opt/\n' } })).toEqual([]);
  });

  test('must be cured with words that the message says', () => {
    const cured = (text: string) => invalid({ fixed: false, cured: { Dockerfile: text } }).join();
    expect(cured('FROM ubuntu:24.04\nCOPY score.py /opt/\n')).toBe('');
    expect(cured('FROM ubuntu:24.04\nCOPY --link score.py /opt/\n')).toContain('`--link`');
    expect(cured('FROM ubuntu:24.04\nCOPY other.py /opt/\n')).toContain('is reported');
  });

  test('must be silent if it is valid, and has no marks then', () => {
    const valid = checkValidProject(prepareProject(rule, { project: files }));
    expect(valid.join()).toContain('no marks');
    expect(valid.join()).toContain('nothing must be reported');
    expect(() => prepareProject(rule, { project: {} })).toThrow('must have files');
  });

  test('has only keys that somebody reads', () => {
    const said = (more: object) =>
      checkValidProject(prepareProject(rule, { project: files, ...more })).join();
    expect(said({ managedBuild: true, now: '2026-01-01' })).not.toContain('unknown key');
    expect(said({ fixed: {} })).toContain('unknown key `fixed`');
    expect(invalid({ fixed: false, files: {} }).join()).toContain('unknown key `files`');
    expect(invalid({ fixed: false, messages: [] }).join()).toContain(
      'unknown key `messages`. Did you mean `message`?',
    );
  });

  test('may say that Azure ML builds it', () => {
    const managed = defineRule({
      id: 'acme/managed',
      title: 'Azure ML builds it',
      level: { inference: 'warning', training: 'warning', other: 'warning' },
      messages: { managed: 'It is built there.' },
      check({ file, report }) {
        if (file.surroundings.managedBuild === true)
          report({ at: file.dockerfile.instructions[0]!, message: 'managed' });
      },
    });
    const project = { Dockerfile: 'FROM ubuntu:24.04\n' };
    const said = (more: object) => checkValidProject(prepareProject(managed, { project, ...more })).join();
    expect(said({})).toBe('');
    expect(said({ managedBuild: true })).toContain('nothing must be reported');
  });
});
