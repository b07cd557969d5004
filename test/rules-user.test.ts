/** What the rules about users take for certain, what they leave alone, and what their fixes make of a file. */
import { describe, expect, test } from 'vitest';
import { settingsOf } from '../src/config/settings.ts';
import { fixSource } from '../src/fix/fix.ts';
import { lintSource } from '../src/lint.ts';

const INFERENCE = 'mcr.microsoft.com/azureml/minimal-py312-inference:latest';
const CURATED = 'mcr.microsoft.com/azureml/curated/minimal-py311-inference:56';
const INFERENCE_BASE = 'mcr.microsoft.com/azureml/inference-base-2204:20260722.v3';
const RUNS_AS_ROOT = 'mcr.microsoft.com/azureml/curated/foundation-model-inference:71';
const TRAINING = 'mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04:20260715.v1';

interface Given {
  readonly image?: string;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly family?: 'inference';
}

function settingsFor(rule: string, { options, family }: Given) {
  const settings = settingsOf({
    preset: 'all',
    now: '2026-07-31',
    ...(family && { family }),
    ...(options && { rules: { [rule]: ['error', options] } }),
  });
  return { ...settings, rules: settings.rules.filter(({ rule: { id } }) => id === rule) };
}

function findingsOf(rule: string, lines: string, given: Given = {}) {
  const text = `FROM ${given.image ?? INFERENCE}\n${lines}\n`;
  const { findings } = lintSource(text, settingsFor(rule, given));
  return findings.map((finding) => ({ ...finding, words: text.slice(finding.span.start, finding.span.end) }));
}

/** What one rule finds on an image, as `line: the words`. */
function found(rule: string, lines: string, given?: Given): readonly string[] {
  return findingsOf(rule, lines, given).map(({ range, words }) => `${range.start.line}: ${words}`);
}

/** What the fixes of a rule make of a whole file. */
function fixed(rule: string, text: string): string {
  return fixSource(text, settingsFor(rule, {}), { unsafe: true }).text;
}

describe('user/apt-without-root', () => {
  const id = 'user/apt-without-root';

  test.each([
    ['RUN apt-get update', '2: apt-get update'],
    ['RUN echo x && apt install -y curl', '2: apt install'],
    ['RUN dpkg -i /tmp/a.deb', '2: dpkg'],
    ['RUN add-apt-repository -y ppa:x/y', '2: add-apt-repository'],
    ['RUN curl https://example.com/key.asc | apt-key add -', '2: apt-key add'],
    ['RUN ["apt-get", "install", "-y", "curl"]', '2: apt-get", "install'],
    ['RUN <<EOF\nset -e\napt-get update\nEOF', '4: apt-get update'],
    ['RUN if true; then apt-get update; fi', '2: apt-get update'],
    ['USER 1000\nRUN apt-get update', '3: apt-get update'],
    ['USER root\nUSER app:root\nRUN apt-get update', '4: apt-get update'],
    ['ARG WHO=app\nUSER $WHO\nRUN apt-get update', '4: apt-get update'],
  ])('%s', (lines, expected) => expect(found(id, lines)).toEqual([expected]));

  test.each([
    'USER root\nRUN apt-get update',
    'USER 0:0\nRUN apt-get update',
    'USER "root"\nRUN apt-get update',
    'ARG WHO=root\nUSER $WHO\nRUN apt-get update',
    'ARG WHO\nUSER $WHO\nRUN apt-get update',
    'RUN sudo apt-get update',
    'RUN su -c "apt-get update"',
    'USER root\nRUN gosu dockeruser apt-get update',
    'RUN apt-get --version && apt-cache policy && dpkg -l && apt-get download curl',
    'RUN apt-get install --dry-run curl',
    'RUN echo apt-get update',
    'ONBUILD RUN apt-get update',
  ])('silent: %s', (lines) => expect(found(id, lines)).toEqual([]));

  test('the user that a base starts as is known only from the catalog', () => {
    for (const image of [TRAINING, RUNS_AS_ROOT, 'contoso.azurecr.io/x', '$BASE'])
      expect(found(id, 'RUN apt-get update', { image })).toEqual([]);
    expect(found(id, 'RUN apt-get update', { image: CURATED })).toHaveLength(1);
  });

  test('a stage that only builds must build too, and hands its user down', () => {
    const lines = `RUN apt-get update\nUSER root\nFROM build\nRUN apt-get update\nFROM ${TRAINING}`;
    expect(found(id, lines, { image: `${INFERENCE} AS build` })).toEqual(['2: apt-get update']);
  });

  const FROM = `FROM ${INFERENCE}`;
  test.each([
    ['alone', `${FROM}\nRUN apt-get update\n`, `${FROM}\nUSER root\nRUN apt-get update\nUSER dockeruser\n`],
    [
      'without a line end',
      `${FROM}\nRUN apt-get update`,
      `${FROM}\nUSER root\nRUN apt-get update\nUSER dockeruser`,
    ],
    [
      'with CRLF',
      `${FROM}\r\nRUN apt-get update\r\nENV A=1\r\n`,
      `${FROM}\r\nUSER root\r\nRUN apt-get update\r\nUSER dockeruser\r\nENV A=1\r\n`,
    ],
    [
      'with another user',
      `${FROM}\nARG WHO=app\nUSER $WHO\nRUN apt-get update\nENV A=1\n`,
      `${FROM}\nARG WHO=app\nUSER $WHO\nUSER root\nRUN apt-get update\nUSER $WHO\nENV A=1\n`,
    ],
    [
      'two in a row, and one apart',
      `${FROM}\n# why\nRUN apt-get update\nRUN apt-get clean\nENV A=1\nRUN apt-get clean\n`,
      `${FROM}\nUSER root\n# why\nRUN apt-get update\nRUN apt-get clean\nUSER dockeruser\nENV A=1\nUSER root\nRUN apt-get clean\nUSER dockeruser\n`,
    ],
    [
      'a here-document',
      `${FROM}\nRUN <<EOF\napt-get update\nEOF\n`,
      `${FROM}\nUSER root\nRUN <<EOF\napt-get update\nEOF\nUSER dockeruser\n`,
    ],
    ['more than packages', `${FROM}\nRUN apt-get update && pip install x\n`, undefined],
    ['a script', `${FROM}\nRUN apt-get update && bash x.sh\n`, undefined],
    ['a continuation at the end', `${FROM}\nRUN apt-get update \\\n`, undefined],
  ])('fix of %s', (_, text, expected = text) => expect(fixed(id, text)).toBe(expected));
});

