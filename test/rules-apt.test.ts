/** What the rules about apt take for certain, what they leave alone, and what their fixes make of a file. */
import { describe, expect, test } from 'vitest';
import { settingsOf } from '../src/config/settings.ts';
import { fixSource } from '../src/fix/fix.ts';
import { lintSource } from '../src/lint.ts';

const OPENMPI = 'mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04:20260715.v1';
const settings = settingsOf({ preset: 'all', now: '2026-07-31' });

function only(...ids: readonly string[]) {
  return { ...settings, rules: settings.rules.filter(({ rule: { id } }) => ids.includes(id)) };
}

/** What one rule finds on an image, as `line: the words`. */
function found(rule: string, lines: string, image = OPENMPI): readonly string[] {
  const text = `FROM ${image}\n${lines}\n`;
  const { findings } = lintSource(text, only(rule));
  return findings.map(({ range, span }) => `${range.start.line}: ${text.slice(span.start, span.end)}`);
}

/** The lines below the FROM once everything that some rules can fix is fixed. */
function fixed(rules: readonly string[], lines: string, unsafe = false): string {
  const { text } = fixSource(`FROM ${OPENMPI}\n${lines}\n`, only(...rules), { unsafe });
  return text.slice(text.indexOf('\n') + 1, -1);
}

