import rule from '../../../rules/entry-script/import-not-found.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { DOCKERFILE, loaded } from './projects.ts';

const BODY = 'def init():\n    pass\ndef run(data):\n    return data\n';

/** A script in a folder of AML_APP_ROOT. */
const below = (script: string, { env = '', ...more }: Record<string, string> = {}) => ({
  project: {
    Dockerfile: `${DOCKERFILE.replace('=score.py', '=api/score.py')}${env}`,
    'app/api/score.py': script,
    'app/api/features.py': 'A = 1\n',
    ...more,
  },
});

testEdgeCases(rule, {
  valid: [
    loaded(`import features\n${BODY}`, { 'app/features.py': '' }),
    loaded(`from src import features\n${BODY}`, { 'app/src/features.py': '' }),
    loaded(`try:\n    from .features import A\nexcept ImportError:\n    from features import A\n${BODY}`, {
      'app/features.py': '',
    }),
    loaded(`def init():\n    from .features import A\ndef run(data):\n    return data\n`),
    loaded(`if __package__:\n    from .features import A\n${BODY}`),
    loaded(`from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from .features import A\n${BODY}`),
    loaded('from .features import A\ndef run(mini_batch):\n    return mini_batch\n'),
    below(`from api import features\n${BODY}`),
    below(`import numpy\n${BODY}`),
    // It lies beside the script, and on the search path as well.
    below(`import features\n${BODY}`, { 'app/features.py': '' }),
    below(`import features\n${BODY}`, { 'app/features/a.py': '' }),
    below(`import features\n${BODY}`, { env: 'ENV AZUREML_SOURCE_DIRECTORY=api\n' }),
    below(`import features\n${BODY}`, { env: 'ENV AZUREML_SOURCE_DIRECTORY=/var/azureml-app/api\n' }),
    below(`import features\n${BODY}`, { env: 'ENV PYTHONPATH=/opt:/var/azureml-app/api\n' }),
    below(`import features\n${BODY}`, { env: 'ARG PLACES\nENV PYTHONPATH=$PLACES\n' }),
    below(`import sys, os\nsys.path.append(os.path.dirname(__file__))\nimport features\n${BODY}`),
    // What is installed comes first, or may.
    below(`import json\n${BODY}`, { 'app/api/json.py': '' }),
    below(`import features\n${BODY}`, { env: 'RUN pip install --no-cache-dir features==1.0\n' }),
    below(`import features\n${BODY}`, { env: 'RUN pip install --no-cache-dir -e /var/azureml-app/api\n' }),
    // The server of a deployment works in the folder of the script.
    {
      project: {
        'deployment.yml':
          'name: blue\nendpoint_name: churn\nenvironment: azureml:churn:1\ninstance_type: Standard_DS3_v2\n' +
          'code_configuration:\n  code: code\n  scoring_script: online/score.py\n',
        'code/online/score.py': `import features\n${BODY}`,
        'code/online/features.py': '',
      },
    },
  ],
  invalid: [
    loaded(`from . import features as f, more\n#    ^ relative\n${BODY}`),
    loaded(`from . import *\n#    ^ outside\n${BODY}`),
    below(`from .features import A\n#    ^^^^^^^^^ relative\n${BODY}`),
    below(`from ..common import A\n#    ^^^^^^^^ relative\n${BODY}`),
    below(`import features as f\n#      ^^^^^^^^ beside\n${BODY}`),
    // The script calls the module by its whole name, which another import would not give it.
    below(`import json, features.a\n#            ^^^^^^^^^^ elsewhere\n${BODY}`, {
      'app/api/features/__init__.py': '',
    }),
    {
      ...below(`import features.a as f\n#      ^^^^^^^^^^ beside\n${BODY}`, {
        'app/api/features/__init__.py': '',
      }),
      message: /Write `import api\.features\.a as f`/,
    },
    {
      ...below(`from features import (  # ours\n#    ^^^^^^^^ beside\n    A,\n)\n${BODY}`),
      message: /Write `from api\.features import \( A, \)`/,
    },
    {
      ...below(`from features import A, \\\n#    ^^^^^^^^ beside\n    B\n${BODY}`),
      message: /Write `from api\.features import A, B`/,
    },
    below(`from features import A\n#    ^^^^^^^^ beside\n${BODY}`, {
      env: 'ENV AZUREML_SOURCE_DIRECTORY=other\n',
    }),
    below(`from features import A\n#    ^^^^^^^^ beside\n${BODY}`, {
      env: 'RUN pip install --no-cache-dir numpy==2.0.0\n',
    }),
    {
      project: {
        Dockerfile: DOCKERFILE.replace('=score.py', '=/opt/api/score.py').replace(
          'app /var/azureml-app',
          'app /opt/api',
        ),
        'app/score.py': `import features\n#      ^^^^^^^^ elsewhere\n${BODY}`,
        'app/features.py': '',
      },
    },
  ],
});
