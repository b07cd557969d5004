/** What reads the package lists of apt that a RUN leaves, and the values of words in a script. */
import { describe, expect, test } from 'vitest';
import { settingsOf } from '../src/config/settings.ts';
import { parseDockerfile } from '../src/dockerfile/parse.ts';
import { knownText } from '../src/dockerfile/value.ts';
import { fetchesAptLists } from '../src/facts/packages/apt.ts';
import { readersOfLists } from '../src/facts/packages/apt-lists.ts';
import { listsReadingOf } from '../src/facts/packages/apt-readers.ts';
import { analyze } from '../src/model/analyze.ts';
import { shellWords } from '../src/model/script-values.ts';

const settings = settingsOf({ preset: 'all', now: '2026-07-31' });

function fileOf(text: string) {
  return analyze(parseDockerfile(text), settings);
}

describe('a command', () => {
  /** The readings of all commands of a RUN. */
  const readings = (script: string, before = '') => {
    const [run] = fileOf(`FROM ubuntu:24.04\n${before}RUN ${script}\n`).runs;
    return run!.scripts.flatMap((one) => one.commands.map((command) => listsReadingOf(run!, one, command)));
  };

  test.each([
    ...[
      'apt-get install -y a',
      'apt-get upgrade -y',
      'apt full-upgrade',
      'aptitude install a',
      'apt-get -f install',
    ],
    ...[
      'apt-get install ./b.deb',
      'apt-get build-dep a',
      'apt-get source a',
      'apt show a',
      'apt-cache policy a',
    ],
    ...[
      'gdebi -n b.deb',
      'mk-build-deps -i',
      'rosdep install --from-paths src',
      'apt-file search a',
      'nala install a',
    ],
    ...[
      'sudo apt-get install -y a',
      'echo a | xargs apt-get install -y',
      'bash -c "apt-get install a"',
      'apt-fast install a',
    ],
    ...['find . -name "*.deb" -exec apt-get install {} +', 'i="apt-get install -y"; $i a'],
  ])('reads them: %s', (script) => expect(readings(script)).toContain('yes'));

  test.each([
    ...[
      './install.sh',
      '/x.sh',
      'bash x.sh',
      'sh -x ./x',
      '. ./x.sh',
      '$INSTALL b',
      '"$@"',
      'tool a',
      '/opt/tool/run',
    ],
    ...[
      'curl -sL https://deb.nodesource.com/setup_22.x | bash -',
      'sh -c "$(curl -fsSL https://x.y/z)"',
      'bash <(curl x)',
    ],
    ...[
      'eval "$CMD"',
      'python install.py',
      'python3 -c "import os; os.system(\'apt-get install a\')"',
      'node setup.js',
    ],
    ...[
      'make deps',
      'make -C x install-dependencies',
      'make $TARGET',
      'ansible-playbook x.yml',
      './setup',
      '/install',
    ],
    ...[
      'cp -r /var/lib/apt/lists /backup',
      'ls /var/lib/apt/lists/*',
      'tar cf x.tar -C / /var/lib/apt',
      'cd /var/lib/apt && tar cf /x lists',
      'find /var/lib/apt/lists -type f',
      'wc -l < /var/lib/apt/lists/x',
      'rsync -a /var/lib/ /x',
      'L=/var/lib/apt/lists && cp -r $L /x',
      'npx playwright install-deps',
      'playwright install --with-deps chromium',
      'python -m playwright install --with-deps',
      'npm run install-deps',
    ],
    ...['parallel < list', 'perl x.pl', 'python - < x.py | python -', 'apt-get $WHAT a'],
  ])('may read them: %s', (script) => expect(readings(script)).toContain('perhaps'));

  test.each([
    ...[
      'apt-get update',
      'apt-get clean',
      'apt-get autoremove -y',
      'apt-get purge -y a',
      'apt-mark hold a',
      'apt list --installed',
    ],
    ...[
      'dpkg -i b.deb',
      'dpkg-reconfigure a',
      'add-apt-repository ppa:a/b',
      'apt-get install',
      'apt-get --version',
    ],
    ...[
      'mkdir -p /var/lib/apt/lists/partial',
      'rm -rf /var/lib/apt/lists/*',
      'find /var/lib/apt/lists -type f -delete',
      'cat /var/lib/apt/extended_states',
      'npm run build',
      'cp -r /var/lib/mysql /x',
    ],
    ...[
      'pip install a',
      'python3 -m pip install a',
      'conda env create -f x',
      '/opt/conda/bin/conda clean -a',
      '${CONDA}/bin/pip list',
    ],
    ...[
      'npm ci',
      'cargo build',
      'go build',
      'git clone x',
      'curl -O x && tar xf x',
      'make -j4 && make install PREFIX=/x',
    ],
    ...[
      './configure && make all',
      './autogen.sh',
      'cmake --build .',
      'gcc-12 x.c',
      'python setup.py install',
      'R -e "1+1"',
    ],
    ...[
      'perl -pi -e "s/a/b/" x',
      'python -c "import torch"',
      'bash Miniconda3-latest-Linux-x86_64.sh -b',
      'tool --version',
    ],
    ...[
      'curl https://sh.rustup.rs | sh -s -- -y',
      '. /opt/conda/bin/activate',
      'source /opt/ros/humble/setup.bash',
    ],
    ...[
      'f() { ls; }; f',
      'eval "$(conda shell.bash hook)"',
      'PIP=pip3; $PIP install a',
      'service mysql start',
      '/etc/init.d/x start',
    ],
  ])('leaves them alone: %s', (script) => {
    expect(readings(script).filter((reading) => reading !== 'no')).toEqual([]);
  });

  test('by what ENV says', () => {
    expect(readings('$INSTALL a', 'ENV INSTALL="apt-get install -y"\n')).toEqual(['yes']);
    expect(readings('$INSTALL a', 'ENV INSTALL="pip install"\n')).toEqual(['no']);
  });
});

