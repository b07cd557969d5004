/** What the rules about the server and its entry script take for certain, and what they leave alone. */
import { describe, expect, test } from 'vitest';
import { settingsOf } from '../src/config/settings.ts';
import { fixSource } from '../src/fix/fix.ts';
import { lintSource } from '../src/lint.ts';

const IMAGE = 'mcr.microsoft.com/azureml/minimal-py312-inference:latest';
const CURATED = 'mcr.microsoft.com/azureml/curated/minimal-py311-inference:56';
const TRAINING = 'mcr.microsoft.com/azureml/openmpi5.0-ubuntu24.04:20260715.v1';
const settings = settingsOf({ preset: 'recommended', now: '2026-07-31' });

function findingsOf(rule: string, text: string) {
  const rules = settings.rules.filter(({ rule: { id } }) => id === rule);
  return lintSource(text, { ...settings, rules }).findings;
}

/** What one rule finds on an image, as `line: the words`. */
function found(rule: string, lines: string, image = IMAGE): readonly string[] {
  const text = `FROM ${image}\n${lines}\n`;
  return findingsOf(rule, text).map(
    ({ range, span }) => `${range.start.line}: ${text.slice(span.start, span.end)}`,
  );
}

/** What it says. */
function messages(rule: string, lines: string, image = IMAGE): readonly string[] {
  return findingsOf(rule, `FROM ${image}\n${lines}\n`).map(({ message }) => message);
}

describe('server/command-replaced', () => {
  test.each([
    ['CMD ["python", "score.py"]', '2: ["python", "score.py"]'],
    ['CMD bash', '2: bash'],
    ['CMD ["/usr/local/bin/uvicorn", "score:app"]', '2: ["/usr/local/bin/uvicorn", "score:app"]'],
    ['ENTRYPOINT ["tini", "--", "python", "x.py"]', '2: ["tini", "--", "python", "x.py"]'],
    ['CMD ["runsvdir", "/var/runit"]\nCMD ["bash"]', '3: ["bash"]'],
    ['ENTRYPOINT ["python"]\nCMD ["x.py"]', '2: ["python"]'],
    ['CMD uvicorn score:app --port $PORT', '2: uvicorn score:app --port $PORT'],
    ['CMD ["azmlinfsrv", "--port", "5000"]', '2: 5000'],
    ['CMD azmlinfsrv --entry_script score.py --port=5000', '2: 5000'],
    ['CMD exec azmlinfsrv --port "5000"', '2: "5000"'],
    ['ENV P=80\nCMD azmlinfsrv --port $P', '3: $P'],
    ['CMD ["python", "-m", "azureml_inference_server_http.amlserver", "--port", "80"]', '2: 80'],
    ['ENTRYPOINT ["tini", "--", "azmlinfsrv"]\nCMD ["--port", "5000"]', '3: 5000'],
  ])('%s', (lines, expected) => expect(found('server/command-replaced', lines)).toEqual([expected]));

  test.each([
    'CMD ["runsvdir", "/var/runit"]',
    'CMD exec runsvdir /var/runit',
    'ENTRYPOINT ["runsvdir"]\nCMD ["/var/runit"]',
    'ENTRYPOINT ["tini", "--"]\nCMD ["runsvdir", "/var/runit"]',
    'ENTRYPOINT []',
    'CMD []',
    'CMD ["azmlinfsrv", "--entry_script", "score.py"]',
    'CMD ["azmlinfsrv", "--entry_script", "score.py", "--port", "5001"]',
    'CMD azmlinfsrv --port=5001',
    'CMD azmlinfsrv --port $PORT',
    'CMD sudo service nginx start && azmlinfsrv --port 31311',
    'CMD exec $SERVER',
    'CMD bash -c "$COMMAND"',
    'CMD ["bash", "start.sh"]',
    'ENTRYPOINT ["/entrypoint"]',
    'CMD $COMMAND',
    'CMD ["bash"]\nCMD ["runsvdir", "/var/runit"]',
    'ONBUILD CMD ["bash"]',
  ])('silent: %s', (lines) => expect(found('server/command-replaced', lines)).toEqual([]));

  test.each([
    ['CMD ["bash"]', IMAGE, 'Remove it, or'],
    ['ENTRYPOINT ["python"]\nCMD ["x.py"]', IMAGE, 'Remove it and the CMD, or'],
    ['ENV AML_APP_ROOT=/x\nCMD ["bash"]', TRAINING, 'Write `CMD ["runsvdir", "/var/runit"]` in its place'],
    [
      'ENV AML_APP_ROOT=/x\nENTRYPOINT ["python"]\nCMD ["x.py"]',
      TRAINING,
      'Write `CMD ["runsvdir", "/var/runit"]` in the place of both',
    ],
  ])('the cure for %s', (lines, image, cure) =>
    expect(messages('server/command-replaced', lines, image)).toEqual([expect.stringContaining(cure)]),
  );

  test('silent on images that start no server', () => {
    expect(found('server/command-replaced', 'CMD ["bash"]', TRAINING)).toEqual([]);
    expect(found('server/command-replaced', 'CMD ["bash"]', 'python:3.12')).toEqual([]);
  });
});

