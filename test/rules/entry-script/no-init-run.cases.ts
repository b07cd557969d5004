import rule from '../../../rules/entry-script/no-init-run.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { DOCKERFILE, loaded } from './projects.ts';

const INIT = 'def init():\n    pass\n';
const RUN = 'def run(data):\n    return data\n';

testEdgeCases(rule, {
  valid: [
    loaded(`${INIT}async ${RUN}`),
    loaded(`${INIT}run = print\n`),
    loaded('from driver import init, run\n'),
    loaded('import driver\ninit, run = driver.init, driver.run\n'),
    loaded('from fastai.vision import *\n'),
    loaded('try:\n    from a import init, run\nexcept ImportError:\n    from b import init, run\n'),
    loaded(`if FAST:\n    from a import init, run\nelse:\n    from b import init, run\n`),
    loaded('globals().update(vars(driver))\n'),
    loaded(`${INIT}class Model:\n    def run(self, data):\n        return data\n\nrun = Model().run\n`),
    loaded(`${INIT}import functools\nrun = functools.partial(print, 1)\n`),
    loaded(`if __name__ != '__main__':\n    ${INIT.replaceAll('\n', '\n    ')}\n${RUN}`),
    // A batch driver need not have init().
    loaded('def run(mini_batch):\n    return mini_batch\n'),
    // What Python cannot read is told by another rule.
    loaded('def init(:\n'),
    // Nothing loads it.
    { project: { Dockerfile: DOCKERFILE, 'app/score.py': INIT + RUN, 'app/train.py': 'A = 1\n' } },
    {
      project: {
        Dockerfile: DOCKERFILE.replace(/^ENV.*$/m, 'CMD ["python", "score.py"]'),
        'app/score.py': 'A = 1\n',
      },
    },
    { project: { Dockerfile: `${DOCKERFILE}CMD ["gunicorn", "app:app"]\n`, 'app/score.py': 'A = 1\n' } },
    // Another COPY may bring another file of that name.
    {
      project: {
        Dockerfile: `${DOCKERFILE}RUN python make.py > /var/azureml-app/score.py\n`,
        'app/score.py': 'A = 1\n',
      },
    },
    // A deployment brings code of its own.
    {
      project: {
        Dockerfile: DOCKERFILE,
        'app/score.py': 'A = 1\n',
        'deployment.yml':
          'name: blue\nendpoint_name: churn\nenvironment:\n  build:\n    path: .\ninstance_type: Standard_DS3_v2\n' +
          'code_configuration:\n  code: code\n  scoring_script: score.py\n',
        'code/score.py': INIT + RUN,
      },
    },
    // Batch endpoints do without the server.
    {
      project: {
        'deployment.yml':
          '$schema: https://azuremlschemas.azureedge.net/latest/modelBatchDeployment.schema.json\nname: blue\nendpoint_name: churn\n' +
          'environment: azureml:churn:1\ncode_configuration:\n  code: code\n  scoring_script: driver.py\n',
        'code/driver.py': 'A = 1\n',
      },
    },
    // A server of one's own, in R.
    {
      project: {
        'deployment.yml':
          'name: blue\nendpoint_name: churn\nenvironment:\n  image: contoso.azurecr.io/plumber:1\n  inference_config:\n' +
          '    scoring_route:\n      port: 8000\n      path: /score\ncode_configuration:\n  code: code\n  scoring_script: start.py\n',
        'code/start.py': 'A = 1\n',
      },
    },
    loaded(`# azml-lint ignore-file=entry-script/no-init-run\n${INIT}`),
    loaded(`# azml-lint ignore=entry-script/no-init-run\n${INIT}`),
    loaded(`import json  # azml-lint ignore=entry-script/no-init-run\n${INIT}`),
  ],
  invalid: [
    loaded('run: object\n#^^^^^^^^^^ both\n'),
    loaded(
      'from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from a import init\n#                 ^^^^ never\n\ndef run(data):\n    return data\n',
    ),
    loaded(`import json\n#^^^^^^^^^^ missing\n${RUN}def Init():\n    pass\n`),
    // Without the variable, the server imports main.py.
    {
      project: {
        Dockerfile: DOCKERFILE.replace(/^ENV.*$/m, 'RUN true'),
        'app/main.py': `import json\n#^^^^^^^^^^ missing\n${INIT}`,
      },
    },
    // The script stands in the Dockerfile.
    {
      project: {
        Dockerfile: `FROM mcr.microsoft.com/azureml/minimal-py312-inference:latest
COPY <<-"EOF" /var/azureml-app/score.py
		import json
# ^^^^^^^^^^^ missing
	def run(data):
	    return json.loads(data)
EOF
ENV AZUREML_ENTRY_SCRIPT=score.py
`,
      },
    },
    // The script of a deployment.
    {
      project: {
        'deployment.yml':
          'name: blue\nendpoint_name: churn\nenvironment: azureml:churn:1\ninstance_type: Standard_DS3_v2\n' +
          'code_configuration:\n  code: code\n  scoring_script: online/score.py\n',
        'code/online/score.py': `import json\n#^^^^^^^^^^ missing\n${INIT}`,
      },
    },
    // On a base that is not known, the variable says that a server loads it.
    {
      project: {
        Dockerfile: DOCKERFILE.replace(/^FROM.*$/m, 'FROM contoso.azurecr.io/inference:3'),
        'app/score.py': `import json\n#^^^^^^^^^^ missing\n${INIT}`,
      },
    },
  ],
});