describe('apt/asks-for-confirmation', () => {
  const asks = (lines: string) => found('apt/asks-for-confirmation', lines);

  test.each([
    ['RUN apt-get install curl', '2: apt-get install'],
    ['RUN apt-get -q install curl', '2: apt-get'],
    ['RUN apt-get install -q=1 curl', '2: apt-get install'],
    ['RUN /usr/bin/apt-get install curl', '2: /usr/bin/apt-get install'],
    ['RUN sudo apt-get install curl', '2: apt-get install'],
    ['RUN apt install curl', '2: apt install'],
    ['RUN aptitude install curl', '2: aptitude install'],
    ['RUN apt-get build-dep python3', '2: apt-get build-dep'],
    ['RUN apt-get autoremove', '2: apt-get autoremove'],
    ['RUN apt-get -f install', '2: apt-get'],
    ['RUN PK="gcc make" && apt-get install $PK', '2: apt-get install'],
    ['RUN set -e; pk=\'gcc make\'; more="$pk g++"; apt-get install $more', '2: apt-get install'],
    ['RUN flags=--no-install-recommends && apt-get install $flags gcc', '2: apt-get install'],
    ['ADD sources.list /etc/apt/\nRUN apt-get install gcc', '3: apt-get install'],
    ['COPY a.list b.list /etc/apt/\nRUN apt-get install gcc', '3: apt-get install'],
    ['COPY key.gpg /etc/apt\nRUN apt-get install gcc', '3: apt-get install'],
    ['RUN apt-get install --download-only curl', '2: apt-get install'],
    ['RUN DEBIAN_FRONTEND=noninteractive apt-get install curl', '2: apt-get install'],
    ['RUN apt-get install -o APT::Get::Assume-Yes=false curl', '2: apt-get install'],
    ['RUN apt-get install "curl=$VERSION"', '2: apt-get install'],
    ['RUN apt-get install $(cat packages.txt)', '2: apt-get install'],
    ['ARG PACKAGES="curl git"\nRUN apt-get install $PACKAGES', '3: apt-get install'],
    ['RUN cat packages.txt | xargs apt-get install', '2: apt-get install'],
    ['RUN if true; then apt-get install curl; fi', '2: apt-get install'],
    ['RUN ["apt-get", "install", "curl"]', '2: apt-get", "install'],
    ['ONBUILD RUN apt-get install curl', '2: apt-get install'],
    ['RUN <<EOF\napt-get update\napt-get install curl\nEOF', '4: apt-get install'],
    ['COPY 90yes /etc/apt/apt.conf.d/\nRUN apt-get -o APT::Get::Assume-Yes=no install curl', '3: apt-get'],
  ])('%s', (lines, expected) => expect(asks(lines)).toEqual([expected]));

  test.each([
    ...['–y', '—yes', '–qq', '–-assume-yes'],
    ...['-y', '--yes', '--assume-yes', '--force-yes', '-qq', '-qqq', '-q -q', '-q=2', '--quiet=2', '-fy'],
    ...['--quiet --quiet', '-oAPT::Get::Assume-Yes=true', '-o APT::Get::Assume-Yes=1', '--simulate', '-s'],
    ...['--option=apt::get::assume-yes=yes', '-o=APT::Get::Assume-Yes=on', '-o "APT::Get::Assume-Yes=true"'],
    ...['$OPTIONS', '${OPTIONS}', '--print-uris'],
  ])('answered by %s', (flag) => {
    expect(asks(`RUN apt-get install ${flag} curl`)).toEqual([]);
    expect(asks(`RUN apt-get ${flag} install curl`)).toEqual([]);
  });

  test.each([
    'RUN yes | apt-get install curl',
    'RUN echo y | apt-get install curl',
    "RUN printf 'y\\n' | apt-get install curl",
    'RUN apt-get install curl <<< y',
    'RUN apt-get update && apt-get clean && apt-get --version',
    'RUN echo \'APT::Get::Assume-Yes "true";\' > /etc/apt/apt.conf.d/90 && apt-get install curl',
    'RUN printf "APT { Get { Assume-Yes \\"1\\"; }; };" | tee /etc/apt/apt.conf\nRUN apt-get install curl',
    'COPY 90yes /etc/apt/apt.conf.d/90yes\nRUN apt-get install curl',
    'COPY etc /etc/apt\nRUN apt-get install curl',
    'COPY <<EOF /etc/apt/apt.conf.d/90\nAPT::Get::Assume-Yes "true";\nEOF\nRUN apt-get install curl',
    'RUN cp /tmp/90yes /etc/apt/apt.conf.d/\nRUN apt-get install curl',
    'ENV APT_CONFIG=/opt/apt.conf\nRUN apt-get install curl',
    'ARG OPTIONS="-y -q"\nRUN apt-get install $OPTIONS curl',
    'RUN opts="-q --yes" && apt-get install $opts curl',
    'RUN if x; then pk=gcc; fi; apt-get install $pk',
    'RUN for pk in gcc -y; do apt-get install $pk; done',
    'RUN apt-get purge && apt-get remove && apt-get install',
    'COPY apt.conf /etc/apt/\nRUN apt-get install gcc',
    'COPY *.list /etc/apt/\nRUN apt-get install gcc',
  ])('silent: %s', (lines) => expect(asks(lines)).toEqual([]));

  test.each([
    ['RUN apt-get install gcc', 'error', 'more than the packages it is given'],
    ['RUN apt-get purge gcc', 'error', 'before it removes anything'],
    ['RUN apt-get autoremove gcc', 'error', 'before it removes anything'],
    ['RUN apt-get upgrade', 'error', 'something to upgrade'],
    ['RUN apt-get autoremove', 'warning', 'if it finds something to do'],
    ['RUN apt-get install -f', 'warning', 'if it finds something to do'],
  ])('%s is an %s', (lines, severity, words) => {
    const { findings } = lintSource(`FROM ${OPENMPI}\n${lines}\n`, only('apt/asks-for-confirmation'));
    expect(findings.map((finding) => finding.severity)).toEqual([severity]);
    expect(findings[0]?.message).toContain(words);
  });

  test('a configuration is handed down to the stages that build on it, not to others', () => {
    const written = 'AS one\nRUN echo \'APT::Get::Assume-Yes "true";\' > /etc/apt/apt.conf.d/90';
    expect(
      found('apt/asks-for-confirmation', 'FROM one\nRUN apt-get purge curl', `${OPENMPI} ${written}`),
    ).toEqual([]);
    const other = `FROM ${OPENMPI}\nRUN apt-get purge curl`;
    expect(found('apt/asks-for-confirmation', other, `${OPENMPI} ${written}`)).toEqual(['4: apt-get purge']);
  });

  test.each([
    ['RUN apt-get install curl', 'RUN apt-get install -y curl'],
    ['RUN apt-get -q purge curl', 'RUN apt-get -q purge -y curl'],
    ['RUN ["apt-get", "install", "curl"]', 'RUN ["apt-get", "install", "-y", "curl"]'],
    ['RUN ["apt-get","install","curl"]', 'RUN ["apt-get","install","-y","curl"]'],
    ['RUN ["sh", "-c", "apt-get install curl"]', 'RUN ["sh", "-c", "apt-get install -y curl"]'],
    ['RUN apt-get install \\\n      curl', 'RUN apt-get install -y \\\n      curl'],
  ])('fix of %s', (lines, expected) => expect(fixed(['apt/asks-for-confirmation'], lines)).toBe(expected));
});

