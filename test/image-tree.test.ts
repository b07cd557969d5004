/** What lies at a path of an image. */
import { describe, expect, test } from 'vitest';
import { contextOf } from '../src/context/folder.ts';
import { parseDockerfile } from '../src/dockerfile/parse.ts';
import type { TreeEntry } from '../src/facts/image-files/file-tree.ts';
import { isFile } from '../src/facts/image-files/file-tree.ts';
import { imageTree, imageTreeBefore } from '../src/facts/image-files/image-tree.ts';
import { analyze } from '../src/model/analyze.ts';
import { surroundingsWith, unknownSurroundings } from '../src/model/surroundings.ts';

type Texts = Readonly<Record<string, string>>;

function fileOf(text: string, files?: Texts, named: Readonly<Record<string, Texts>> = {}) {
  const known = files ? surroundingsWith(contextOf(files)) : unknownSurroundings;
  const surroundings = {
    ...known,
    namedContext: (name: string) => (named[name] ? contextOf(named[name]) : undefined),
  };
  return analyze(parseDockerfile(text), { buildArgs: {}, now: '2026-11-01', surroundings });
}

function treeOf(text: string, files?: Texts, named?: Readonly<Record<string, Texts>>) {
  return imageTree(fileOf(text, files, named).stages.at(-1)!);
}

const shown = (entry: TreeEntry) =>
  isFile(entry) ? (entry.contextPath ?? `<<${entry.heredoc?.name}`) : entry;

const MINIMAL = 'FROM mcr.microsoft.com/azureml/minimal-py312-inference:latest\n';
const APP = {
  'app/score.py': 'x',
  'app/lib/util.py': 'y',
  'app/notes.md': 'z',
  'req.txt': 'a==1',
  'req-dev.txt': '',
};

