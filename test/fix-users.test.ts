/** What the fixes about users make of a file, and where there is none. */
import { describe, expect, test } from 'vitest';
import { settingsOf } from '../src/config/settings.ts';
import { fixSource } from '../src/fix/fix.ts';
import { lintSource } from '../src/lint.ts';

const FROM = 'FROM mcr.microsoft.com/azureml/minimal-py312-inference:latest\n';
const APT =
  'RUN apt-get update && apt-get install -y --no-install-recommends a && rm -rf /var/lib/apt/lists/*';
const settings = settingsOf({ preset: 'recommended', now: '2026-07-31' });

/** The lines below the FROM once a rule's fixes are in. */
function fixed(rule: string, lines: string, unsafe = false): string {
  const { text } = fixSource(`${FROM}${lines}\n`, settings, { unsafe, rules: new Set([rule]) });
  return text.slice(FROM.length, -1);
}

describe('user/apt-without-root', () => {
  const id = 'user/apt-without-root';

  test.each([
    ['the user before comes back', APT, `USER root\n${APT}\nUSER dockeruser`],
    ['unless a USER follows anyway', `${APT}\nUSER dockeruser`, `USER root\n${APT}\nUSER dockeruser`],
    ['or one of root', `${APT}\nUSER root\n${APT}`, `USER root\n${APT}\nUSER root\n${APT}`],
    ['between two, the first is', `USER a\n# why\n${APT}\nUSER a`, `USER root\n# why\n${APT}\nUSER a`],
    ['neighbors are wrapped together', `${APT}\n\n${APT}`, `USER root\n${APT}\n\n${APT}\nUSER dockeruser`],
    [
      'in the letters of the file',
      `workdir /a\n${APT.replace('RUN', 'run')}`,
      `workdir /a\nuser root\n${APT.replace('RUN', 'run')}\nuser dockeruser`,
    ],
    ['as far in as it is', `  ${APT}\n  EXPOSE 80`, `  USER root\n  ${APT}\n  USER dockeruser\n  EXPOSE 80`],
    [
      'in the words of the author',
      `ARG WHO=app\nUSER $WHO:0\n${APT}`,
      `ARG WHO=app\nUSER $WHO:0\nUSER root\n${APT}\nUSER $WHO:0`,
    ],
    [
      'unless they mean another now',
      `ARG WHO=app\nUSER $WHO:0\nARG WHO=b\n${APT}`,
      `ARG WHO=app\nUSER $WHO:0\nARG WHO=b\nUSER root\n${APT}\nUSER app:0`,
    ],
    ['with CRLF', `${APT}\r\nEXPOSE 80\r`, `USER root\r\n${APT}\r\nUSER dockeruser\r\nEXPOSE 80\r`],
  ])('%s', (_, lines, expected) => {
    const text = lines.includes('\r') ? FROM.replace('\n', '\r\n') : FROM;
    const choice = { unsafe: false, rules: new Set([id]) };
    expect(fixSource(`${text}${lines}\n`, settings, choice).text).toBe(`${text}${expected}\n`);
  });

  test.each([
    'mkdir -p /usr/share/man/man1',
    'echo "deb x" > /etc/apt/sources.list.d/x.list',
    'sed -i s/a/b/ /etc/apt/sources.list',
    'curl -fsSL https://x/key | gpg --dearmor -o /usr/share/keyrings/x.gpg',
    'wget -qO /tmp/a.deb https://x/a.deb && dpkg -i /tmp/a.deb && rm /tmp/a.deb',
    'cp sources.list /etc/apt/ 2>/dev/null',
    'tar -xf a.tgz -C /opt',
    'locale-gen en_US.UTF-8',
  ])('safe beside `%s`', (command) => {
    expect(fixed(id, `RUN ${command} && apt-get update`)).toContain('USER root');
  });

  test.each([
    'mkdir -p /var/azureml-app/x',
    'mkdir data',
    'touch /tmp/done',
    'echo a > log.txt',
    'tar -xf a.tgz',
    'cp a b',
    'mv /etc/a $TARGET',
    'apt-get download x',
    'F=$(mktemp)',
    '. ./env.sh',
    'ln -s /usr/bin/python3 /opt/miniconda/bin/py',
    'wget https://x/a.deb',
  ])('unsafe beside `%s`', (command) => {
    const line = `RUN ${command} && apt-get update`;
    expect(fixed(id, line)).toBe(line);
    expect(fixed(id, line, true)).toContain('USER root');
  });

  test.each(['mkdir -p ~/x', 'rm -rf "$HOME/x"', 'chown -R $(whoami) /opt/x', 'echo $USER', 'ls --dir=~/x'])(
    'none beside `%s`',
    (command) => {
      const line = `RUN ${command} && apt-get update`;
      expect(fixed(id, line, true)).toBe(line);
    },
  );
});