describe('apt/lists-kept', () => {
  const INSTALL = 'RUN apt-get update && apt-get install -y curl';
  const kept = (lines: string) => found('apt/lists-kept', lines);

  test.each([
    'rm -rf /var/lib/apt/lists/*',
    'rm -rf /var/lib/apt/lists',
    'rm -fr /var/lib/apt/lists/',
    'rm -f /var/lib/apt/lists/*',
    'rm -rf /var/lib/apt/*',
    'rm -rf /tmp/x /var/lib/apt',
    'rm -rf /var/lib/{apt,dpkg,cache}/',
    'rm -rf "/var/lib/apt/lists/"*',
    'sudo rm -rf /var/lib/apt/lists/*',
    'find /var/lib/apt/lists -type f -delete',
    'find /var/lib/apt/lists -mindepth 1 -exec rm -rf {} +',
    'apt-get distclean',
    'apt-get clean; rm -rf /var/lib/apt/lists/* || true',
    'bash /scripts/cleanup.sh',
    'clean-layer.sh',
    'trap "rm -rf /var/lib/apt/lists/*" EXIT',
    'tidy() { rm -rf /var/lib/apt/lists/*; }; tidy',
    'tidy() { rm -rf /var/lib/apt/lists/*; }; trap tidy EXIT',
    'cd /var/lib/apt && rm -rf lists/*',
    'L=/var/lib/apt/lists && rm -rf $L/*',
  ])('removed by %s', (removal) => expect(kept(`${INSTALL} && ${removal}`)).toEqual([]));

  test.each([
    'rm -rf /tmp/*',
    'rm -rf /var/cache/apt/archives',
    'rm /var/lib/apt/lists',
    'rm -rf /var/lib/apt/lists-old',
    'rm -rf /var/lib/apt/lists/partial/*',
    'rm -rf "$GNUPGHOME"',
    'rm -rf ./*',
    'apt-get clean',
    'find /var/lib/apt/lists -name "*.gz"',
    'conda clean -ay',
    'echo rm -rf /var/lib/apt/lists/*',
    'trap "rm -rf /tmp/*" EXIT',
    'trap "rm -rf /var/lib/apt/lists/*" INT',
    'tidy() { rm -rf /var/lib/apt/lists/*; }',
  ])('not removed by %s', (removal) => {
    expect(kept(`${INSTALL} && ${removal}`)).toEqual(['2: apt-get update']);
  });

  test.each([
    ['RUN apt-get update && apt-get install -y a', '&& rm'],
    ['RUN set -e; apt-get update; for p in a b; do apt-get install -y $p; b; done', '; rm'],
    ['RUN <<EOF\nset -e\napt-get update\napt-get install -y a\nEOF', 'rm'],
  ])('what is to be added says how: %s', (lines, removal) => {
    const [finding] = lintSource(`FROM ${OPENMPI}\n${lines}\n`, only('apt/lists-kept')).findings;
    expect(finding?.message).toContain(`at the end of this RUN: \`${removal} -rf /var/lib/apt/lists/*\`.`);
  });

  test('the last update of the RUN counts', () => {
    const lines = `${INSTALL} && rm -rf /var/lib/apt/lists/* && add-repository && apt-get update`;
    expect(kept(lines)).toEqual(['2: apt-get update']);
    expect(kept(INSTALL.replace('RUN', 'RUN rm -rf /var/lib/apt/lists/* &&'))).toHaveLength(1);
  });

  test.each(['cache', 'tmpfs'])('a %s mount keeps them out', (type) => {
    for (const target of ['/var/lib/apt', '/var/lib/apt/lists'])
      expect(kept(INSTALL.replace('RUN', `RUN --mount=type=${type},target=${target}`))).toEqual([]);
    expect(kept(INSTALL.replace('RUN', `RUN --mount=type=${type},target=/var/cache/apt`))).toHaveLength(1);
  });

  test('a removal in a later RUN is told', () => {
    const text = `FROM ${OPENMPI} AS base\n${INSTALL}\nFROM base\nRUN rm -rf /var/lib/apt/lists/*\n`;
    const [finding] = lintSource(text, only('apt/lists-kept')).findings;
    expect(finding?.related.map(({ range }) => range.start.line)).toEqual([4]);
  });

  test.each([
    'RUN apt-get update\nRUN apt-get install -y curl && rm -rf /var/lib/apt/lists/*',
    'RUN apt-get update && pip install x\nRUN ./install.sh',
    'ONBUILD RUN apt-get update',
  ])('of lists that are fetched for others apt/update-alone speaks, if anybody: %s', (lines) =>
    expect(kept(lines)).toEqual([]),
  );

  test.each([
    'RUN apt-get update',
    'RUN apt-get update && pip install x',
    'RUN <<EOF bash\nset -eux\napt-get update | cat\nEOF',
  ])('lists that nothing reads are not fetched for others: %s', (lines) => {
    const { findings } = lintSource(
      `FROM ${OPENMPI}\n${lines}\n`,
      only('apt/lists-kept', 'apt/update-alone'),
    );
    expect(findings.map(({ rule }) => rule)).toEqual(['apt/lists-kept']);
    expect(findings[0]?.message).toContain('nothing in this file reads them');
  });

  test.each([
    [
      'RUN sudo apt-get update && sudo apt-get install -y curl',
      'RUN sudo apt-get update && sudo apt-get install -y curl && sudo rm -rf /var/lib/apt/lists/*',
    ],
    ['RUN ["apt-get", "update"]', 'RUN ["apt-get", "update"]'],
    ['RUN apt-get update\nRUN apt-get install -y curl', 'RUN apt-get update\nRUN apt-get install -y curl'],
    [
      `${INSTALL}\nRUN apt-get update && apt-get install -y git && rm -r /var/lib/apt/lists`,
      `${INSTALL} && rm -rf /var/lib/apt/lists/*\nRUN apt-get update && apt-get install -y git && rm -r /var/lib/apt/lists`,
    ],
    [
      'RUN bash <<EOF\nset -e\napt-get update\napt-get install -y curl\nEOF',
      'RUN bash <<EOF && rm -rf /var/lib/apt/lists/*\nset -e\napt-get update\napt-get install -y curl\nEOF',
    ],
  ])('fix of %s', (lines, expected) => expect(fixed(['apt/lists-kept'], lines)).toBe(expected));

  test.each([
    [
      `${INSTALL}\nRUN apt-get install -y git`,
      `${INSTALL} && rm -rf /var/lib/apt/lists/*\nRUN apt-get update && apt-get install -y git && rm -rf /var/lib/apt/lists/*`,
    ],
    [
      `${INSTALL}\nRUN apt-get upgrade -y`,
      `${INSTALL} && rm -rf /var/lib/apt/lists/*\nRUN apt-get update && apt-get upgrade -y && rm -rf /var/lib/apt/lists/*`,
    ],
    [
      `${INSTALL}\nCOPY x.sh /\nRUN /x.sh`,
      `${INSTALL} && rm -rf /var/lib/apt/lists/*\nCOPY x.sh /\nRUN /x.sh`,
    ],
    // They are read where they cannot be fetched.
    [`${INSTALL}\nONBUILD RUN apt-get install -y git`, undefined],
    [`${INSTALL}\nCMD apt-get install -y git`, undefined],
  ])('unsafe fix of %s', (lines, expected = lines) => {
    expect(fixed(['apt/lists-kept'], lines)).toBe(lines);
    expect(fixed(['apt/lists-kept'], lines, true)).toBe(expected);
  });

  test.each([
    ['mcr.microsoft.com/azureml/minimal-py312-inference:latest', 'when the endpoint scales'],
    [OPENMPI, 'every node of the cluster pulls before a job starts'],
    ['ubuntu:24.04', 'everybody pulls with the image'],
  ])('on %s it says who pulls', (image, words) => {
    const [finding] = lintSource(`FROM ${image}\n${INSTALL}\n`, only('apt/lists-kept')).findings;
    expect(finding?.message).toContain(words);
  });
});

