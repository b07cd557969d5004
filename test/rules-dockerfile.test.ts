/** Where text of the documentation begins and ends, what is only a typographic character, and what BuildKit refuses. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { settingsOf } from '../src/config/settings.ts';
import { parseDockerfile } from '../src/dockerfile/parse.ts';
import { readPlaceholders } from '../src/dockerfile/placeholders.ts';
import { fixSource } from '../src/fix/fix.ts';
import { lintSource } from '../src/lint.ts';

const settings = settingsOf({ preset: 'recommended', now: '2026-07-31' });

/** What rules find in a text, as `line rule: the words`. */
function found(text: string, rule = /^dockerfile\//): readonly string[] {
  return lintSource(text, settings)
    .findings.filter((finding) => rule.test(finding.rule))
    .map(({ rule: id, span, range }) => `${range.start.line} ${id}: ${text.slice(span.start, span.end)}`);
}

/** The placeholders of an instruction after a FROM. */
function placeholders(instruction: string): readonly string[] {
  const dockerfile = parseDockerfile(`FROM scratch\n${instruction}\n`);
  return readPlaceholders(dockerfile).placeholders.map(({ left }) => left.text);
}

describe('placeholders', () => {
  test.each([
    ['RUN pip install <library>', ['<library>']],
    ['RUN pip install <lib>==<version> numpy', ['<lib>==<version>']],
    [
      'RUN curl https://<account>.blob.core.windows.net/<container>/x',
      ['<account>.blob.core.windows.net/<container>'],
    ],
    ['RUN apt-get install -y <a> ... <b>', ['<a>', '...', '<b>']],
    ['RUN apt-get install -y \\\n  curl \\\n  ... \\\n  wget', ['...']],
    ['RUN apt-get install -y \\\n  curl \\\n  …', ['…']],
    ['COPY <your code directory> /var/azureml-app', ['<your code directory>']],
    ['COPY --from=<stage> /a /b', ['<stage>']],
    ['COPY ["<model>", "/m"]', ['<model>']],
    ['ENV AZUREML_ENTRY_SCRIPT=<entry_script.py>', ['<entry_script.py>']],
    ['ENV AZUREML_MODEL_DIR="<app root>/models"', ['<app root>']],
    ['ENV AZUREML_MODEL_DIR <dir>', ['<dir>']],
    ['ARG TAG=<tag>', ['<tag>']],
    ['USER <user>:<group>', ['<user>:<group>']],
    ['CMD ["python", "<script>.py"]', ['<script>']],
    ['CMD python <script>', ['<script>']],
    ['ONBUILD RUN pip install <library>', ['<library>']],
    ['COPY <コード> /var/azureml-app', ['<コード>']],
    ['<put your commands here>', ['<put your commands here>']],
    ['...', ['...']],
  ])('%s', (instruction, expected) => expect(placeholders(instruction)).toEqual(expected));

  test.each([
    'RUN sort < in > out',
    'RUN sort <in.txt >out.txt',
    'RUN cat <<EOF\n<library>\nEOF',
    'RUN diff <(sort a) <(sort b)',
    'RUN echo "<html><body>" > index.html',
    "RUN sed -i 's/<title>/x/' index.html",
    'RUN echo "one\\\n...\\\ntwo"',
    'RUN echo Downloading ... && curl -O https://example.com/x',
    'RUN go build ./...',
    'RUN docker images | grep <none>',
    'CMD ["sh", "-c", "sed -i s@<title>.*</title>@x@ f"]',
    'LABEL maintainer="<jane>"',
    'MAINTAINER Jane Doe <jane>',
    'ENV AUTHOR="Jane Doe <jane.example>"',
    'ENV EMPTY=<none>',
    '# <library>\n#  ...',
    'COPY <<page /index.html\n<p>\n...\n<p>\npage',
  ])('none in %s', (instruction) => expect(placeholders(instruction)).toEqual([]));

  test('what follows from one is not reported again', () => {
    const text = [
      'FROM mcr.microsoft.com/azureml/minimal-py312-inference:latest',
      'USER root',
      'RUN apt-get update && apt-get install -y --no-install-recommends \\',
      '    curl \\',
      '    ...',
      '    wget && \\',
      '    ...',
      '    rm -rf /var/lib/apt/lists/*',
      'USER dockeruser',
    ].join('\n');
    expect(found(text, /./)).toEqual([
      '5 dockerfile/placeholder-left: ...',
      '7 dockerfile/placeholder-left: ...',
    ]);
  });

  test('a RUN that breaks off for another reason is not mended', () => {
    const text = 'FROM ubuntu:24.04\nRUN apt-get install -y \\\n    curl\n    wget\n';
    expect(found(text)).toEqual(['4 dockerfile/syntax-error: wget']);
  });

  test('without the rule about them the syntax error is told', () => {
    const rules = settings.rules.filter(({ rule }) => rule.id === 'dockerfile/syntax-error');
    const lint = (text: string) => lintSource(text, { ...settings, rules }).findings.map(({ rule }) => rule);
    expect(lint('FROM <an image>\n')).toEqual(['dockerfile/syntax-error']);
  });

  test('in a variable of one’s own it may be meant', () => {
    const severityOf = (pair: string) =>
      lintSource(`FROM scratch\nENV ${pair}\n`, settings).findings.map(({ severity }) => severity);
    expect(severityOf('SUBSCRIPTION=<subscription>')).toEqual(['info']);
    expect(severityOf('AZUREML_ENTRY_SCRIPT=<script>')).toEqual(['error']);
  });
});