describe('user/root-beyond-packages', () => {
  const id = 'user/root-beyond-packages';
  const asRoot = (run: string, given?: Given) => found(id, `USER root\n${run}\nUSER dockeruser`, given);

  test('an instruction that a stray continuation has made part of a RUN is no command', () => {
    expect(found(id, 'USER root\nRUN apt-get update && \\\nUSER dockeruser')).toEqual([]);
  });

  test.each([
    ['pip install numpy', 'pip install'],
    ['/opt/miniconda/envs/amlenv/bin/pip install numpy', '/opt/miniconda/envs/amlenv/bin/pip install'],
    ['python3 -m pip install numpy', 'pip install'],
    ['conda env create -f x.yml', 'conda env create'],
    ['conda run -n amlenv pip install x', 'pip install'],
    ['npm ci', 'npm ci'],
    ['python setup.py install', 'python'],
    ['cd /x && ./configure && make install', './configure'],
    ['git clone https://example.com/x', 'git clone'],
    ['curl -fsSL https://example.com/x.sh | bash', 'bash'],
    ['wget -qO- https://example.com/x.sh | sh -s -- -y', 'sh'],
    ['bash <(curl -fsSL https://example.com/x.sh)', 'bash'],
    ['sh -c "$(curl -fsSL https://example.com/x.sh)"', '$(curl -fsSL https://example.com/x.sh)'],
    ['curl -fsSL https://example.com/model.onnx -o /var/azureml-app/model.onnx', 'curl'],
    ['curl -fsSL https://example.com/env.sh -o /opt/miniconda/env.sh', 'curl'],
    ['curl -fsSLO https://example.com/tool', 'curl'],
    ['curl -fsSL https://example.com/tool > /home/tool', 'curl'],
    ['git clone https://example.com/x /opt/x', 'git clone'],
    ['wget https://example.com/x.tgz && tar xf x.tgz && tar xf y.tgz -C /opt', 'wget'],
    ['. /opt/miniconda/etc/profile.d/conda.sh && conda activate amlenv && pip install x', 'pip install'],
    ['wget https://example.com/installer.run', 'wget'],
    ['wget -O /tmp/x.bin "$URL"', 'wget'],
    ['env A=1 nice make', 'make'],
    ['if true; then pip install x; fi', 'pip install'],
    ['setup() { pip install x; }; setup', 'pip install'],
    ['echo "$(python3 -c pass)"', 'python3'],
    ['find / -name x -exec python {} +', 'python'],
    ['ls | xargs pip install', 'pip install'],
    ['sudo pip install x', 'pip install'],
  ])('RUN %s', (run, expected) => expect(asRoot(`RUN ${run}`)).toEqual([`3: ${expected}`]));

  test.each([
    'apt-get update && apt-get install -y x && apt-get clean && rm -rf /var/lib/apt/lists/*',
    'set -eux; export A=1; B=2; dpkg --add-architecture i386; apt-mark hold x; ldconfig; locale-gen en_US.UTF-8',
    'curl -fsSL https://example.com/k.asc | gpg --dearmor -o /usr/share/keyrings/x.gpg',
    'curl -fsSL https://example.com/linux/ubuntu/gpg -o /etc/apt/keyrings/docker.asc',
    'wget -qO- https://example.com/key | apt-key add -',
    'wget -O /tmp/x.deb "https://example.com/x?v=1" && dpkg -i /tmp/x.deb && rm /tmp/x.deb',
    'wget https://example.com/x_${VERSION}_amd64.deb',
    'curl -o x.deb https://example.com/latest && apt-get install -y ./x.deb',
    'curl -sL https://example.com/prod.list > /etc/apt/sources.list.d/x.list',
    'curl -sSL https://example.com/x.tgz | tar xz -C /opt',
    'VERSION=$(curl -s https://example.com/latest) && echo $VERSION',
    'echo "deb https://example.com $(lsb_release -cs) main" | tee /etc/apt/sources.list.d/x.list',
    '. /etc/os-release && echo $VERSION_CODENAME && [ -f /etc/x ] && test -d /y',
    'useradd -m app && usermod -aG video app && chown -R app /opt/app && chmod 755 /opt/app',
    'for f in a b; do install -m 644 $f /usr/share/x; done',
    'clean() { rm -rf /tmp/x; }; clean',
    'cp ca.crt /usr/local/share/ca-certificates/ && update-ca-certificates',
    'conda clean -afy && pip cache purge',
    'su dockeruser -c "pip install x"',
    'gosu dockeruser pip install x',
    'sudo -u dockeruser pip install x',
    '$TOOL install x',
    '"$(which pip)" list; wget "$URL"',
    'python3 --version && node -v',
    'bash -c "apt-get update && rm -rf /tmp/x"',
    'curl -fsSL https://example.com/model.onnx -o /opt/model.onnx',
    'curl -fsSL https://example.com/tool > /usr/bin/tool',
    'wget -q https://example.com/spark-3.tgz && tar xzf spark-3.tgz -C /opt && rm spark-3.tgz',
    'wget -q https://example.com/spark-$V.tgz && tar --directory=/opt -xzf spark-$V.tgz',
    'wget https://example.com/tool -P /usr/local/bin',
    'curl -LO https://example.com/tool?x=1 && install -m 755 tool /usr/local/bin/tool',
    'wget https://example.com/Miniconda.sh && bash Miniconda.sh -b -p /usr/local && rm Miniconda.sh',
    'conda activate amlenv',
    'flake8 app setup.py && pip list && ruff check .',
  ])('silent: RUN %s', (run) => expect(asRoot(`RUN ${run}`)).toEqual([]));

  test('scripts are a warning, for nobody sees what they do', () => {
    const lines = 'USER root\nRUN bash /tmp/setup.sh --now\nRUN /opt/install.sh && . ./env.sh\n';
    const [finding, ...more] = findingsOf(id, lines);
    expect(more).toEqual([]);
    expect([finding?.words, finding?.severity]).toEqual(['bash', 'warning']);
    expect(finding?.message).toContain('What `setup.sh` does');
    expect(finding?.related.map(({ message }) => message)).toEqual([
      'root from here on',
      '`install.sh` runs as root too',
    ]);
  });

  test('what is seen is worse than what is not', () => {
    const lines = 'USER root\nRUN bash /tmp/setup.sh\nRUN pip install x\nUSER dockeruser\n';
    const found = findingsOf(id, lines).map(({ words, severity }) => [words, severity]);
    expect(found).toEqual([['pip install', 'error']]);
  });

  test('what only root can write to is not to be moved as it is', () => {
    const [finding] = findingsOf(
      id,
      'USER root\nRUN git clone https://example.com/x /opt/x\nUSER dockeruser\n',
    );
    expect(finding?.message).toContain(
      'Let it write where `dockeruser` can, not to `/opt/x`, and move it below `USER dockeruser` (line 4).',
    );
  });

  test.each([
    ['make -C /src install', 'not to `/usr/local`, and move it'],
    ['cmake --install build', 'not to `/usr/local`, and move it'],
    ['npm install --global azurite', 'not to `/usr/lib`, and move it'],
    ['make -C /src install PREFIX=/home/dockeruser', 'rights. Move it below `USER dockeruser`'],
    ['make -C /src', 'rights. Move it below `USER dockeruser`'],
    ['npm ci', 'rights. Move it below `USER dockeruser`'],
    [
      'curl -fsSL https://deb.nodesource.com/setup_22.x | bash -',
      'Where it sets these up, spell its commands out',
    ],
    ['bash <(curl -fsSL https://example.com/x)', 'Where it sets these up, spell its commands out'],
  ])('the cure of %s', (run, words) => {
    const [finding] = findingsOf(id, `USER root\nRUN ${run}\nUSER dockeruser\n`);
    expect(finding?.message).toContain(words);
    expect(finding?.severity).toBe('error');
  });

  test('a stage is one finding, with the places that explain it', () => {
    const lines = 'USER root\nRUN pip install x && \\\n    rm -rf /tmp/x\nRUN npm ci\nENV A=1\nUSER 1000\n';
    const [finding, ...more] = findingsOf(id, lines);
    expect(more).toEqual([]);
    expect(finding?.message).toContain('(`USER root`, line 2)');
    expect(finding?.message).toContain('below `USER 1000` (line 7)');
    expect(finding?.related.map(({ range: { start }, message }) => [start.line, message])).toEqual([
      [2, 'root from here on'],
      [5, '`npm ci` runs as root too'],
      [7, 'no longer root from here on'],
    ]);
  });

  test.each(['allow', 'make', 'make install'])('option allow: %s', (allowed) => {
    const expected = allowed === 'allow' ? ['3: make'] : [];
    expect(asRoot('RUN make install', { options: { allow: [allowed] } })).toEqual(expected);
  });

  test('option allow names scripts by their file', () => {
    const given = { options: { allow: ['setup.sh', 'pip'] } };
    expect(asRoot('RUN bash /tmp/setup.sh && ./setup.sh && pip3 install x', given)).toEqual([]);
    expect(asRoot('RUN bash /tmp/other.sh', given)).toEqual(['3: bash']);
  });

  test('environments that belong to root are installed into by root', () => {
    for (const image of [CURATED, INFERENCE_BASE]) {
      expect(asRoot('RUN conda env create -f x.yml && pip install y && conda clean -ay', { image })).toEqual(
        [],
      );
      expect(asRoot('RUN npm ci', { image })).toEqual(['3: npm ci']);
    }
  });

  test('only what is shipped, and not what nobody else could do', () => {
    expect(asRoot(`RUN pip install x\nFROM ${INFERENCE}`)).toEqual([]);
    expect(asRoot('RUN pip install x', { image: RUNS_AS_ROOT })).toEqual([]);
    expect(found(id, 'RUN pip install x')).toEqual([]);
    expect(found(id, 'USER $WHO\nRUN pip install x')).toEqual([]);
    expect(asRoot('ONBUILD RUN pip install x')).toEqual([]);
  });

  test('root is handed down to the stage that builds on it', () => {
    const lines = 'USER root\nFROM base\nRUN pip install x\nUSER dockeruser';
    expect(found(id, lines, { image: `${INFERENCE} AS base` })).toEqual(['4: pip install']);
  });

  test('an image that the configuration calls an inference image is one', () => {
    expect(
      asRoot('RUN pip install x', { image: 'contoso.azurecr.io/serve:1', family: 'inference' }),
    ).toHaveLength(1);
  });
});