describe('apt/install-without-update', () => {
  const without = (lines: string, image?: string) => found('apt/install-without-update', lines, image);

  test.each([
    ['RUN apt-get install -y curl', '2: apt-get install'],
    ['RUN apt-get install -y curl && apt-get install -y git', '2: apt-get install'],
    ['RUN apt-get install -y curl; apt-get update', '2: apt-get install'],
    ['RUN apt-get -y build-dep curl', '2: apt-get'],
    ['RUN apt-get upgrade -y', '2: apt-get upgrade'],
    ['RUN cat list | xargs apt-get install -y', '2: apt-get install'],
    [
      'RUN apt-get update && rm -r /var/lib/apt/lists\nRUN apt-get dist-upgrade -y',
      '3: apt-get dist-upgrade',
    ],
    ['RUN apt-get update && rm -r /var/lib/apt/lists && apt-get install -y git', '2: apt-get install'],
    [
      'RUN --mount=type=cache,target=/var/lib/apt apt-get update\nRUN apt-get install -y git',
      '3: apt-get install',
    ],
  ])('%s', (lines, expected) => expect(without(lines)).toEqual([expected]));

  test.each([
    'RUN apt-get update && apt-get install -y curl',
    'RUN apt-get update\nRUN apt-get install -y curl',
    'RUN apt update && apt-get install -y curl',
    'RUN add-apt-repository -y ppa:x/y && apt-get install -y curl',
    'RUN curl -fsSL https://deb.nodesource.com/setup_22.x | bash - && apt-get install -y nodejs',
    'COPY prepare.sh /\nRUN sh /prepare.sh && apt-get install -y curl',
    'RUN apt-get install -y ./driver.deb /tmp/other.deb',
    'RUN apt-get -fy install',
    'RUN apt-get install -y curl || (apt-get update && apt-get install -y curl)',
    'RUN need() { apt-get install -y "$@"; }; apt-get update && need curl',
    'RUN --mount=type=cache,target=/var/lib/apt/lists apt-get install -y curl',
    'ONBUILD RUN apt-get install -y curl',
    'RUN $PREPARE && apt-get install -y curl',
    'RUN apt-get update && apt-get install -y curl git && rm -r /var/lib/apt/lists\nRUN apt-get install -y git',
    'ENV P="curl git"\nRUN apt-get update && apt-get install -y $P && rm -r /var/lib/apt/lists && apt-get install -y git curl',
  ])('silent: %s', (lines) => expect(without(lines)).toEqual([]));

  test.each([
    ['another', 'apt-get install -y git', 'apt-get install -y git curl'],
    ['a version', 'apt-get install -y git', 'apt-get install -y git=1:2'],
    ['it may have failed', 'apt-get install -y git || true', 'apt-get install -y git'],
    ['it was removed', 'apt-get install -y git && apt-get purge -y git', 'apt-get install -y git'],
    ['a fresh copy', 'apt-get install -y git', 'apt-get install -y --reinstall git'],
  ])('installed before, but %s', (_, first, second) => {
    const lines = `RUN apt-get update && (${first}) && rm -r /var/lib/apt/lists\nRUN ${second}`;
    expect(without(lines)).toEqual(['3: apt-get install']);
  });

  test('only bases that are known to have no lists are judged', () => {
    const lines = 'RUN apt-get install -y curl';
    expect(without(lines, 'ubuntu:24.04')).toHaveLength(1);
    expect(without(lines, 'contoso.azurecr.io/base:1')).toEqual([]);
    expect(without(lines, '$BASE')).toEqual([]);
  });

  test('lists are handed down to the stages that build on it', () => {
    expect(without('FROM one\nRUN apt-get install -y git', `${OPENMPI} AS one\nRUN apt-get update`)).toEqual(
      [],
    );
    const cleaned = `${OPENMPI} AS one\nRUN apt-get update && rm -r /var/lib/apt/lists`;
    expect(without('FROM one\nRUN apt-get install -y git', cleaned)).toEqual(['4: apt-get install']);
  });

  test.each([
    [
      'RUN apt-get install -y curl',
      'RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*',
    ],
    [
      'RUN cd /opt && \\\n    apt-get install -y curl && \\\n    ls',
      'RUN cd /opt && \\\n    apt-get update && \\\n    apt-get install -y curl && \\\n    ls && \\\n    rm -rf /var/lib/apt/lists/*',
    ],
    [
      'RUN <<EOF\nset -e\napt-get install -y curl\nEOF',
      'RUN <<EOF\nset -e\napt-get update\napt-get install -y curl\nrm -rf /var/lib/apt/lists/*\nEOF',
    ],
    ['RUN ["apt-get", "install", "-y", "curl"]', 'RUN ["apt-get", "install", "-y", "curl"]'],
  ])('fix of %s', (lines, expected) => expect(fixed(['apt/install-without-update'], lines)).toBe(expected));
});