describe('a training image that serves', () => {
  const serving = (rule: string, lines: string) => found(rule, lines, TRAINING);

  test.each([
    'CMD ["runsvdir", "/var/runit"]',
    'ENTRYPOINT exec runsvdir /var/runit',
    'ENV AZUREML_ENTRY_SCRIPT=score.py',
    'ARG SCRIPT\nENV AZUREML_ENTRY_SCRIPT=$SCRIPT',
    'ENV AML_APP_ROOT=/srv/app',
  ])('%s', (lines) => {
    expect(serving('server/debug-port', `${lines}\nENV AZUREML_DEBUG_PORT=1`)).toHaveLength(1);
    expect(serving('server/internal-port-exposed', `EXPOSE 31311\n${lines}`)).toEqual(['2: 31311']);
  });

  test.each([
    '',
    'ARG AZUREML_ENTRY_SCRIPT=score.py',
    'ENV AZUREML_ENTRY_SCRIPT=',
    'ENV AZUREML_MODEL_DIR=/model',
    'CMD ["bash"]',
  ])('trains: %s', (lines) =>
    expect(serving('server/debug-port', `${lines}\nENV AZUREML_DEBUG_PORT=1`)).toEqual([]),
  );

  test('the stage that it is built on serves too, another does not', () => {
    const lines = (base: string) =>
      `EXPOSE 31311\nFROM ${TRAINING} AS two\nEXPOSE 31311\nFROM ${base}\nCMD ["runsvdir", "/var/runit"]`;
    const first = `${TRAINING} AS one`;
    expect(found('server/internal-port-exposed', lines('one'), first)).toEqual(['2: 31311']);
    expect(found('server/internal-port-exposed', lines('two'), first)).toEqual(['4: 31311']);
  });

  test('what its own services start is not known', () => {
    const lines = 'ENV AZUREML_DEBUG_PORT=1\nCMD ["runsvdir", "/var/runit"]';
    for (const own of [
      'COPY runit /var/runit',
      'ENV SVDIR=/srv/runit',
      'RUN rm -rf /x && cp -r a /var/runit',
    ])
      expect(serving('server/debug-port', `${own}\n${lines}`)).toEqual([]);
  });

  test('the command is named after what it lacks', () => {
    const lines = 'ENV AML_APP_ROOT=/srv/app\nCMD ["python", "serve.py"]';
    expect(serving('server/command-replaced', lines)).toEqual(['3: ["python", "serve.py"]']);
    expect(serving('server/command-replaced', 'ENV AML_APP_ROOT=/srv/app')).toEqual([]);
  });

  test('rules about users do not speak of it', () => {
    const lines = 'ENV AZUREML_ENTRY_SCRIPT=score.py\nUSER app';
    expect(serving('user/not-dockeruser', lines)).toEqual([]);
  });
});