describe('user/root-not-dropped', () => {
  const id = 'user/root-not-dropped';

  test.each([
    ['USER root', '2: USER root'],
    ['USER root:root', '2: USER root:root'],
    ['USER 0', '2: USER 0'],
    ['USER dockeruser\nUSER root\nENV A=1', '3: USER root'],
    ['ARG WHO=root\nUSER ${WHO}', '3: USER ${WHO}'],
  ])('%s', (lines, expected) => expect(found(id, lines)).toEqual([expected]));

  test.each([
    'ENV A=1',
    'USER root\nUSER dockeruser',
    'USER root\nUSER $WHO',
    'USER 1000',
    'ONBUILD USER root',
  ])('silent: %s', (lines) => expect(found(id, lines)).toEqual([]));

  test('severity by family', () => {
    const severity = (image: string, lines = 'USER root\nEXPOSE 80') =>
      findingsOf(id, lines, { image }).map((one) => one.severity);
    expect(severity(INFERENCE)).toEqual(['error']);
    expect(severity('python:3.12')).toEqual(['warning']);
    expect(severity(TRAINING)).toEqual([]);
    expect(severity(RUNS_AS_ROOT)).toEqual([]);
    expect(severity('scratch')).toEqual(['warning']);
    expect(severity('mcr.microsoft.com/azureml/tritonserver-inference:1')).toEqual([]);
    expect(severity('mcr.microsoft.com/azureml/newfangled-inference:1')).toEqual([]);
    expect(severity('contoso.azurecr.io/serve:1')).toEqual(['warning']);
  });

  test.each([
    ['USER root', []],
    ['USER root\nCMD ["/bin/bash"]', []],
    ['USER root\nENTRYPOINT []\nCMD bash', []],
    ['USER root\nENTRYPOINT ["python", "app.py"]', ['warning']],
    ['USER root\nCMD flask run', ['warning']],
    ['EXPOSE 80\nUSER root', ['warning']],
    // The line of the training images, in which nothing listens.
    ['EXPOSE 5001 8883 8888\nUSER root', []],
    ['EXPOSE 5001 8883 8888\nUSER root\nCMD ["runsvdir", "/var/runit"]', ['warning']],
    ['EXPOSE 5001\nUSER root', ['warning']],
  ])('of other images only those that wait to be called: %j', (lines, severities) => {
    const findings = findingsOf(id, lines, { image: 'python:3.12' });
    expect(findings.map(({ severity }) => severity)).toEqual(severities);
  });

  test('what runs as root is named', () => {
    const messageOf = (lines: string) => findingsOf(id, `USER root\n${lines}`)[0]?.message;
    expect(messageOf('ENV A=1')).toContain('the inference server and the code of the model run as root');
    expect(messageOf('CMD ["runsvdir", "/var/runit"]')).toContain('the inference server');
    expect(messageOf('CMD azmlinfsrv --entry_script score.py')).toContain('the inference server');
    expect(messageOf('ENTRYPOINT ["/bin/sh", "/start.sh"]')).toContain('so `/bin/sh /start.sh` runs as root');
    expect(messageOf('ENTRYPOINT ["uvicorn", "app:app"]')).toContain('so `uvicorn app:app` runs as root');
  });

  test('what is served by others is named', () => {
    const messageOf = (lines: string) =>
      findingsOf(id, `USER root\n${lines}`, { image: 'python:3.12' })[0]?.message;
    expect(messageOf('CMD flask run\nEXPOSE 80')).toContain('breaks into what it starts owns');
    expect(messageOf('EXPOSE 80\nEXPOSE 5001 8883 8888\nEXPOSE 90/udp')).toContain(
      'breaks into what listens on port 80 and 90/udp owns',
    );
  });

  test('stages: the final one, or all', () => {
    const lines = `USER root\nFROM ${INFERENCE} AS other\nUSER root\nFROM one\nENV A=1`;
    const image = `${INFERENCE} AS one`;
    expect(found(id, lines, { image })).toEqual(['2: USER root']);
    expect(found(id, lines, { image, options: { stages: 'all' } })).toEqual(['2: USER root', '4: USER root']);
  });

  const FROM = `FROM ${INFERENCE}`;
  test.each([
    ['at the end', `${FROM}\nUSER root\nCMD ["x"]\n`, `${FROM}\nUSER root\nCMD ["x"]\nUSER dockeruser\n`],
    ['without a line end', `${FROM}\nUSER root`, `${FROM}\nUSER root\nUSER dockeruser`],
    ['with CRLF', `${FROM}\r\nUSER root\r\n`, `${FROM}\r\nUSER root\r\nUSER dockeruser\r\n`],
    ['above the last comment', `${FROM}\nUSER root\n# end\n`, `${FROM}\nUSER root\nUSER dockeruser\n# end\n`],
    [
      'after a here-document',
      `${FROM}\nUSER root\nRUN <<EOF\nls\nEOF\n`,
      `${FROM}\nUSER root\nRUN <<EOF\nls\nEOF\nUSER dockeruser\n`,
    ],
    ['in an open here-document', `${FROM}\nUSER root\nRUN <<EOF\nls\n`, undefined],
    [
      'in a stage that inherits',
      `${FROM} AS a\nUSER root\nFROM a\n`,
      `${FROM} AS a\nUSER root\nFROM a\nUSER dockeruser\n`,
    ],
    ['on another image', 'FROM python:3.12\nUSER root\n', undefined],
  ])('fix %s', (_, text, expected = text) => expect(fixed(id, text)).toBe(expected));
});

