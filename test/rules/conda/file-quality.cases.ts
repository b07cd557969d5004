import rule from '../../../rules/conda/file-quality.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { INFERENCE, TRAINING } from '../images.ts';

const GOOD = 'channels: [conda-forge]\ndependencies:\n  - python=3.12\n  - pip\n';
const create = (base: string) =>
  `FROM ${base}\nCOPY conda.yml /tmp/\nRUN conda env create -p /azureml-envs/a -f /tmp/conda.yml\n`;
const environment = (file: string) => `name: a\nimage: ${TRAINING}\nconda_file: ${file}\n`;

testEdgeCases(rule, {
  valid: [
    {
      name: 'a file that nobody names',
      project: { Dockerfile: `FROM ${TRAINING}\n`, 'conda.yml': 'dependencies: [numpy]\n' },
    },
    {
      name: 'a file that an update reads',
      project: {
        Dockerfile: `FROM ${INFERENCE}\nCOPY conda.yml /tmp/\nRUN conda env update -n amlenv -f /tmp/conda.yml\n`,
        'conda.yml': 'channels: [conda-forge]\ndependencies:\n  - numpy=2.1\n  - pip:\n    - pandas==2.2.3\n',
      },
    },
    {
      name: 'what another program fills in',
      project: {
        Dockerfile: create(TRAINING),
        'conda.yml': `${GOOD}  - pip:\n    - pandas=={{latest-pypi-version}}\n`,
      },
    },
    {
      name: 'versions that another program fills in',
      project: {
        'environment.yml': environment('conda.yml'),
        'conda.yml':
          'channels: [conda-forge]\ndependencies:\n  - python={{PY}}\n  - pip\n  - numpy=${NUMPY}\n',
      },
    },
    {
      name: 'a file that changes in the image',
      project: {
        Dockerfile: `FROM ${TRAINING}\nCOPY conda.yml /tmp/\nRUN sed -i s/x/y/ /tmp/conda.yml && conda env create -f /tmp/conda.yml\n`,
        'conda.yml': 'dependencies: [numpy]\n',
      },
    },
    {
      name: 'paths and repositories',
      project: {
        'environment.yml': environment('conda.yml'),
        'conda.yml': `${GOOD}  - pip:\n    - ./wheels/a-1.0-py3-none-any.whl\n    - git+https://github.com/a/b@v1\n    - -r more.txt\n`,
      },
    },
    {
      name: 'a range with an upper end, a build, a channel',
      project: {
        'environment.yml': environment('conda.yml'),
        'conda.yml': `${GOOD}  - numpy>=1.26,<2\n  - scipy=1.14=py312_0\n  - conda-forge::gcc=14.2\n`,
      },
    },
    { name: 'a file that is not there', project: { 'environment.yml': environment('conda.yml') } },
    {
      name: 'a file that is no YAML',
      project: { 'environment.yml': environment('conda.yml'), 'conda.yml': 'dependencies: [\n' },
    },
    {
      name: 'a file without dependencies',
      project: { 'environment.yml': environment('conda.yml'), 'conda.yml': 'name: a\n' },
    },
    // server/python-unsupported tells it.
    {
      name: 'a Python that is too old for the server',
      project: {
        Dockerfile: `FROM ${INFERENCE}\nCOPY conda.yml /tmp/\nRUN conda env create -p /opt/miniconda/envs/a -f /tmp/conda.yml\nENV AZUREML_CONDA_ENVIRONMENT_PATH=/opt/miniconda/envs/a PATH=/opt/miniconda/envs/a/bin:$PATH\n`,
        'conda.yml':
          'channels: [conda-forge]\ndependencies:\n  - python=3.7\n  - pip\n  - pip:\n    - azureml-inference-server-http==1.5.1\n',
      },
    },
  ],
  invalid: [
    {
      name: 'two commands and a YAML that read one file: each fault is told once',
      project: {
        Dockerfile: `${create(TRAINING)}RUN conda env create -p /azureml-envs/b -f /tmp/conda.yml\n`,
        'environment.yml': environment('conda.yml'),
        'conda.yml': 'channels: [conda-forge]\ndependencies:\n  - python=3.12\n  - numpy\n#   ^^^^^ open\n',
      },
    },
    {
      name: 'a YAML in another folder',
      project: {
        'azureml/environment.yml': environment('../conda/conda.yml'),
        'conda/conda.yml': 'channels: []\n#^^^^^^^ channels\ndependencies:\n  - python=3.12\n',
      },
    },
    {
      name: 'lower bounds alone',
      severity: 'info',
      project: {
        'environment.yml': environment('conda.yml'),
        'conda.yml': `${GOOD}  - requests>=2.32\n#   ^^^^^^^^^^^^^^ open\n`,
      },
    },
    {
      name: 'many packages are one finding',
      message: /another `a`, `b`, `c` and 2 more, .* Write `a=…`, `b=…`, `c=…` …\.$/,
      project: {
        'environment.yml': environment('conda.yml'),
        'conda.yml': `${GOOD}  - a\n#   ^ open\n  - b\n  - c\n  - d\n  - pip:\n    - e\n`,
      },
    },
    {
      name: 'conda reads environment.yml without an option',
      project: {
        Dockerfile: `FROM ${TRAINING}\nWORKDIR /work\nCOPY environment.yml .\nRUN conda env create -p /azureml-envs/a\n`,
        'environment.yml': 'channels: [conda-forge]\ndependencies:\n#^^^^^^^^^^^ noPython\n  - numpy=2.1\n',
      },
    },
  ],
});