describe('apt/update-alone', () => {
  const alone = (lines: string) => found('apt/update-alone', lines);

  test.each([
    'RUN apt-get update',
    'RUN apt-get clean && apt-get update',
    'RUN apt-get update && pip install numpy',
    'RUN apt-get update && curl -O https://example.com/x && git clone https://example.com/y',
    'RUN apt-get update && apt-get purge -y curl',
  ])('%s', (lines) => expect(alone(`${lines}\nRUN apt-get install -y curl`)).toEqual(['2: apt-get update']));

  test.each([
    'RUN apt-get update',
    'RUN apt-get update && apt-get install -y curl',
    'RUN apt-get update && apt-get upgrade -y',
    'RUN apt-get update && apt-cache policy curl',
    'RUN apt-get update && ./install.sh',
    'RUN apt-get update && playwright install-deps',
    'RUN apt-get update && cat packages.txt | xargs apt-get install -y',
    'RUN --mount=type=cache,target=/var/lib/apt/lists apt-get update',
    'ONBUILD RUN apt-get update',
  ])('silent: %s', (lines) => expect(alone(lines)).toEqual([]));

  test.each([
    ['RUN apt-get update\nRUN apt-get install -y curl', 'Join it with the `apt-get install` of line 3'],
    ['RUN apt-get update\nRUN ./x.sh', 'in the RUN that needs them'],
    [
      'RUN apt-get update\nRUN apt-get install -y curl\nRUN apt-get install -y git',
      'of line 3, and end that RUN with `&& rm -rf /var/lib/apt/lists/*`. As line 4 reads them too, write `apt-get update && … && rm -rf /var/lib/apt/lists/*` there.',
    ],
    [
      'RUN apt-get update\nRUN ./x.sh\nRUN apt-get install -y git',
      'rm -rf /var/lib/apt/lists/*`. Look first whether line 3 needs them.',
    ],
  ])('what to do about %s', (lines, words) => {
    const [finding] = lintSource(`FROM ${OPENMPI}\n${lines}\n`, only('apt/update-alone')).findings;
    expect(finding?.message).toContain(words);
  });

  test.each([
    ['RUN pip install x', '`&& rm -rf /var/lib/apt/lists/*`.'],
    [
      'RUN apt-get install -y git\nRUN apt-get install -y vim',
      '`&& rm -rf /var/lib/apt/lists/*`. As lines 3 and 4 read them too, write `apt-get update && … && rm -rf /var/lib/apt/lists/*` there.',
    ],
    ['RUN ./x.sh', '`&& rm -rf /var/lib/apt/lists/*`. Look first whether line 3 needs them.'],
    [
      'RUN ./x.sh\nRUN apt-get install -y a\nRUN apt-get install -y b\nRUN ./y.sh\nRUN apt-get install -y c',
      'As lines 4, 5 and 7 read them too, write `apt-get update && … && rm -rf /var/lib/apt/lists/*` there. Look first whether lines 3 and 6 need them.',
    ],
  ])('what apt/lists-kept says of readers: %s', (lines, end) => {
    const text = `FROM ${OPENMPI}\nRUN apt-get update && apt-get install -y curl\n${lines}\n`;
    const [finding] = lintSource(text, only('apt/lists-kept')).findings;
    expect(finding?.message.endsWith(end)).toBe(true);
  });

  test('the fix of apt/lists-kept reaches the stages that build on it', () => {
    const text = `FROM ${OPENMPI} AS a\nRUN apt-get update && apt-get install -y curl\nFROM a AS b\nRUN apt-get install -y x\nFROM a\nRUN apt-get install -y y\n`;
    const { text: after } = fixSource(text, only('apt/lists-kept'), { unsafe: true });
    expect(after.match(/apt-get update && apt-get install/g)).toHaveLength(3);
    expect(after.match(/rm -rf/g)).toHaveLength(2);
  });

  const rules = ['apt/update-alone', 'apt/lists-kept', 'apt/install-without-update'];
  test.each([
    [
      'RUN apt-get update\nRUN apt-get install -y curl',
      'RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*',
    ],
    [
      'RUN apt-get update\nENV A=1\nRUN sudo apt-get install -y curl',
      'ENV A=1\nRUN sudo apt-get update && sudo apt-get install -y curl && sudo rm -rf /var/lib/apt/lists/*',
    ],
    // The first reader, not the first that certainly is one.
    [
      'RUN apt-get update\nRUN apt-get upgrade -y\nRUN apt-get install -y curl',
      'RUN apt-get update && apt-get upgrade -y && rm -rf /var/lib/apt/lists/*\nRUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*',
    ],
    [
      'RUN apt-get update\nCOPY x.sh /\nRUN /x.sh && apt-get install -y curl',
      'COPY x.sh /\nRUN apt-get update && /x.sh && apt-get install -y curl && rm -rf /var/lib/apt/lists/*',
    ],
    [
      'RUN apt-get update\nRUN apt-cache madison curl',
      'RUN apt-get update && apt-cache madison curl && rm -rf /var/lib/apt/lists/*',
    ],
    [
      'RUN apt-get -o Acquire::Check-Valid-Until=false update -qq\nRUN apt-get install -y curl',
      'RUN apt-get -o Acquire::Check-Valid-Until=false update -qq && apt-get install -y curl && rm -rf /var/lib/apt/lists/*',
    ],
    ['RUN apt-get update\nRUN pip install x', 'RUN pip install x'],
    // Somebody else runs the second.
    ['RUN apt-get update\nUSER app\nRUN apt-get install -y curl', undefined],
  ])('unsafe fix of %s', (lines, expected = lines) => expect(fixed(rules, lines, true)).toBe(expected));

  test('safe fixes alone never take the lists from a later RUN', () => {
    const lines = 'RUN apt-get update\nRUN apt-get install -y curl\nRUN apt-get install -y git';
    expect(fixed(rules, lines)).toBe(lines);
  });
});