describe('typographic characters', () => {
  const rule = /unicode-dash/;
  const words = (instruction: string) =>
    found(`FROM scratch\n${instruction}\n`, rule).map((line) =>
      line.replace(/^\d+ dockerfile\/unicode-dash: /, ''),
    );

  test.each([
    ['RUN pip install –r x.txt', ['–r']],
    ['RUN tar —extract —file x.tar', ['—extract', '—file']],
    ['RUN ["pip", "install", "–r", "x.txt"]', ['–r']],
    ['RUN true && \\\n  rm −rf /tmp/x', ['−rf']],
    ['HEALTHCHECK –-interval=30s CMD true', ['–-interval']],
    ['ONBUILD RUN pip install –r x.txt', ['–r']],
    ['CMD [“npm”, “start”]', ['“npm”', '“start”']],
    ['ENV NAME=“a b”', ['“a b”']],
    ['RUN pip install “torch>=2”', ['“torch>=2”']],
    ['RUN pip\u00a0install x', ['\u00a0']],
    ['RUN true \\\n\u3000\u3000&& false', ['\u3000\u3000']],
    ['WORKDIR\u00a0/srv', ['\u00a0']],
    ['RUN true && \\\u00a0\n  false', ['\u00a0']],
    ['RUN true \\\u00a0\n\n# then\nUSER root', ['\\\u00a0']],
    ['RUN <<EOF\n# –a don’t\npip install –r x.txt # –b\ncat > f <<X\n–c\nX\nEOF', ['–r']],
  ])('%s', (instruction, expected) => expect(words(instruction)).toEqual(expected));

  test.each([
    '# pip install –r x.txt',
    'RUN true \\\n# –r\n  && true',
    'RUN echo "a – b –c" && printf ‘x’',
    'RUN echo – –done–',
    "RUN git commit -m 'fix –r option'",
    'LABEL description="a – “quoted” –word"',
    'MAINTAINER Jane – “J” –Doe',
    'RUN echo it’s',
    'ENV A=b\u00a0C=d',
    'RUN cat <<EOF\n–r\nEOF',
    '# true \\\u00a0',
    'RUN cat <<EOF > f\ntrue \\\u00a0\nEOF',
    'RUN <<EOF\ncat > f <<X\n–r \\\u00a0\nX\nEOF',
    'SHELL ["pwsh", "-Command"]\nRUN Get-Item –Path x',
  ])('none in %s', (instruction) => expect(words(instruction)).toEqual([]));

  test('in a list, quotes are those of JSON', () => {
    const text = 'FROM ubuntu:24.04\nRUN echo a\nUSER 1\nCMD [‘a’, ‘b c’]\n';
    const { text: fixed } = fixSource(text, settings, { unsafe: false });
    expect(fixed).toBe('FROM ubuntu:24.04\nRUN echo a\nUSER 1\nCMD ["a", "b c"]\n');
  });

  test('a continuation of nothing goes, and what comes after it stays an instruction', () => {
    const text = 'FROM ubuntu:24.04\nRUN true \\\u00a0\nUSER root\n';
    const { text: fixed } = fixSource(text, settings, { unsafe: false });
    expect(fixed).toBe('FROM ubuntu:24.04\nRUN true \nUSER root\n');
  });

  test('no syntax error is reported in the same place', () => {
    expect(found('FROM –-platform=linux/amd64 ubuntu:24.04\n')).toEqual([
      '1 dockerfile/unicode-dash: –-platform',
    ]);
  });

  test('the fix writes hyphens where only one number of them can be meant', () => {
    const editsOf = (option: string) =>
      lintSource(`FROM scratch\nRUN x ${option}\n`, settings).findings.map(({ fix }) =>
        fix?.edits.map(({ text }) => text),
      );
    expect(editsOf('–r')).toEqual([['-']]);
    expect(editsOf('–-user')).toEqual([['-']]);
    expect(editsOf('–no-deps')).toEqual([['--']]);
    expect(editsOf('—user')).toEqual([['--']]);
    expect(editsOf('–user')).toEqual([undefined]);
  });

  test.each([
    ['RUN rm –rf x && rm —rf x', 'RUN rm -rf x && rm -rf x'],
    ['RUN apt-get install —y a', 'RUN apt-get install -y a'],
    ['RUN apt-get update –qq', 'RUN apt-get update -qq'],
    ['RUN curl –fsSL –fail x', 'RUN curl -fsSL --fail x'],
    ['RUN wget –qO- x', 'RUN wget -qO- x'],
    ['RUN set –eux; pip3.11 install –upgrade pip', 'RUN set -eux; pip3.11 install --upgrade pip'],
    ['RUN git clone –depth=1 x', 'RUN git clone --depth=1 x'],
    ['RUN find . —name x', 'RUN find . -name x'],
    ['RUN pip install ‑‑no‑cache‑dir x', 'RUN pip install --no-cache-dir x'],
    ['RUN pip install --no‑cache‑dir x', 'RUN pip install --no-cache-dir x'],
    ['RUN nice –n 5 x', 'RUN nice -n 5 x'],
    ['RUN foo —rf', undefined],
    ['COPY –chown=1 a b', 'COPY --chown=1 a b'],
    ['RUN –mount=type=tmpfs,target=/x true', 'RUN --mount=type=tmpfs,target=/x true'],
    ['SHELL ["/bin/bash", "–c"]', 'SHELL ["/bin/bash", "-c"]'],
    ['RUN true # –r\u00a0“x”', undefined],
    ['RUN a && \\ \u00a0 \n    b', 'RUN a && \\   \n    b'],
  ])('the fix of %s', (line, expected = line) => {
    const wanted = { ...settings, rules: settings.rules.filter(({ rule: { id } }) => rule.test(id)) };
    expect(fixSource(`FROM scratch\n${line}\n`, wanted, { unsafe: false }).text).toBe(
      `FROM scratch\n${expected}\n`,
    );
  });
});

