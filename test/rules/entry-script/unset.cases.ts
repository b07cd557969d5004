import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/entry-script/unset.ts';
import { deployment } from '../deployment/projects.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { INFERENCE } from '../images.ts';

const COPIED = `FROM ${INFERENCE}\nCOPY code /var/azureml-app\n`;
const MARKED = `${COPIED}#         ^^^^^^^^^^^^^^^^ unset\n`;

testEdgeCases(rule, {
  from: INFERENCE,
  valid: [
    ...dockerfiles`
    COPY score.py /var/azureml-app/main.py

    COPY code /var/azureml-app
    RUN mv /var/azureml-app/score.py /var/azureml-app/main.py

    COPY requirements.txt /var/azureml-app/

    COPY model /var/azureml-app/azureml-models

    COPY code /opt/lib

    COPY --from=x /tool /var/azureml-app/tool

    COPY tool.bin /var/azureml-app/

    COPY code /var/azureml-app
    ENV AZUREML_ENTRY_SCRIPT=score.py

    COPY code /var/azureml-app
    CMD ["python", "x.py"]

    # server/unknown-variable speaks of the name
    ENV AML_ENTRY_SCRIPT=score.py
    COPY code /var/azureml-app

    ENV AZUREML_ENTRYSCRIPT=score.py
    COPY code /var/azureml-app
  `,
    {
      name: 'the folder has the one that the server looks for',
      project: {
        Dockerfile: COPIED,
        'code/main.py': 'def init():\n    pass\n\n\ndef run(data):\n    return data\n',
      },
    },
    {
      name: 'the deployment sets it',
      project: {
        'deployment.yml': deployment('environment_variables: {AZUREML_ENTRY_SCRIPT: score.py}\n'),
        'docker/Dockerfile': COPIED,
      },
    },
    {
      name: 'the deployment brings a script of its own',
      project: {
        'deployment.yml': deployment('code_configuration: {code: online, scoring_script: score.py}\n'),
        'docker/Dockerfile': COPIED,
      },
    },
  ],
  invalid: [
    {
      name: 'one of two deployments sets it',
      project: {
        'blue.yml': deployment('environment_variables: {AZUREML_ENTRY_SCRIPT: score.py}\n'),
        'green.yml': deployment(),
        'docker/Dockerfile': MARKED,
      },
    },
    ...dockerfiles`
      COPY . /var/azureml-app
      #      ^^^^^^^^^^^^^^^^ unset

      COPY score.py /var/azureml-app/
      #             ^^^^^^^^^^^^^^^^^ unset

      COPY --from=x /work/code /var/azureml-app
      #                        ^^^^^^^^^^^^^^^^ unset

      COPY --from=x /work/code/ /var/azureml-app/code
      #                         ^^^^^^^^^^^^^^^^^^^^^ unset

      COPY *.py /var/azureml-app/
      #         ^^^^^^^^^^^^^^^^^ unset

      ARG AML_ENTRY_SCRIPT=score.py
      COPY code /var/azureml-app
      #         ^^^^^^^^^^^^^^^^ unset
    `,
    {
      data: { variable: 'AZUREML_ENTRY_SCRIPT', script: 'score.py' },
      text: dockerfile`
        COPY score.py a.txt /var/azureml-app/
        #                   ^^^^^^^^^^^^^^^^^ unset
      `,
    },
    {
      data: { variable: 'AZUREML_ENTRY_SCRIPT', script: 'src/predict.py' },
      text: dockerfile`
        COPY predict.py /var/azureml-app/src/
        #               ^^^^^^^^^^^^^^^^^^^^^ unset
      `,
    },
    {
      data: { variable: 'AZUREML_ENTRY_SCRIPT', script: 'score.py' },
      text: dockerfile`
        COPY a.py b.py /var/azureml-app/
        #              ^^^^^^^^^^^^^^^^^ unset
      `,
    },
    {
      data: { variable: 'AZUREML_ENTRY_SCRIPT', script: 'score.py' },
      text: dockerfile`
        COPY code /var/azureml-app
        #         ^^^^^^^^^^^^^^^^ unset
      `,
    },
  ],
});