describe('apt/recommends-installed', () => {
  const recommends = (lines: string) => found('apt/recommends-installed', lines);

  test.each([
    'RUN apt-get install --no-install-recommends curl',
    'RUN apt-get install --install-recommends curl',
    'RUN apt-get -o APT::Install-Recommends=false install curl',
    'RUN apt-get -oAPT::Install-Recommends=0 install curl',
    'RUN echo \'APT::Install-Recommends "0";\' > /etc/apt/apt.conf.d/99\nRUN apt-get install curl',
    'COPY 99 /etc/apt/apt.conf.d/99\nRUN apt-get install curl',
    'RUN apt-get -f install',
    'RUN apt-get upgrade',
    'ARG FLAGS="-y --no-install-recommends"\nRUN apt-get install $FLAGS curl',
    'ARG FLAGS\nRUN apt-get install ${FLAGS} curl',
    "RUN flags='-y --no-install-recommends' && apt-get install $flags curl",
    'RUN apt-get install -y --only-upgrade openssl',
    'RUN apt-get install -y --reinstall openssl',
    'RUN apt-get install -y --download-only openssl',
  ])('silent: %s', (lines) => expect(recommends(lines)).toEqual([]));

  test.each([
    'ENV PACKAGES="curl git"\nRUN apt-get install -y $PACKAGES',
    "RUN packages='curl git' && apt-get install -y $packages",
    'ARG VERSION\nRUN apt-get install -y curl=$VERSION',
  ])('packages in a variable: %s', (lines) => expect(recommends(lines)).toHaveLength(1));

  test.each([
    ['RUN apt-get install -y curl', 'RUN apt-get install -y --no-install-recommends curl'],
    ['RUN apt-get install curl -y', 'RUN apt-get install --no-install-recommends curl -y'],
    ['RUN apt-get -y install curl', 'RUN apt-get -y install --no-install-recommends curl'],
    [
      'RUN ["apt-get", "install", "-y", "x"]',
      'RUN ["apt-get", "install", "-y", "--no-install-recommends", "x"]',
    ],
  ])('fix of %s', (lines, expected) => {
    expect(fixed(['apt/recommends-installed'], lines)).toBe(lines);
    expect(fixed(['apt/recommends-installed'], lines, true)).toBe(expected);
  });

  test.each([
    ['RUN apt-get install -y vim curl', '`curl` then comes without `ca-certificates`'],
    [
      'ENV PACKAGES="vim git"\nRUN apt-get install -y $PACKAGES',
      '`git` then comes without `ca-certificates`',
    ],
    [
      'RUN apt-get install -y curl python3-pip ca-certificates',
      '`python3-pip` then comes without `build-essential`',
    ],
    ['RUN apt-get install -y curl ca-certificates', 'name what is really needed.'],
  ])('what is lost in %s', (lines, words) => {
    const [finding] = lintSource(`FROM ${OPENMPI}\n${lines}\n`, only('apt/recommends-installed')).findings;
    expect(finding?.message).toContain(words);
  });

  test('together with -y', () => {
    const rules = ['apt/recommends-installed', 'apt/asks-for-confirmation', 'apt/interactive-command'];
    expect(fixed(rules, 'RUN apt install curl', true)).toBe(
      'RUN apt-get install -y --no-install-recommends curl',
    );
  });
});