describe('user/root-not-dropped', () => {
  const id = 'user/root-not-dropped';

  test.each([
    ['at the end', `USER root\n${APT}`],
    ['behind a HEALTHCHECK', 'USER root\nHEALTHCHECK CMD true'],
    ['behind a CMD that is taken back', 'USER root\nCMD []'],
  ])('%s', (_, lines) => expect(fixed(id, lines)).toBe(`${lines}\nUSER dockeruser`));

  test('in the letters of the file', () => {
    const small = FROM.replace('FROM', 'from');
    const { text } = fixSource(`${small}user root\nrun make\n`, settings, { unsafe: false });
    expect(text).toBe(`${small}user root\nrun make\nuser dockeruser\n`);
  });

  test.each(['userdel dockeruser', 'usermod -l app dockeruser'])('none behind `%s`', (command) => {
    expect(fixed(id, `USER root\nRUN ${command}`, true)).toBe(`USER root\nRUN ${command}`);
  });

  test.each([
    'CMD ["/start.sh"]',
    'ENTRYPOINT ["/start.sh"]',
    'ENTRYPOINT []\nCMD ["python", "a.py"]',
    'CMD python a.py\nEXPOSE 80',
    'ONBUILD RUN apt-get update',
  ])('unsafe behind `%s`', (lines) => {
    expect(fixed(id, `USER root\n${lines}`)).toBe(`USER root\n${lines}`);
    expect(fixed(id, `USER root\n${lines}`, true)).toBe(`USER root\n${lines}\nUSER dockeruser`);
  });

  test.each([
    'ENTRYPOINT ["gosu", "dockeruser", "runsvdir", "/var/runit"]',
    'ENTRYPOINT ["tini", "--", "/usr/sbin/gosu", "dockeruser"]\nCMD ["runsvdir", "/var/runit"]',
    'CMD exec su-exec dockeruser runsvdir /var/runit',
    'CMD ["chroot", "--userspec=dockeruser", "/", "runsvdir", "/var/runit"]',
    'CMD ["setpriv", "--reuid=1000", "runsvdir"]',
    'CMD su dockeruser -c "runsvdir /var/runit"',
    'CMD ["runuser", "-u", "dockeruser", "--", "runsvdir"]',
    'CMD ["sh", "-c", "chown -R dockeruser /data && sudo -u dockeruser runsvdir /var/runit"]',
    'COPY <<EOF /start.sh\n#!/bin/sh\nchown dockeruser /data\nexec gosu dockeruser runsvdir /var/runit\nEOF\nCMD ["/start.sh"]',
  ])('nothing is said where `%s` drops root', (lines) => {
    const { findings } = lintSource(`${FROM}USER root\n${lines}\n`, settings);
    expect(findings.filter(({ rule }) => rule === id)).toEqual([]);
  });

  test('sudo without a user is root still', () => {
    const { findings } = lintSource(`${FROM}USER root\nCMD sudo runsvdir /var/runit\n`, settings);
    expect(findings.map(({ rule }) => rule)).toContain(id);
  });

  test('a USER that a RUN has swallowed is named, with the line to mend', () => {
    const { findings } = lintSource(`${FROM}USER root\nRUN a && \\\n    b \\\n\nUSER dockeruser\n`, settings);
    const [finding] = findings.filter(({ rule }) => rule === id);
    expect(finding?.message).toBe(
      '`USER dockeruser` on line 6 changes nothing: a stray `\\` on line 4 makes it part of the RUN above it, so the image ' +
        'ends as root. Remove the `\\`.',
    );
    expect(finding?.fix).toBeUndefined();
  });
});