describe('variables of the server', () => {
  test('what is set last counts', () => {
    expect(found('server/debug-port', 'ENV AZUREML_DEBUG_PORT=1\nENV AZUREML_DEBUG_PORT=')).toEqual([]);
    expect(found('server/debug-port', 'ENV AZUREML_DEBUG_PORT=1\nENV AZUREML_DEBUG_PORT=2')).toEqual([
      '3: AZUREML_DEBUG_PORT=2',
    ]);
  });

  test('an ARG is no variable of the image', () => {
    expect(found('server/debug-port', 'ARG AZUREML_DEBUG_PORT=1')).toEqual([]);
    expect(found('server/port-ignored', 'ARG SERVER_PORT=1')).toEqual([]);
  });

  test.each([
    'CMD ["python", "app.py"]',
    'CMD ["azmlinfsrv", "--entry_script", "score.py"]',
    'ENTRYPOINT ["/start"]',
  ])('silent where %s takes the place of the services', (command) => {
    expect(found('server/port-ignored', `ENV SERVER_PORT=80\n${command}`)).toEqual([]);
    expect(found('server/debug-port', `ENV AZUREML_DEBUG_PORT=80\n${command}`)).toEqual([]);
    expect(found('server/internal-port-exposed', `EXPOSE 31311\n${command}`)).toEqual([]);
  });

  test.each([
    ['ENV AZUREML_APP_ROOT=/x', IMAGE, ['2: AZUREML_APP_ROOT']],
    ['ENV AZUREML_MODELDIR=/x', TRAINING, ['2: AZUREML_MODELDIR']],
    ['ENV AZUREML_APP_ROOT=/x\nCOPY a $AZUREML_APP_ROOT', IMAGE, ['2: AZUREML_APP_ROOT']],
    ['ENV AZUREML_MODELDIR=/x\nCOPY a $AZUREML_MODELDIR', TRAINING, []],
    ['ARG AZUREML_MODELDIR=/x\nCOPY a $AZUREML_MODELDIR', IMAGE, []],
    ['ENV AZUREML_MODELDIR=/x AZUREML_MODEL_DIR=/x', IMAGE, []],
    ['ENV AZUREML_RUN_ID=x AZUREML_TEAM=y AML_CORS_ORIGINS=z MODEL_DIR=/x', IMAGE, []],
  ])('%s', (lines, image, expected) =>
    expect(found('server/unknown-variable', lines, image)).toEqual(expected),
  );

  test.each([
    ['EXPOSE 31311', ['2: 31311']],
    ['ARG PORT=31311\nEXPOSE $PORT', ['3: $PORT']],
    ['EXPOSE 31300-31320/tcp', ['2: 31300-31320/tcp']],
    ['EXPOSE 31312-31320 313110', []],
    ['EXPOSE 5001 31312 ${PORT}', []],
  ])('%s', (lines, expected) => expect(found('server/internal-port-exposed', lines)).toEqual(expected));
});

describe('server/package-missing', () => {
  const make = (run: string) => `RUN ${run}\nENV AZUREML_CONDA_ENVIRONMENT_PATH=/opt/x`;

  test.each([
    'conda create -y -p /opt/x python=3.11 numpy',
    'conda create -y --prefix=/opt/x python=3.11 && conda install -y -p /opt/x numpy',
    'mamba create -yp /opt/x python=3.11 && /opt/x/bin/pip install --no-cache-dir flask',
    'python3 -m venv /opt/x && /opt/x/bin/python -m pip install numpy',
    'uv venv /opt/x && uv pip install --python /opt/x/bin/python numpy',
    'conda create -y -p /opt/x python=3.11 && pip install azureml-inference-server-http',
    'conda create -y -p /opt/x python=3.11 && conda run -n amlenv pip install azureml-inference-server-http',
    'conda create -y -p /opt/x python=3.11 && /opt/miniconda/bin/pip install -r /tmp/requirements.txt',
  ])('%s', (run) => expect(found('server/package-missing', make(run))).toEqual(['3: /opt/x']));

  test.each([
    'ENV E=/opt/x\nRUN conda create -y -p $E python=3.11\nENV AZUREML_CONDA_ENVIRONMENT_PATH=$E',
    'ENV AZUREML_CONDA_ENVIRONMENT_PATH=/opt/x\nRUN conda create -y -p $AZUREML_CONDA_ENVIRONMENT_PATH python=3.11',
    'ARG E=x\nRUN conda create -y -n $E python=3.11\nENV PATH=/opt/miniconda/envs/$E/bin:$PATH',
    'ARG E=/opt/x\nRUN python -m venv "$E" && $E/bin/pip install numpy\nENV PATH=$E/bin:$PATH',
  ])('variables with known values: %s', (lines) =>
    expect(found('server/package-missing', lines)).toHaveLength(1),
  );

  test.each([
    'ARG E\nRUN conda create -y -p $E python=3.11\nENV AZUREML_CONDA_ENVIRONMENT_PATH=$E',
    'ENV E=/opt/x\nRUN conda create -y -p $E python=3.11 && $E/bin/pip install azureml-inference-server-http\nENV AZUREML_CONDA_ENVIRONMENT_PATH=$E',
    'ARG P\nRUN conda create -y -p /opt/x python=3.11 $P\nENV AZUREML_CONDA_ENVIRONMENT_PATH=/opt/x',
    'ARG P="azureml-defaults numpy"\nRUN conda create -y -p /opt/x $P\nENV AZUREML_CONDA_ENVIRONMENT_PATH=/opt/x',
  ])('silent: %s', (lines) => expect(found('server/package-missing', lines)).toEqual([]));

  test('by its name', () => {
    const lines = 'RUN conda create -y -n ranker python=3.11\nENV PATH=/opt/miniconda/envs/ranker/bin:$PATH';
    expect(found('server/package-missing', lines)).toHaveLength(1);
  });

  test.each([
    'conda create -y -p /opt/x python=3.11 && /opt/x/bin/pip install azureml-inference-server-http',
    'conda create -y -p /opt/x python=3.11 && conda run -p /opt/x pip install azureml_defaults',
    'conda env create -p /opt/x -f environment.yml',
    'conda env create -p /opt/x',
    'conda create -y -p /opt/x --clone amlenv',
    'conda create -y -p /opt/x python=3.11 && /opt/x/bin/pip install -r requirements.txt',
    'conda create -y -p /opt/x python=3.11 && /opt/x/bin/pip install .',
    'conda create -y -p /opt/x python=3.11 $PACKAGES',
    'conda create -y -p /opt/x python=3.11 && bash install.sh',
    'conda create -y -p /opt/x python=3.11 && $CONDA/bin/pip install azureml-inference-server-http',
    'conda create -y -p /opt/x python=3.11 && . /opt/x/bin/activate && pip install azureml-inference-server-http',
    'python -m venv --system-site-packages /opt/x',
    'python -m venv /opt/x && python install.py',
    'conda create -y -p /opt/y python=3.11',
    'pip install numpy',
  ])('silent: %s', (run) => expect(found('server/package-missing', make(run))).toEqual([]));

  test.each(['["conda", "run", "-p", "/opt/x", "/bin/bash", "-c"]', '["/bin/bash", "--login", "-c"]'])(
    'silent where the shell may activate it: %s',
    (shell) => {
      const lines = `SHELL ${shell}\n${make('conda create -y -p /opt/x python=3.11 && pip install azureml-defaults')}`;
      expect(found('server/package-missing', lines)).toEqual([]);
    },
  );

  test('silent when another server is started', () => {
    const lines = `${make('conda create -y -p /opt/x python=3.11')}\nCMD ["python", "app.py"]`;
    expect(found('server/package-missing', lines)).toEqual([]);
  });
});