describe('apt/unpinned', () => {
  const settings = only('apt/unpinned');
  const said = (lines: string) =>
    lintSource(`FROM ${OPENMPI}\n${lines}\n`, settings).findings.map(({ message }) => message.split(':')[0]);

  test.each([
    ['RUN apt-get install -t sid a b=1 c/sid ./d.deb', '`a` has no version'],
    ['RUN apt-get install "e" $F g=$H i:amd64 j- && apt-get install k=1.*', '`e` and `i` have no version'],
    ['RUN apt-get install a b && apt-get install c d', '`a`, `b`, `c` and 1 more have no version'],
    ['RUN apt-get install a && apt-get install a', '`a` has no version'],
    [
      'RUN apt-get install ImageMagick openjdk-8* python3.1[01]-dev',
      '`ImageMagick`, `openjdk-8*` and `python3.1[01]-dev` have no version',
    ],
    ['ENV PACKAGES="gcc make=4"\nRUN apt-get install $PACKAGES', '`gcc` has no version'],
    ["RUN deps='gcc make' && apt-get install $deps", '`gcc` and `make` have no version'],
    ['ENV V=7.3\nRUN apt-get install php${V}-cli', '`php7.3-cli` has no version'],
    ['ARG V=8\nRUN apt-get install "openjdk-$V"', '`openjdk-8` has no version'],
  ])('%s', (lines, expected) => expect(said(lines)).toEqual([expected]));

  test.each([
    'RUN apt-get install --only-upgrade openssl',
    'RUN apt-get install --reinstall openssl',
    'RUN apt-get install $PACKAGES $(cat list) php$V-cli',
    'ARG PACKAGES\nRUN apt-get install $PACKAGES',
  ])('silent: %s', (lines) => expect(said(lines)).toEqual([]));
});