describe('user/not-dockeruser', () => {
  const id = 'user/not-dockeruser';
  const all = '/var/runit /var/log /var/lib/nginx /run /opt/miniconda /var/azureml-app';

  test.each([
    ['USER app', all],
    ['USER 1001', all],
    [`USER root\nRUN chown app ${all}\nUSER app`, all],
    ['USER root\nRUN chown -R app /var\nUSER app', '/run /opt/miniconda'],
    [`USER root\nRUN chown -R app:app ${all.replace('/run ', '')}\nUSER app`, '/run'],
    ['USER app\nCMD ["runsvdir", "/var/runit"]', all],
  ])('%s', (lines, missing) => {
    const [finding] = findingsOf(id, lines);
    expect(finding?.message).toMatch(new RegExp(`chown -R (?:app|1001) ${missing}\``));
  });

  test.each([
    'USER dockeruser',
    'USER dockeruser:dockeruser',
    'USER 1000',
    'USER root',
    'USER $WHO',
    `USER root\nRUN useradd app && chown -R app ${all}\nUSER app`,
    'USER root\nRUN useradd app && chown -R app /var /run/ /opt/*\nUSER app',
    'USER root\nRUN useradd app && chown -R app /var/{runit,log,lib/nginx,azureml-app} /run /opt/miniconda\nUSER app',
    'USER root\nRUN useradd app && find /var /run /opt -exec chown app {} +\nUSER app',
    'USER root\nRUN usermod -l app dockeruser\nUSER app',
    'COPY own.sh /\nUSER root\nRUN sh /own.sh\nUSER app',
    'USER nobody\nCMD ["python", "score.py"]',
    'USER root\nRUN useradd app\nRUN chown -R app .\nUSER app',
    'USER root\nRUN useradd app\nWORKDIR /\nRUN chown -R app .\nUSER app',
    'USER root\nWORKDIR /var\nRUN useradd app && chown -R app . && cd .. && chown -R app run opt\nUSER app',
  ])('silent: %s', (lines) => expect(found(id, lines)).toEqual([]));

  test.each([
    ['WORKDIR /home/app\nRUN chown -R app ./', all],
    ['RUN cd /var/lib && chown -R app nginx', all.replace('/var/lib/nginx ', '')],
    [
      'RUN chown -R app /opt && (cd /var && ls) && cd /run && chown -R app .',
      '/var/runit /var/log /var/lib/nginx /var/azureml-app',
    ],
  ])('a relative path is known with its directory: %s', (lines, missing) => {
    const [finding] = findingsOf(id, `USER root\nRUN useradd app\n${lines}\nUSER app`);
    expect(finding?.message).toContain(`\`chown -R app ${missing}\``);
  });

  test.each([
    ['USER dockerusr', '2: dockerusr'],
    ['USER Dockeruser', '2: Dockeruser'],
    ['USER docker_user:docker_user', '2: docker_user:docker_user'],
    ['USER dockerusr\nRUN pip install x\nUSER dockeruser', '2: dockerusr'],
    ['USER dockerusr\nCMD ["python", "score.py"]', '2: dockerusr'],
  ])('misspelled: %s', (lines, expected) => {
    expect(found(id, lines)).toEqual([expected]);
    expect(findingsOf(id, lines)[0]?.messageId).toBe('misspelled');
  });

  test.each([
    'USER scorer',
    'USER root\nRUN useradd other\nUSER scorer',
    'USER scorer\nRUN useradd scorer',
    `USER root\nRUN chown -R scorer ${all}\nUSER scorer`,
  ])('created by nothing: %s', (lines) => {
    const [finding, ...others] = findingsOf(id, lines);
    expect([finding?.messageId, others]).toEqual(['missing', []]);
    const { commands = '' } = /run `(?<commands>[^`]+)` before/.exec(finding!.message)?.groups ?? {};
    expect(found(id, `USER root\nRUN ${commands}\n${lines}`)).toEqual([]);
  });

  test.each([
    'USER dockerusr\nUSER dockeruser',
    'USER root\nRUN adduser dockerusr\nUSER 1000',
    'USER root\nRUN apt-get install -y postgresql\nUSER postgres\nRUN id\nUSER dockeruser',
    'USER www-data\nRUN id\nUSER dockeruser',
    'COPY --from=x / /\nUSER app\nRUN id\nUSER dockeruser',
    'USER $WHO\nRUN id\nUSER dockeruser',
  ])('may exist, or is no matter: %s', (lines) => expect(found(id, lines)).toEqual([]));

  test('nothing is known of the accounts of another image', () => {
    for (const image of ['acme.azurecr.io/serving:1', 'node:22']) {
      const found = findingsOf(id, 'USER node', { image, family: 'inference' });
      expect(found.map(({ messageId }) => messageId)).toEqual(['foreign']);
    }
  });

  test('the misspelled name is mended', () => {
    const text = `FROM ${INFERENCE}\nUSER dockerusr\n`;
    expect(fixed(id, text)).toBe(text.replace('dockerusr', 'dockeruser'));
  });

  test('an image without dockeruser asks for none', () => {
    expect(found(id, 'USER app', { image: RUNS_AS_ROOT })).toEqual([]);
  });
});

describe('user/dockeruser-missing', () => {
  const id = 'user/dockeruser-missing';
  const missing = (lines: string, image = TRAINING) => found(id, lines, { image });

  test.each([
    TRAINING,
    'python:3.12',
    'docker.io/library/ubuntu:24.04',
    'mcr.microsoft.com/azureml/curated/sklearn-1.5:1',
  ])('on %s', (image) => expect(missing('USER dockeruser', image)).toEqual(['2: dockeruser']));

  test.each(['contoso.azurecr.io/x', '$BASE', 'scratch', INFERENCE, 'contoso/python:3'])(
    'silent on %s',
    (image) => expect(missing('USER dockeruser', image)).toEqual([]),
  );

  test.each([
    'RUN useradd -m dockeruser\nUSER dockeruser',
    'RUN adduser --disabled-password --gecos "" dockeruser\nUSER dockeruser',
    'ARG WHO=dockeruser\nRUN useradd $WHO\nUSER $WHO',
    'RUN echo "dockeruser:x:1000:1000::/home/dockeruser:/bin/sh" >> /etc/passwd\nUSER dockeruser',
    'COPY passwd /etc/passwd\nUSER dockeruser',
    'COPY --from=x / /\nUSER dockeruser',
    'RUN sh /tmp/accounts.sh\nUSER dockeruser',
    'USER root',
  ])('silent: %s', (lines) => expect(missing(lines)).toEqual([]));

  test.each(['COPY requirements.txt .', 'WORKDIR $DIR\nCOPY . .', 'COPY . /', 'COPY sshd_config.conf /etc/'])(
    'files of the project bring no accounts: %s',
    (lines) =>
      expect(missing(`${lines}\nUSER dockeruser`).map((place) => place.slice(-10))).toEqual(['dockeruser']),
  );

  test('another account is no help, and one that comes later neither', () => {
    expect(missing('RUN useradd app\nUSER dockeruser')).toEqual(['3: dockeruser']);
    expect(missing('USER dockeruser\nRUN useradd dockeruser')).toEqual(['2: dockeruser']);
  });

  test('an account is handed down to the stages that build on it', () => {
    expect(missing('RUN useradd dockeruser\nFROM one\nUSER dockeruser', `${TRAINING} AS one`)).toEqual([]);
  });
});

describe('user/root-home-path', () => {
  const home = (lines: string) => found('user/root-home-path', lines, { image: TRAINING });

  test.each([
    ['COPY a /root/', '2: /root/'],
    ['COPY a /root/code/$X', '2: /root/code/$X'],
    // What goes where the working directory is goes elsewhere with it.
    ['WORKDIR /root\nCOPY a b', '2: /root'],
    ['WORKDIR /root\nCOPY a b\nCOPY a /root/c', '2: /root|4: /root/c'],
    ['WORKDIR /root\nCOPY a b\nWORKDIR /opt', '3: b'],
    ['ENV HOME=/root/x', '2: /root/x'],
    ['ENV HOME /root', '2: /root'],
    ['ENV PATH="/root/.local/bin:$PATH"', '2: /root/.local/bin'],
    ['ENV PATH=$PATH:/root/.cargo/bin:/root/go/bin', '2: /root/.cargo/bin|2: /root/go/bin'],
    ['ENV PATH=/root/bin:$PATH\nENV PATH=/opt/x:$PATH', '2: /root/bin'],
    ['ENV HOME=/root\nENV PATH=$HOME/bin:$PATH', '2: /root'],
  ])('%s', (lines, expected) => expect(home(lines)).toEqual(expected.split('|')));

  test.each([
    'COPY a /rootfs/',
    'COPY a /root$X',
    'COPY a $X',
    'COPY a /root/x\nRUN pip install /root/x && rm -rf /root/x',
    'COPY a /root/x/y\nRUN mv /root/x /opt',
    'COPY .netrc /root/.netrc',
    'COPY a /root/x\nRUN chmod 755 /root',
    'WORKDIR /root/build\nWORKDIR /opt',
    'ENV HOME=/root\nENV HOME=/home/job',
    'ENV A=/root',
    'ENV PATH=/root/bin:$PATH\nENV PATH=/usr/bin',
    'ENV PATH=$X/root/bin:$PATH',
    'ENV PATH=/root/$X:$PATH',
    'ENV PATH=/rooted/bin:$PATH',
    'ENV PATH=/root/bin:$PATH\nRUN chmod 755 /root',
    'RUN PATH=/root/bin:$PATH uv sync',
  ])('silent: %s', (lines) => expect(home(lines)).toEqual([]));

  test('a stage that is only copied from keeps its files where it likes', () => {
    expect(home(`COPY a /root/a\nFROM ${TRAINING}`)).toEqual([]);
  });
});

describe('user/environment-not-writable', () => {
  const id = 'user/environment-not-writable';
  const writes = (lines: string, image = CURATED) => found(id, lines, { image });

  test.each([
    ['RUN pip install x', '2: pip install'],
    ['RUN python -m pip install x', '2: pip install'],
    ['USER root\nRUN su dockeruser -c "pip install x"', '3: pip install'],
    ['RUN conda install -y -p /azureml-envs/minimal x', '2: conda install'],
    ['RUN conda env update --prefix=$AZUREML_CONDA_ENVIRONMENT_PATH -f x.yml', '2: conda env update'],
  ])('%s', (lines, expected) => expect(writes(lines)).toEqual([expected]));

  test.each([
    'USER root\nRUN pip install x',
    'RUN pip install --user x',
    'RUN pip install -t /opt/x x',
    'RUN /opt/venv/bin/pip install x',
    'RUN /opt/venv/bin/python -m pip install x',
    'RUN conda run -n userenv pip install x',
    'RUN . /opt/venv/bin/activate && pip install x',
    'ENV PATH=/opt/venv/bin:$PATH\nRUN pip install x',
    'ENV PIP_TARGET=/opt/x\nRUN pip install x',
    'RUN conda install -y -n userenv x',
    'RUN conda install -y x',
    'RUN pip list',
    'USER root\nRUN chown -R dockeruser /azureml-envs\nUSER dockeruser\nRUN pip install x',
    'USER $WHO\nRUN pip install x',
  ])('silent: %s', (lines) => expect(writes(lines)).toEqual([]));

  test('other images have an environment that belongs to dockeruser, or none', () => {
    for (const image of [
      INFERENCE,
      INFERENCE_BASE,
      'mcr.microsoft.com/azureml/curated/minimal-app-quickstart:1',
    ])
      expect(writes('RUN pip install x', image)).toEqual([]);
  });
});

describe('user/name-not-numeric', () => {
  const id = 'user/name-not-numeric';

  test.each([
    ['USER app', '2: app'],
    ['USER app:1000', '2: app:1000'],
    ['ENV WHO=app\nUSER $WHO', '3: $WHO'],
    ['USER 1000\nUSER app', '3: app'],
  ])('%s', (lines, expected) => expect(found(id, lines)).toEqual([expected]));

  test.each([
    'USER 1000',
    'USER 1000:app',
    'USER app\nUSER 1000',
    'ENV ID=1000\nUSER $ID',
    'ARG ID\nUSER $ID',
    'ENV A=1',
  ])('silent: %s', (lines) => expect(found(id, lines)).toEqual([]));

  test('the number that useradd gives is told', () => {
    const [finding] = findingsOf(id, 'USER root\nRUN ls && useradd -u 1234 app\nUSER app');
    expect(finding?.message).toContain('Write `USER 1234`, which line 3 gives it');
  });
});

describe('user/large-uid-without-no-log-init', () => {
  const id = 'user/large-uid-without-no-log-init';

  test.each([
    ['RUN useradd -u 123456 x', '2: -u 123456'],
    ['RUN useradd -mu123456 x', '2: u123456'],
    ['RUN useradd --uid 123456 x', '2: --uid 123456'],
    ['ONBUILD RUN useradd --uid=123456 x', '2: --uid=123456'],
  ])('%s', (lines, expected) => expect(found(id, lines)).toEqual([expected]));

  test.each([
    '-u 99999',
    '-lu 123456',
    '-u 123456 --no-log-init',
    '-u ${USER_UID}',
    '-g 123456',
    '--no-log -u 123456',
  ])('silent: useradd %s', (flags) => expect(found(id, `RUN useradd ${flags} x`)).toEqual([]));
});

describe('user/mode-of-foreign-file', () => {
  const id = 'user/mode-of-foreign-file';

  test.each([
    ['COPY a.sh /opt/a.sh\nRUN chmod +x /opt/a.sh', '3: /opt/a.sh'],
    ['COPY a.sh /opt\nRUN chmod +x /opt/a.sh', '3: /opt/a.sh'],
    ['COPY a.sh b.sh /opt/\nRUN chmod +x /opt/b.sh', '3: /opt/b.sh'],
    ['COPY <<EOF /opt/a\n#!/bin/sh\nEOF\nRUN chmod +x /opt/a', '5: /opt/a'],
    ['COPY code /opt/code\nRUN chmod +x /opt/code/run.sh', '3: /opt/code/run.sh'],
    ['COPY code /opt/code\nRUN chmod -R 755 /opt', '3: /opt'],
    ['COPY code /opt/code\nCOPY model /opt/code/model\nRUN chmod +x /opt/code/a', '4: /opt/code/a'],
    ['COPY code /opt/code\nRUN cd /opt && chown -R dockeruser code', '3: code'],
    ['WORKDIR /opt\nCOPY a.sh .\nRUN chmod +x a.sh', '4: a.sh'],
    ['ADD a.sh /opt/\nRUN chown dockeruser /opt/a.sh', '3: /opt/a.sh'],
    ['COPY --chmod=644 a.sh /opt/\nRUN chmod +x /opt/a.sh', '3: /opt/a.sh'],
    ['COPY start /opt/start\nRUN chmod a+x /opt/start', '3: /opt/start'],
    ['ADD https://example.com/tool /opt/tool\nRUN chmod +x /opt/tool', '3: /opt/tool'],
  ])('%s', (lines, expected) => expect(found(id, lines)).toEqual([expected]));

  test.each([
    'COPY --chown=dockeruser a.sh /opt/\nRUN chmod +x /opt/a.sh',
    'COPY a.sh /opt/\nUSER root\nRUN chmod +x /opt/a.sh',
    'COPY a.sh /opt/\nUSER root\nRUN chown dockeruser /opt/a.sh\nUSER dockeruser\nRUN chmod +x /opt/a.sh',
    'COPY a.sh /opt/\nUSER $WHO\nRUN chmod +x /opt/a.sh',
    'COPY a.sh /opt/\nRUN sudo chmod +x /opt/a.sh',
    'COPY a.sh /opt/\nRUN chmod +x /opt/a.sh || true',
    'COPY a.sh /opt/\nRUN chmod +x /opt/b.sh',
    'COPY a.sh /opt/a.sh\nRUN chmod +x /opt',
    'COPY a.sh $X\nRUN chmod +x /opt/a.sh',
    'COPY code /opt/code\nRUN chmod 755 /opt/code',
    'COPY code /opt/code\nRUN curl -o /opt/code/tool https://example.com && chmod +x /opt/code/tool',
    'COPY code /opt/code\nRUN make && chmod +x /opt/code/tool',
    'COPY runit /var/runit\nRUN chmod +x /var/runit/gunicorn/run',
    'COPY code /opt/code\nCOPY --chown=dockeruser a.sh /opt/code/a.sh\nRUN chmod +x /opt/code/a.sh',
  ])('silent: %s', (lines) => expect(found(id, lines)).toEqual([]));

  test('what is copied in one stage is foreign in those that build on it', () => {
    const lines = 'COPY a.sh /opt/\nFROM one\nRUN chmod +x /opt/a.sh';
    expect(found(id, lines, { image: `${INFERENCE} AS one` })).toEqual(['4: /opt/a.sh']);
  });

  test('one COPY, changed twice, is fixed once', () => {
    const text = `FROM ${INFERENCE}\nCOPY --chmod=600 a.sh b.sh /opt/\nRUN chmod +x /opt/a.sh /opt/b.sh\n`;
    expect(fixed(id, text)).toBe(text.replace('COPY', 'COPY --chown=dockeruser'));
  });
});

describe('user/copy-not-owned', () => {
  const id = 'user/copy-not-owned';

  test('COPY and ADD below a user', () => {
    const lines =
      'COPY a b\nUSER root\nCOPY a b\nUSER app\nADD a b\nCOPY --chown=app a b\nUSER $X\nCOPY a b\nONBUILD COPY a b';
    expect(found(id, lines)).toEqual(['2: COPY', '6: ADD']);
  });

  test('not in a stage that is only copied from', () => {
    expect(found(id, `COPY a b\nFROM ${TRAINING}\nCOPY a b`)).toEqual([]);
  });
});