describe('server/dependency-conflict', () => {
  test.each([
    ['RUN pip install flask==2.2.5', ['2: flask==2.2.5']],
    ['RUN pip3 install "pydantic<2"', ['2: "pydantic<2"']],
    ['RUN python -m pip install Flask_Cors==3.0.10', ['2: Flask_Cors==3.0.10']],
    ['RUN conda run -n amlenv pip install flask==2.2.5', ['2: flask==2.2.5']],
    ['RUN /opt/miniconda/envs/amlenv/bin/pip install flask==2.2.5', ['2: flask==2.2.5']],
    ['RUN pip install flask==2.2.5 azureml-inference-server-http==1.3.4', []],
    ['RUN pip install flask==2.2.5 azureml-inference-server-http==1.5.1', ['2: flask==2.2.5']],
    ['RUN pip install flask==3.1.1 "pydantic>=1.10" numpy==1.0', []],
    ['RUN pip install --target /x flask==2.2.5', []],
    ['RUN conda install -y -n amlenv flask=2.2', ['2: flask=2.2']],
    ['RUN conda install -y -n amlenv flask=3.1', []],
    ['RUN conda install -y -n tools flask=2.2', []],
    ['SHELL ["conda", "run", "-n", "tools", "bash", "-c"]\nRUN pip install flask==2.2.5', []],
    ['RUN conda run -n tools pip install flask==2.2.5', []],
    ['RUN conda activate tools && pip install flask==2.2.5', []],
    ['RUN python -m venv /v && . /v/bin/activate && pip install flask==2.2.5', []],
    ['ENV PATH=/v/bin:$PATH\nRUN pip install flask==2.2.5', []],
    ['RUN pip install flask==$FLASK', []],
  ])('%s', (lines, expected) => expect(found('server/dependency-conflict', lines)).toEqual(expected));

  test('by the day of the tag', () => {
    const image = 'mcr.microsoft.com/azureml/minimal-ubuntu22.04-py39-cpu-inference:20241003.v1';
    expect(found('server/dependency-conflict', 'RUN pip install flask==2.2.5', image)).toEqual([]);
    expect(found('server/dependency-conflict', 'RUN pip install flask==3.1.0', image)).toHaveLength(1);
  });
});