describe('apt/interactive-command', () => {
  test.each([
    ['RUN /usr/bin/apt -y install curl', 'RUN /usr/bin/apt-get -y install curl'],
    ['RUN apt policy curl', 'RUN apt-cache policy curl'],
    ['RUN apt list --installed', 'RUN apt list --installed'],
    ['RUN apt full-upgrade', 'RUN apt full-upgrade'],
    ['RUN apt -y upgrade', 'RUN apt-get -y upgrade --with-new-pkgs'],
    ['RUN apt upgrade -y --with-new-pkgs', 'RUN apt-get upgrade -y --with-new-pkgs'],
    ['RUN apt show curl', 'RUN apt-cache show curl'],
    ['RUN apt search curl | grep x', 'RUN apt search curl | grep x'],
    ['RUN x=$(apt show curl)', 'RUN x=$(apt show curl)'],
    ['RUN apt search curl > /found', 'RUN apt search curl > /found'],
  ])('fix of %s', (lines, expected) => {
    expect(found('apt/interactive-command', lines)).toHaveLength(1);
    expect(fixed(['apt/interactive-command'], lines)).toBe(expected);
  });
});

test('apt/upgrade', () => {
  const lines = 'RUN apt-get upgrade && apt full-upgrade && apt-get install --only-upgrade openssl';
  expect(found('apt/upgrade', lines)).toEqual(['2: apt-get upgrade', '2: apt full-upgrade']);
});