describe('COPY', () => {
  test.each<[string, string, string]>([
    ['COPY app /opt/app', '/opt/app/score.py', '/app/score.py'],
    ['COPY app /opt/app', '/opt/app/lib', 'directory'],
    ['COPY app /opt/app', '/opt/app', 'directory'],
    ['COPY app /opt/app', '/opt/app/app', 'absent'],
    ['COPY app /opt/app', '/opt/app/SCORE.py', 'absent'],
    ['COPY . /opt/app', '/opt/app/app/score.py', '/app/score.py'],
    ['COPY app/ /opt/app', '/opt/app/score.py', '/app/score.py'],
    ['COPY /app/../app/./score.py /opt/', '/opt/score.py', '/app/score.py'],
    ['COPY ../../app/score.py /opt/', '/opt/score.py', '/app/score.py'],
    ['COPY app/score.py /opt/main.py', '/opt/main.py', '/app/score.py'],
    ['COPY app/score.py /opt/main.py', '/opt/score.py', 'absent'],
    ['COPY app/score.py /opt', '/opt/score.py', '/app/score.py'],
    ['COPY app/score.py /var/azureml-app', '/var/azureml-app/score.py', '/app/score.py'],
    ['COPY app/score.py /srv/new', '/srv/new', '/app/score.py'],
    ['WORKDIR /srv/new\nCOPY app/score.py /srv/new', '/srv/new/score.py', '/app/score.py'],
    ['WORKDIR /srv/new\nCOPY app/score.py .', '/srv/new/score.py', '/app/score.py'],
    ['RUN mkdir -p /srv/new\nCOPY app/score.py /srv/new', '/srv/new/score.py', '/app/score.py'],
    ['COPY req.txt /srv/a/\nCOPY app/score.py /srv/a', '/srv/a/score.py', '/app/score.py'],
    ['COPY *.txt /srv/', '/srv/req.txt', '/req.txt'],
    ['COPY *.txt /srv/', '/srv/req-dev.txt', '/req-dev.txt'],
    ['COPY *.txt /srv/', '/srv/score.py', 'absent'],
    ['COPY req[.]txt /srv/r.txt', '/srv/r.txt', '/req.txt'],
    ['COPY req[^-]txt /srv/r.txt', '/srv/r.txt', 'unknown'],
    ['COPY a?p/*.py /srv/', '/srv/score.py', '/app/score.py'],
    ['COPY a* /srv/', '/srv/score.py', '/app/score.py'],
    ['COPY **/*.py /srv/', '/srv/score.py', '/app/score.py'],
    ['COPY **/*.py /srv/', '/srv/util.py', 'absent'],
    ['COPY *.none /srv/', '/srv/req.txt', 'absent'],
    ['COPY --parents app/lib/util.py /srv/', '/srv/app/lib/util.py', '/app/lib/util.py'],
    ['COPY --parents app/lib/util.py /srv/', '/srv/util.py', 'absent'],
    ['COPY --parents app/lib/util.py /srv/', '/srv/app/lib', 'directory'],
    ['COPY --parents app/./lib/util.py /srv/', '/srv/lib/util.py', '/app/lib/util.py'],
    ['COPY --parents app/./lib /srv/', '/srv/lib/util.py', '/app/lib/util.py'],
    ['COPY --parents app/*.py /srv/', '/srv/app/score.py', '/app/score.py'],
    ['COPY --exclude=*.py app /srv/', '/srv/score.py', 'absent'],
    ['COPY --exclude=*.py app /srv/', '/srv/lib/util.py', '/app/lib/util.py'],
    ['COPY --exclude=**/*.py app /srv/', '/srv/lib/util.py', 'absent'],
    ['COPY --exclude=app/score.py app /srv/', '/srv/score.py', '/app/score.py'],
    ['COPY --exclude=lib --exclude=*.md app /srv/', '/srv/lib/util.py', 'absent'],
    ['COPY --exclude=*-dev.txt *.txt /srv/', '/srv/req-dev.txt', 'absent'],
    ['COPY --exclude=lib --parents app /srv/', '/srv/app/lib/util.py', '/app/lib/util.py'],
    ['COPY --exclude=app/lib --parents app /srv/', '/srv/app/lib/util.py', 'absent'],
    ['COPY <<main.py /srv/\nx = 1\nmain.py', '/srv/main.py', '<<main.py'],
    ['COPY <<EOF /srv/main.py\nx = 1\nEOF', '/srv/main.py', '<<EOF'],
    ['COPY $UNSET /srv/', '/srv/a', 'unknown'],
    ['COPY $UNSET /srv/', '/opt/a', 'absent'],
    ['ADD https://example.com/m/model.pkl?x=1 /srv/', '/srv/model.pkl', 'unknown'],
    ['ADD https://example.com/m/model.pkl?x=1 /srv/', '/srv/other', 'absent'],
    ['ADD https://github.com/a/b.git /srv/', '/srv/other', 'unknown'],
    ['COPY --from=ubuntu /etc /srv/', '/srv/other', 'unknown'],
    ['COPY missing.py /srv/', '/srv/missing.py', 'unknown'],
    ['COPY missing.py /srv/', '/srv/other.py', 'absent'],
    ['COPY missing /srv/', '/srv/other.py', 'unknown'],
    ['ADD missing.tgz /srv/', '/srv/other.py', 'unknown'],
    ['ONBUILD COPY app /srv', '/srv/score.py', 'absent'],
    ['VOLUME /data', '/data/x', 'unknown'],
  ])('%s puts at %s: %s', (text, path, expected) => {
    expect(shown(treeOf(`${MINIMAL}${text}\n`, APP).at(path))).toBe(expected);
  });

  test('an archive is unpacked by ADD', () => {
    const tree = treeOf(`${MINIMAL}ADD a.tar.gz /srv/\n`, { 'a.tar.gz': '' });
    expect(tree.at('/srv/x')).toBe('unknown');
  });

  test('an ignore file leaves out what it names', () => {
    const tree = treeOf(`${MINIMAL}COPY . /srv/\n`, {
      '.dockerignore': 'app\n!app/score.py\nreq*\n',
      ...APP,
    });
    const paths = ['/srv/app', '/srv/app/score.py', '/srv/app/notes.md', '/srv/app/lib', '/srv/req.txt'];
    expect(paths.map((path) => shown(tree.at(path)))).toEqual([
      'directory',
      '/app/score.py',
      'absent',
      'absent',
      'absent',
    ]);
    expect(tree.list('/srv')).toEqual({ names: ['.dockerignore', 'app'], isComplete: true });
    expect(tree.list('/srv/app')).toEqual({ names: ['score.py'], isComplete: true });
  });

  test('a file has the text of the context, or of its here-document', () => {
    const text = `${MINIMAL}COPY app /srv/\nCOPY <<a.py <<"b.py" <<c.py /srv/\n1\na.py\n$2\nb.py\n$3\nc.py\n`;
    const tree = treeOf(text, APP);
    const texts = ['score.py', 'a.py', 'b.py', 'c.py'].map((name) => {
      const entry = tree.at(`/srv/${name}`);
      return isFile(entry) ? entry.text : entry;
    });
    expect(texts).toEqual(['x', '1\n', '$2\n', undefined]);
  });

  test('a context that is not known leaves its destination unknown, and nothing else', () => {
    const tree = treeOf(`${MINIMAL}COPY app /srv/app\nCOPY a.py /opt/\n`);
    const paths = ['/srv/app/x', '/srv/x', '/opt/a.py', '/opt/b.py', '/srv'];
    expect(paths.map((path) => shown(tree.at(path)))).toEqual([
      'unknown',
      'absent',
      'unknown',
      'absent',
      'directory',
    ]);
  });
});

