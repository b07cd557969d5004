import rule from '../../../rules/entry-script/removed-import.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { DOCKERFILE, loaded } from './projects.ts';

const BODY = 'def init():\n    pass\ndef run(data):\n    return data\n';

testEdgeCases(rule, {
  valid: [
    loaded(`from azureml.contrib.services.aml_request import *\n${BODY}`),
    loaded(`from azureml.contrib.services.aml_response import AMLResponse as R\n${BODY}`),
    loaded(
      `try:\n    from azureml.contrib.services import aml_request\nexcept ImportError:\n    aml_request = None\n${BODY}`,
    ),
    loaded(
      `def init():\n    from azureml.contrib.services import aml_request\ndef run(data):\n    return data\n`,
    ),
    loaded(`from azureml.core import Model\nimport azureml.contrib.fairness\n${BODY}`),
    loaded('from azureml.contrib.services import aml_request\ndef run(mini_batch):\n    return mini_batch\n'),
    // The package is there after all.
    {
      project: {
        Dockerfile: `${DOCKERFILE}RUN pip install --no-cache-dir azureml-contrib-services==1.60.0\n`,
        'app/score.py': `from azureml.contrib.services import aml_request\n${BODY}`,
      },
    },
    {
      project: {
        Dockerfile: `${DOCKERFILE}COPY requirements.txt /tmp/\nRUN pip install --no-cache-dir -r /tmp/requirements.txt\n`,
        'requirements.txt': 'azureml-contrib-services==1.60.0\n',
        'app/score.py': `from azureml.contrib.services import aml_request\n${BODY}`,
      },
    },
  ],
  invalid: [
    {
      project: {
        'deployment.yml':
          'name: blue\nendpoint_name: churn\nenvironment: azureml://registries/azureml/environments/minimal-py312-inference/labels/latest\n' +
          'instance_type: Standard_DS3_v2\ncode_configuration:\n  code: code\n  scoring_script: score.py\n',
        'code/score.py': `import azureml.contrib.services.aml_request\n#      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ module\n${BODY}`,
      },
    },
    {
      ...loaded(
        `from azureml.contrib.services import (  # old\n#^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^> names\n    aml_request as r,\n)\n${BODY}`,
      ),
      message: /Write `from azureml_inference_server_http\.api import \( aml_request as r, \)`/,
      fixed: {
        'app/score.py': `from azureml_inference_server_http.api import (  # old\n    aml_request as r,\n)\n${BODY}`,
      },
    },
    {
      project: {
        Dockerfile: `${DOCKERFILE}COPY requirements.txt /tmp/\nRUN pip install --no-cache-dir -r /tmp/requirements.txt\n`,
        'requirements.txt': 'numpy==2.0.0\n',
        'app/score.py': `import json, azureml.contrib.services.aml_response as r\n#            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ module\n${BODY}`,
      },
      fixed: {
        'app/score.py': `import json, azureml_inference_server_http.api.aml_response as r\n${BODY}`,
      },
    },
  ],
});