describe('what BuildKit refuses', () => {
  interface Case {
    readonly id: string;
    readonly dockerfile: string;
    readonly encoding: 'base64' | null;
  }
  const cases: readonly Case[] = JSON.parse(
    readFileSync(new URL('../fixtures/dockerfile/parse-cases.json', import.meta.url), 'utf8'),
  );

  test('is reported in each case that has a problem, and in no other', () => {
    const wrong = cases.filter(({ dockerfile, encoding }) => {
      const text = encoding ? Buffer.from(dockerfile, 'base64').toString('utf8') : dockerfile;
      const { problems } = parseDockerfile(text);
      const { findings } = lintSource(text, settings);
      const told = findings.map(({ rule }) => rule);
      const isTold = told.some((rule) => /syntax-error|placeholder-left|unicode-dash/.test(rule));
      return problems.length > 0 ? !isTold : told.includes('dockerfile/syntax-error');
    });
    const late = ['comment after instr', `json CMD '["a"] # c'`];
    // What these mean is refused, not how they are written: the digest and the checksum have too few digits.
    expect(wrong.map(({ id }) => id)).toEqual([...late, 'from digest', 'add url']);
  });

  test('a line that is too long', () => {
    expect(found(`FROM scratch\nENV A=${'x'.repeat(70_000)}\n`)).toHaveLength(1);
  });

  test('a merge conflict is called by its name', () => {
    const { findings } = lintSource('FROM scratch\n<<<<<<< HEAD\n', settings);
    expect(findings.map(({ message }) => message)).toEqual([
      '`<<<<<<<` is no instruction of a Dockerfile. It is left over from a merge conflict.',
    ]);
  });
});