describe('two requirements of one command that exclude each other', () => {
  const severities = (lines: string, image: string) =>
    findingsOf('server/dependency-conflict', `FROM ${image}\n${lines}\n`).map(
      ({ severity, messageId }) => `${severity}: ${messageId}`,
    );

  test.each([
    'RUN pip install azureml-inference-server-http==1.2.1 inference-schema==1.8.0',
    'RUN pip install azureml-inference-server-http==1.2.0 gunicorn==22.0.0',
    'RUN /v/bin/python -m pip install "azureml-inference-server-http~=1.3.0" "flask>=3"',
  ])('on every image: %s', (lines) => {
    for (const image of ['python:3.11', TRAINING, IMAGE]) {
      expect(severities(lines, image), image).toEqual(['error: refused']);
    }
  });

  test.each([
    'RUN pip install azureml-inference-server-http inference-schema==1.8.0',
    'RUN pip install "azureml-inference-server-http>=1.2" inference-schema==1.8.0',
    'RUN pip install azureml-inference-server-http==9.9.9 inference-schema==1.8.0',
    'RUN pip install azureml-inference-server-http==1.2.1 inference-schema==1.7.0',
    'RUN pip install azureml-inference-server-http==1.2.1 && pip install inference-schema==1.8.0',
    'RUN pip install --no-deps azureml-inference-server-http==1.2.1 inference-schema==1.8.0',
  ])('not: %s', (lines) => expect(severities(lines, 'python:3.11')).toEqual([]));

  test('what is there already is only replaced', () => {
    expect(severities('RUN pip install flask==2.2.5', IMAGE)).toEqual(['warning: conflict']);
  });
});

describe('server/python-unsupported', () => {
  const INSTALL = 'azureml-inference-server-http';
  test.each([
    ['python=3.8', INSTALL, 'error', 'pip takes azureml-inference-server-http 1.3.4: it is of 2024-10-21'],
    ['python=3.7', INSTALL, 'error', 'pip takes azureml-inference-server-http 0.8.4.2: it is of 2023-09-07'],
    ['python=3.6', INSTALL, 'error', 'pip takes azureml-inference-server-http of before 2023'],
    ['python=3.8', `"${INSTALL}>=1.0"`, 'error', 'pip takes azureml-inference-server-http 1.3.4'],
    ['python=3.8', `"${INSTALL}>=1.4"`, 'error', 'pip finds no such release'],
    ['python=3.8', `${INSTALL}==1.5.1`, 'error', 'pip finds no such release'],
    ['python=3.13', `${INSTALL}==1.3.4`, 'warning', 'imports `distutils`'],
    ['python=3.13', `${INSTALL}==1.3.4 setuptools`, 'info', 'is declared for Python up to 3.12'],
    ['python=3.13', INSTALL, 'info', 'is declared for Python up to 3.12'],
  ])('%s and %s: %s', (python, install, severity, words) => {
    const lines = `RUN conda install -y -n amlenv ${python} && pip install ${install}`;
    const [finding, ...others] = findingsOf('server/python-unsupported', `FROM ${IMAGE}\n${lines}\n`);
    expect(others).toEqual([]);
    expect(finding?.severity).toBe(severity);
    expect(finding?.message).toContain(words);
  });

  test.each([
    ['RUN conda install -y -n amlenv python=3.8', ['2: python=3.8']],
    ['RUN conda install -y -n amlenv "python<3.9"', ['2: "python<3.9"']],
    ['RUN conda install -y -n amlenv python==3.14.0', ['2: python==3.14.0']],
    ['RUN conda install -y -n amlenv python=3.8 && pip install azureml-inference-server-http==1.3.4', []],
    ['RUN conda install -y -n amlenv python=3.12', []],
    ['RUN conda install -y -n amlenv "python>=3.7"', []],
    ['RUN conda install -y -n amlenv python', []],
    ['RUN conda create -y -n old python=3.6', []],
    ['ARG PY=3.8\nRUN conda install -y -n amlenv python=$PY', ['3: python=$PY']],
    ['RUN V=3.8 && conda install -y -n amlenv "python=${V}"', ['2: "python=${V}"']],
    ['ARG PY\nRUN conda install -y -n amlenv python=$PY', []],
  ])('%s', (lines, expected) => expect(found('server/python-unsupported', lines)).toEqual(expected));
});

describe('server/package-reinstalled', () => {
  const install = 'RUN pip install azureml-inference-server-http';
  test('by image', () => {
    expect(found('server/package-reinstalled', install)).toHaveLength(1);
    expect(found('server/package-reinstalled', install, CURATED)).toHaveLength(1);
    expect(found('server/package-reinstalled', install, TRAINING)).toEqual([]);
  });
});

describe('server/runit-script-mode', () => {
  test.each([
    ['COPY run /var/runit/x/run', 1],
    ['COPY run finish /var/runit/x/', 1],
    ['COPY --chmod=0644 run /var/runit/x/run', 1],
    ['COPY --chmod=u=rw run /var/runit/x/run', 1],
    ['COPY --chmod=+x run /var/runit/x/run', 0],
    ['COPY --chmod=0755 run /var/runit/x/run', 0],
    ['COPY nginx.conf /var/runit/x/nginx.conf', 0],
    ['COPY --from=build /run /var/runit/x/run', 0],
    ['COPY run /var/runit/x/run\nRUN chmod +x /var/runit/x/run', 0],
    ['RUN chmod +x /var/runit/x/run\nCOPY run /var/runit/x/run', 1],
    ['COPY run /srv/run', 0],
  ])('%s: %d', (lines, count) => expect(found('server/runit-script-mode', lines)).toHaveLength(count));
});