describe('stages', () => {
  const STAGES = `${MINIMAL.replace('\n', ' AS a')}\nCOPY app /srv/app\nRUN pip install flask\n`;
  test.each([
    ['FROM scratch\nCOPY --from=a /srv/app/score.py /x.py', '/x.py', '/app/score.py'],
    ['FROM scratch\nCOPY --from=0 /srv /x', '/x/app/lib/util.py', '/app/lib/util.py'],
    ['FROM scratch\nCOPY --from=a /srv /x', '/x/app/none.py', 'absent'],
    ['FROM scratch\nCOPY --from=a /usr/lib /x', '/x/app', 'unknown'],
    ['FROM scratch\nCOPY --from=a /srv/*/*.md /x/', '/x/notes.md', '/app/notes.md'],
    ['FROM a\nCOPY req.txt /srv/app', '/srv/app/req.txt', '/req.txt'],
    ['FROM a\nCOPY req.txt /srv/app', '/srv/app/score.py', '/app/score.py'],
    ['FROM scratch\nCOPY --from=data x.csv /', '/x.csv', '/x.csv'],
    ['FROM scratch\nCOPY --from=other x.csv /', '/x.csv', 'unknown'],
    ['FROM scratch', '/srv/app', 'absent'],
    ['FROM somebody/image', '/srv/app', 'unknown'],
    ['FROM somebody/image\nCOPY app /srv/app', '/srv/app/score.py', '/app/score.py'],
    ['FROM somebody/image\nCOPY app/score.py /srv/app', '/srv/app', 'unknown'],
  ])('%s: %s is %s', (text, path, expected) => {
    const tree = treeOf(`${STAGES}${text}\n`, APP, { data: { 'x.csv': '1' } });
    expect(shown(tree.at(path))).toBe(expected);
  });

  test('a chain of stages too long to follow is not known, and takes no time', () => {
    const chain = Array.from(
      { length: 2000 },
      (_, index) => `FROM scratch AS s${index + 1}\nCOPY --from=s${index} / /\nCOPY --from=s${index} / /\n`,
    );
    const tree = treeOf(`FROM scratch AS s0\nCOPY app /srv\n${chain.join('')}`, APP);
    expect(tree.at('/srv/score.py')).toBe('unknown');
    expect(tree.at('/x')).toBe('unknown');
  });
});