describe('the lists of the first RUN', () => {
  /** The lines that read them, with a question mark if that is not certain. */
  const readers = (lines: string) => {
    const file = fileOf(`FROM ubuntu:24.04 AS base\nRUN apt-get update && apt-get install -y a\n${lines}\n`);
    const line = (offset: number) => file.source.text.slice(0, offset).split('\n').length;
    const found =
      readersOfLists(file).get(file.runs.find((run) => run.commands.some(fetchesAptLists))!) ?? [];
    return found.map(({ at, reading }) => `${line(at.start)}${reading === 'yes' ? '' : '?'}`);
  };

  test.each<[string, readonly string[]]>([
    ['RUN pip install x', []],
    ['RUN apt-get install -y b\nRUN ./x.sh', ['3', '4?']],
    ['RUN ./x.sh && apt-get install -y b', ['3']],
    ['RUN apt-get update && apt-get install -y b\nRUN apt-get install -y c', []],
    ['RUN rm -rf /var/lib/apt/lists/*\nRUN apt-get install -y c', []],
    ['RUN if true; then apt-get update; fi\nRUN apt-get install -y c', ['4']],
    ['RUN apt-get install -y b || (apt-get update && apt-get install -y b)', ['3']],
    ['RUN --mount=type=cache,target=/var/lib/apt/lists apt-get install -y b', []],
    ['FROM base\nRUN apt-get install -y b\nFROM base\nRUN bash x.sh', ['4', '6?']],
    ['FROM other\nRUN apt-get install -y b', []],
    ['FROM other\nCOPY --from=base /var/lib/apt/lists /x', ['4']],
    ['FROM other\nCOPY --from=0 /var/l* /x', ['4']],
    ['FROM other\nCOPY --from=base / /', ['4']],
    ['FROM other\nCOPY --from=base /usr/lib /usr/lib\nCOPY --from=base $HOME/.local /x', []],
    ['FROM other\nCOPY --from=base ${DIRECTORY} /x', ['4']],
    ['FROM other\nRUN --mount=from=base,source=/var,target=/x ls', ['4']],
    ['FROM other\nRUN --mount=from=base,source=/opt/x,target=/x ls', []],
    ['ONBUILD RUN apt-get install -y b', ['3']],
    ['ONBUILD RUN apt-get update && apt-get install -y b', []],
    ['ONBUILD RUN /x.sh', ['3?']],
    ['CMD apt-get install -y b', ['3']],
    ['ENTRYPOINT ["/x.sh"]', []],
    ['SHELL ["pwsh", "-c"]\nRUN x', ['4?']],
    ['RUN echo "', ['3?']],
  ])('%s', (lines, expected) => expect(readers(lines)).toEqual(expected));
});

describe('the words of the last command', () => {
  const words = (script: string, before = '') => {
    const run = fileOf(`FROM ubuntu:24.04\n${before}RUN ${script}\n`).runs[0]!;
    const command = run.commands.at(-1)!;
    return command.words.flatMap((word) => shellWords(run, command, word).map(knownText));
  };
  const unknown = [undefined];

  test.each<[string, readonly (string | undefined)[], string?]>([
    ["P='a b' && x $P", ['a', 'b']],
    ['P="a b"; x "$P"', ['a b']],
    ['P=a; Q="$P b"; x $Q c', ['a', 'b', 'c']],
    ['P=a; P+=" b"; x $P', ['a', 'b']],
    ['P=a; P=b; x $P', ['b']],
    ['export P=a && x ${P}1', ['a1']],
    ["set -e; P='a b'; for i in 1 2; do x $P; done", ['a', 'b']],
    ['P=; x $P y', ['y']],
    ["bash -c 'P=a; x $P'", ['a']],
    ['x ${P:-a}', ['b'], 'ENV P=b\n'],
    ['P=a; x $P', ['a'], 'ENV P=b\n'],
    ['x php$V-cli', ['php8-cli'], 'ARG V=8\n'],
    ["x '$P'", ['$P'], 'ENV P=b\n'],
    ['x $P', unknown],
    ['P=$(y); x $P', unknown],
    ['if y; then P=a; fi; x $P', unknown, 'ENV P=b\n'],
    ['y && P=a; x $P', unknown],
    ['y || P=a; x $P', unknown],
    ['(P=a); x $P', unknown],
    ['P=a x $P', unknown],
    ["P=a; bash -c 'x $P'", unknown],
    ['for P in a b; do x $P; done', unknown, 'ENV P=b\n'],
    ['read P; x $P', unknown, 'ENV P=b\n'],
    ['P=a; for i in 1; do x $P; P=b; done; x $P', unknown],
    ['f() { x $P; }; P=a; f "$1"', unknown],
    ['x a{b,c}', unknown],
  ])('%s', (script, expected, before = '') => expect(words(script, before)).toEqual(expected));

  test('of values that grow without end not much is made', () => {
    const growing = Array.from({ length: 25 }, () => `P=${'$P'.repeat(40)}`).join('; ');
    expect(words(`P=a; ${growing}; x $P`)).toEqual(unknown);
  });
});