describe('entry-script', () => {
  test.each([
    ['COPY . /var/azureml-app', 1],
    ['COPY score.py /var/azureml-app/', 1],
    ['COPY score.py /var/azureml-app/main.py', 0],
    ['COPY code /var/azureml-app\nRUN mv /var/azureml-app/score.py /var/azureml-app/main.py', 0],
    ['COPY requirements.txt /var/azureml-app/', 0],
    ['COPY model /var/azureml-app/azureml-models', 0],
    ['COPY code /opt/lib', 0],
    ['COPY --from=x /tool /var/azureml-app/tool', 0],
    ['COPY --from=x /work/code /var/azureml-app', 1],
    ['COPY --from=x /work/code/ /var/azureml-app/code', 1],
    ['COPY tool.bin /var/azureml-app/', 0],
    ['COPY *.py /var/azureml-app/', 1],
    ['COPY code /var/azureml-app\nENV AZUREML_ENTRY_SCRIPT=score.py', 0],
    ['COPY code /var/azureml-app\nCMD ["python", "x.py"]', 0],
    // server/unknown-variable speaks.
    ['ENV AML_ENTRY_SCRIPT=score.py\nCOPY code /var/azureml-app', 0],
    ['ENV AZUREML_ENTRYSCRIPT=score.py\nCOPY code /var/azureml-app', 0],
    ['ARG AML_ENTRY_SCRIPT=score.py\nCOPY code /var/azureml-app', 1],
  ])('unset, %s: %d', (lines, count) => expect(found('entry-script/unset', lines)).toHaveLength(count));

  test.each([
    ['COPY score.py a.txt /var/azureml-app/', 'score.py'],
    ['COPY predict.py /var/azureml-app/src/', 'src/predict.py'],
    ['COPY a.py b.py /var/azureml-app/', 'score.py'],
    ['COPY code /var/azureml-app', 'score.py'],
  ])('unset, %s: %s', (lines, script) =>
    expect(messages('entry-script/unset', lines)).toEqual([
      expect.stringContaining(`Add \`ENV AZUREML_ENTRY_SCRIPT=${script}\``),
    ]),
  );

  test.each([
    ['', IMAGE, 1],
    ['COPY model /var/azureml-app/azureml-models', IMAGE, 1],
    ['COPY code /var/azureml_app\nCOPY model /var/azureml-app/azureml-models', IMAGE, 1],
    ['COPY code /var/azureml-app', IMAGE, 0],
    ['COPY code /var/azureml-app/src', IMAGE, 1],
    ['COPY . /', IMAGE, 0],
    ['RUN git clone https://example.com/x /var/azureml-app', IMAGE, 0],
    ['RUN python fetch.py', IMAGE, 0],
    ['', 'acme.azurecr.io/base:1', 0],
    ['WORKDIR /app\nCOPY . .', 'python:3.12', 0],
    ['', 'python:3.12', 1],
    ['', TRAINING, 1],
    ['WORKDIR /app\nCOPY . .\nCMD ["runsvdir", "/var/runit"]', TRAINING, 1],
    ['COPY requirements.txt .', IMAGE, 1],
    ['COPY score.py .', IMAGE, 0],
    ['COPY . .', IMAGE, 0],
    ['COPY code/ app', IMAGE, 1],
    ['COPY code/ app\nCOPY code /var/azureml-app', IMAGE, 0],
    ['ARG WHERE\nCOPY requirements.txt ${WHERE}/', IMAGE, 1],
    ['ARG WHERE\nCOPY code ${WHERE}/', IMAGE, 0],
    ['ARG WHERE\nCOPY score.py ${WHERE}', IMAGE, 0],
    ['COPY main.py /var/azureml-app', IMAGE, 1],
    ['COPY score.py /var/azureml-app', IMAGE, 0],
    ['COPY *.py /var/azureml-app/', IMAGE, 0],
    ['COPY <<score.py /var/azureml-app/\nscore.py', IMAGE, 0],
    ['COPY <<main.py /var/azureml-app/\nmain.py', IMAGE, 1],
    ['COPY --parents code/score.py /var/azureml-app/', IMAGE, 0],
    ['ADD code.tar.gz /var/azureml-app/', IMAGE, 0],
    ['COPY main.py /var/azureml-app/score.py', IMAGE, 0],
    ['COPY score.py /var/azureml-app/main.py', IMAGE, 1],
    [
      'COPY score.py /var/azureml-app/code/\nRUN cp /var/azureml-app/code/score.py /var/azureml-app',
      IMAGE,
      0,
    ],
    ['COPY score.py /var/azureml-app/code/\nRUN bash setup.sh', IMAGE, 0],
    ['COPY src /app\nCMD ["python", "/app/serve.py"]\nWORKDIR /app', IMAGE, 0],
    // Where the name of the variable is wrong, server/unknown-variable speaks, unless the right one would not help either.
    ['ENV AZUREML_APP_ROOT=/app\nCOPY score.py /app/', IMAGE, 0],
    ['ENV AZUREML_APP_ROOT=/app\nCOPY score.py /srv/', IMAGE, 1],
    ['ENV AZUREML_APP_ROOT=/app AML_APP_ROOT=/srv\nCOPY score.py /app/', IMAGE, 1],
  ])('not-copied, %s on %s: %d', (lines, image, count) =>
    expect(
      found('entry-script/not-copied', `${lines}\nENV AZUREML_ENTRY_SCRIPT=score.py`, image),
    ).toHaveLength(count),
  );

  test.each([
    ['RUN echo \\\nCOPY . /var/azureml-app', 'a stray `\\` on line 2'],
    ['RUN bash setup.sh\nRUN echo \\\nADD a.tgz /var/azureml-app', 'a stray `\\` on line 3'],
    // What is copied to the wrong place is nearer to it.
    ['COPY score.py /app/\nRUN echo \\\nCOPY requirements.txt .', 'the COPY on line 2 goes to `/app`'],
    ['RUN echo \\\nENV A=COPY', 'No code is copied'],
  ])('not-copied, %j', (lines, words) => {
    const told = messages('entry-script/not-copied', `${lines}\nENV AZUREML_ENTRY_SCRIPT=score.py`);
    expect(told).toHaveLength(1);
    expect(told[0]).toContain(words);
  });

  test.each([
    ['COPY code /app', 'code/score.py', '`COPY code /var/azureml-app/code`'],
    ['COPY code/ /app/', 'code/score.py', '`COPY code/ /var/azureml-app/code/`'],
    ['COPY project/code /app', 'code/lib/score.py', '`COPY project/code /var/azureml-app/code`'],
    ['COPY . /app', 'code/score.py', '`COPY . /var/azureml-app`'],
    ['COPY --chown=dockeruser src /app', 'score.py', '`COPY --chown=dockeruser src /var/azureml-app`'],
    ['ADD score.py helper.py /opt/', 'src/score.py', '`ADD score.py helper.py /var/azureml-app/src/`'],
    ['COPY code /var/azureml-app/code', 'score.py', '`ENV AZUREML_ENTRY_SCRIPT=code/score.py`'],
    ['COPY score.py /var/azureml-app/a/b/', 'b/score.py', '`ENV AZUREML_ENTRY_SCRIPT=a/b/score.py`'],
    ['COPY score.py a.txt /var/azureml-app/', 'main.py', '`ENV AZUREML_ENTRY_SCRIPT=score.py`'],
    ['COPY a.txt /var/azureml-app/', 'code/score.py', '`COPY code/score.py /var/azureml-app/code/`'],
    ['', 'code/score.py', '`COPY code /var/azureml-app/code`'],
    ['COPY score.py /opt/a/b/', '/opt/a/score.py', '`ENV AZUREML_ENTRY_SCRIPT=/opt/a/b/score.py`'],
    ['COPY a.txt score.py /opt/a/', '/opt/a/main.py', '`ENV AZUREML_ENTRY_SCRIPT=/opt/a/score.py`'],
  ])('%s for %s: the cure %s cures', (lines, value, cure) => {
    const [finding, ...others] = messages(
      'entry-script/not-copied',
      `${lines}\nENV AZUREML_ENTRY_SCRIPT=${value}`,
    );
    expect(others).toEqual([]);
    expect(finding).toContain(cure);
    expect(finding?.includes(' on line ')).toBe(/^(?:COPY|ADD) (?!.*a\.txt)/.test(lines));
    const written = cure.slice(1, -1);
    const cured = written.startsWith('ENV')
      ? `${lines}\n${written}`
      : `${written}\nENV AZUREML_ENTRY_SCRIPT=${value}`;
    expect(found('entry-script/not-copied', cured)).toEqual([]);
  });

  test.each([
    ['score.py', 0],
    ['src/score.py', 0],
    ['${SCRIPT}.py', 0],
    ['', 0],
    ['.', 1],
    ['src/', 1],
    ['score', 1],
    ['score.ipynb', 1],
    ["'score.py'", 0],
    ['"\'score.py\'"', 1],
    ['" score.py"', 1],
    ['"my score.py"', 1],
  ])('not-python, %s: %d', (value, count) =>
    expect(found('entry-script/not-python', `ENV AZUREML_ENTRY_SCRIPT=${value}`)).toHaveLength(count),
  );
});