describe('RUN', () => {
  const script = '/srv/app/score.py';
  test.each([
    ['pip install -r /srv/app/req.txt', script, '/app/score.py'],
    ['chmod -R 755 /srv && chown -R dockeruser /srv', script, '/app/score.py'],
    ['make', script, '/app/score.py'],
    ['make', '/srv/app/other.py', 'unknown'],
    ['pip install flask && apt-get update', '/srv/app/other.py', 'absent'],
    ['rm -rf /srv/app', script, 'unknown'],
    ['rm /srv/app/notes.md', script, '/app/score.py'],
    ['rm /srv/app/*.md', script, 'unknown'],
    ['cd /srv/app && rm score.py', script, 'unknown'],
    ['mv /srv/app /srv/b', script, 'unknown'],
    ['mv /srv/app /srv/b', '/srv/b/score.py', 'unknown'],
    ['sed -i s/a/b/ /srv/app/score.py', script, 'unknown'],
    ['sed -n 1p /srv/app/score.py', script, '/app/score.py'],
    ['sed -i s/a/b/ /srv/app/notes.md', script, '/app/score.py'],
    ['for f in $(ls /srv/app); do sed -i s/a/b/ "$f"; done', script, 'unknown'],
    ['for f in $(ls /srv/app); do sed -i s/a/b/ "$f"; done', '/srv/app/other.py', 'absent'],
    ['perl -pi -e s/a/b/ /srv/app/score.py', script, 'unknown'],
    ['ls /srv/app/* | xargs dos2unix', script, 'unknown'],
    ['find /srv -type f -exec sed -i s/a/b/ {} +', script, 'unknown'],
    ["find /srv -name '*.md' -exec sed -i s/a/b/ {} \\;", script, '/app/score.py'],
    ["find /srv -name '*.py' -delete", script, 'unknown'],
    ["find / -name '__pycache__' -exec rm -rf {} +", script, '/app/score.py'],
    ['find /opt -type f -delete', script, '/app/score.py'],
    ['find /srv -type f -exec chmod 755 {} +', script, '/app/score.py'],
    ['cd /srv && find . -type f -exec dos2unix {} +', script, 'unknown'],
    ['echo x > /srv/app/new.py', '/srv/app/new.py', 'unknown'],
    ['echo x > /srv/app/new.py', script, '/app/score.py'],
    ['echo x 2>/dev/null', '/srv/app/new.py', 'absent'],
    ['cp /opt/score.py /srv/app/', script, 'unknown'],
    ['cp /opt/other.py /srv/app/', script, '/app/score.py'],
    ['cp /opt/other.py /srv/app/score.py', script, 'unknown'],
    ['cp -r /opt/x /srv/app', '/srv/app/a.py', 'unknown'],
    ['cp -r /opt/x /srv/app', '/opt/app/a.py', 'absent'],
    ['tar -xzf /tmp/a.tgz -C /srv/app', script, 'unknown'],
    ['cd /opt && tar -xzf /tmp/a.tgz', script, '/app/score.py'],
    ['git clone https://example.com/a /opt/a', '/opt/a/x', 'unknown'],
    ['git clone https://example.com/a /opt/a', '/srv/x', 'absent'],
    ['curl -fsSL https://example.com/a -o /srv/app/a', '/srv/app/a', 'unknown'],
    ['curl -fsSL https://example.com/a -o /srv/app/a', '/srv/app/b', 'absent'],
    ['curl -fsSL https://example.com/a | sh', '/srv/app/b', 'unknown'],
    ['mkdir -p /srv/app/logs', '/srv/app/logs', 'directory'],
    ['mkdir -p /srv/app/logs', script, '/app/score.py'],
    ['python -m venv /srv/app/venv', '/srv/app/b', 'absent'],
  ])('%s: %s is %s', (command, path, expected) => {
    const tree = treeOf(`${MINIMAL}COPY app /srv/app\nRUN ${command}\n`, APP);
    expect(shown(tree.at(path))).toBe(expected);
  });

  test('what a mount brings is gone afterwards', () => {
    const text = `${MINIMAL}RUN --mount=type=bind,target=/srv/app touch /srv/app/a\n`;
    expect(treeOf(text, APP).at('/srv/app/a')).toBe('absent');
  });

  test('a listing is complete only where nothing may have been added', () => {
    const list = (command: string, directory: string) =>
      treeOf(`${MINIMAL}COPY app /srv/app\nRUN ${command}\n`, APP).list(directory);
    const names = ['lib', 'notes.md', 'score.py'];
    expect(list('chmod 755 /srv', '/srv/app')).toEqual({ names, isComplete: true });
    expect(list('make', '/srv/app')).toEqual({ names, isComplete: false });
    expect(list('git clone x /srv/app/x', '/srv/app')).toEqual({ names, isComplete: false });
    expect(list('mkdir /srv/app/logs', '/srv/app').names).toEqual(['lib', 'logs', 'notes.md', 'score.py']);
    expect(list('rm /srv/app/notes.md', '/srv/app')).toEqual({
      names: ['lib', 'score.py'],
      isComplete: false,
    });
    expect(list('make', '/srv')).toEqual({ names: ['app'], isComplete: false });
    expect(list('true', '/nowhere')).toEqual({ names: [], isComplete: true });
  });
});

test('the tree before an instruction lacks what comes later', () => {
  const file = fileOf(`${MINIMAL}COPY req.txt /srv/\nRUN true\nCOPY app /srv/app\n`, APP);
  const tree = imageTreeBefore(file.runs[0]!);
  expect(shown(tree.at('/srv/req.txt'))).toBe('/req.txt');
  expect(tree.at('/srv/app/score.py')).toBe('absent');
});

test('a large context is not looked at in full', () => {
  const files = Object.fromEntries(Array.from({ length: 30_000 }, (_, index) => [`d/${index}.py`, '']));
  const tree = treeOf(`${MINIMAL}COPY d/*.py /srv/\n`, files);
  expect(tree.at('/srv/1.py')).toBe('unknown');
});