describe('a value that begins with the `=` that was to stand before it', () => {
  const rules = ['entry-script/not-python', 'model/directory-relative', 'server/variable-value'];
  const spoken = (lines: string, image = IMAGE) => rules.flatMap((rule) => messages(rule, lines, image));

  test.each([
    ['ENV AZUREML_ENTRY_SCRIPT = score.py', 'ENV AZUREML_ENTRY_SCRIPT=score.py'],
    ['ENV AZUREML_ENTRY_SCRIPT =score.py', 'ENV AZUREML_ENTRY_SCRIPT=score.py'],
    ['ENV AZUREML_MODEL_DIR = /model', 'ENV AZUREML_MODEL_DIR=/model'],
    ['ENV AML_APP_ROOT =  "/srv/my app"', 'ENV AML_APP_ROOT="/srv/my app"'],
    ['ENV AZUREML_LOG_LEVEL = $LEVEL', 'ENV AZUREML_LOG_LEVEL=$LEVEL'],
    ['ENV WORKER_COUNT = 2', 'ENV WORKER_COUNT=2'],
    ['ENV AZUREML_TEAM = a b', 'ENV AZUREML_TEAM="a b"'],
    ['ENV SVDIR =', 'ENV SVDIR='],
  ])('%s', (line, better) => {
    expect(spoken(line)).toEqual([expect.stringContaining(`Write \`${better}\``)]);
    expect(spoken(better.replace('$LEVEL', '${LEVEL:-INFO}'))).toEqual([]);
  });

  test('on every image, by the old form only, and where it was set last', () => {
    for (const image of [TRAINING, 'python:3.12'])
      expect(spoken('ENV AZUREML_LOG_LEVEL = x', image)).toHaveLength(1);
    expect(spoken('ENV AZUREML_LOG_LEVEL==x')).toEqual([]);
    expect(spoken('ENV AZUREML_LOG_LEVEL = x\nENV AZUREML_LOG_LEVEL=x')).toEqual([]);
    expect(spoken('ENV TEAM = x')).toEqual([]);
  });

  test.each([
    ['ENV AZUREML_ENTRY_SCRIPT = score.py\n', 'ENV AZUREML_ENTRY_SCRIPT=score.py\n'],
    ['ENV AML_APP_ROOT ="/srv/a b"\n', 'ENV AML_APP_ROOT="/srv/a b"\n'],
    ['ENV AZUREML_TEAM = a b\n', 'ENV AZUREML_TEAM = a b\n'],
    ['ENV AML_APP_ROOT \\\n  = /srv\n', 'ENV AML_APP_ROOT \\\n  = /srv\n'],
  ])('fixed: %j', (before, after) => {
    const only = settings.rules.filter(({ rule: { id } }) => rules.includes(id));
    const text = `FROM ${IMAGE}\n${before}`;
    expect(fixSource(text, { ...settings, rules: only }, { unsafe: false }).text).toBe(
      `FROM ${IMAGE}\n${after}`,
    );
  });
});

test('a stray `=` is not told twice', () => {
  expect(found('server/app-insights', 'ENV AML_APP_INSIGHTS_ENABLED = true')).toEqual([]);
});

describe('server/variable-value', () => {
  test.each([
    ['WORKER_COUNT=two', 1],
    ['WORKER_COUNT=0', 1],
    ['WORKER_COUNT=1.5', 1],
    ['WORKER_COUNT=2', 0],
    ['WORKER_COUNT=" 08"', 0],
    ['WORKER_COUNT=', 0],
    ['WORKER_COUNT=$N', 0],
    ['WORKER_TIMEOUT=5m', 1],
    ['WORKER_TIMEOUT=0', 0],
    ['SCORING_TIMEOUT_MS=60s', 1],
    ['SCORING_TIMEOUT_MS=60000', 0],
    ['MY_WORKER_COUNT=two', 0],
  ])('%s: %d', (pair, count) => expect(found('server/variable-value', `ENV ${pair}`)).toHaveLength(count));

  test('another server may read another value', () => {
    expect(found('server/variable-value', 'ENV WORKER_COUNT=auto', 'python:3.12')).toEqual([]);
    expect(found('server/variable-value', 'ENV WORKER_COUNT=auto', TRAINING)).toEqual([]);
  });
});
