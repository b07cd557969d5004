import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/server/python-unsupported.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { INFERENCE } from '../images.ts';

testEdgeCases(rule, {
  from: INFERENCE,
  valid: dockerfiles`
    RUN conda install -y -n amlenv python=3.8 && pip install azureml-inference-server-http==1.3.4

    RUN conda install -y -n amlenv python=3.12

    RUN conda install -y -n amlenv "python>=3.7"

    RUN conda install -y -n amlenv python

    RUN conda create -y -n old python=3.6

    ARG PY
    RUN conda install -y -n amlenv python=$PY
  `,
  invalid: [
    // The release that pip chooses.
    {
      severity: 'error',
      data: {
        server: 'azureml-inference-server-http',
        taken: '1.3.4',
        why: 'it is of 2024-10-21, gets no fixes and does not start beside azureml-ai-monitoring alone',
      },
      text: dockerfile`
        RUN conda install -y -n amlenv python=3.8 && pip install azureml-inference-server-http
        #                              ^^^^^^^^^^ older
      `,
    },
    {
      severity: 'error',
      data: {
        server: 'azureml-inference-server-http',
        taken: '0.8.4.2',
        why: 'it is of 2023-09-07, gets no fixes and does not start beside azureml-ai-monitoring alone',
      },
      text: dockerfile`
        RUN conda install -y -n amlenv python=3.7 && pip install azureml-inference-server-http
        #                              ^^^^^^^^^^ older
      `,
    },
    {
      severity: 'error',
      data: { server: 'azureml-inference-server-http', taken: 'of before 2023' },
      text: dockerfile`
        RUN conda install -y -n amlenv python=3.6 && pip install azureml-inference-server-http
        #                              ^^^^^^^^^^ older
      `,
    },
    {
      severity: 'error',
      data: { server: 'azureml-inference-server-http', taken: '1.3.4' },
      text: dockerfile`
        RUN conda install -y -n amlenv python=3.8 && pip install "azureml-inference-server-http>=1.0"
        #                              ^^^^^^^^^^ older
      `,
    },
    {
      severity: 'info',
      data: { newest: '3.12' },
      text: dockerfile`
        RUN conda install -y -n amlenv python=3.13 && pip install azureml-inference-server-http==1.3.4 setuptools
        #                              ^^^^^^^^^^^ new
      `,
    },
    {
      severity: 'info',
      data: { newest: '3.12' },
      text: dockerfile`
        RUN conda install -y -n amlenv python=3.13 && pip install azureml-inference-server-http
        #                              ^^^^^^^^^^^ new
      `,
    },
    {
      severity: 'error',
      texts: dockerfiles`
        RUN conda install -y -n amlenv python=3.8 && pip install "azureml-inference-server-http>=1.4"
        #                              ^^^^^^^^^^ refused

        RUN conda install -y -n amlenv python=3.8 && pip install azureml-inference-server-http==1.5.1
        #                              ^^^^^^^^^^ refused
      `,
    },
    {
      severity: 'warning',
      text: dockerfile`
        RUN conda install -y -n amlenv python=3.13 && pip install azureml-inference-server-http==1.3.4
        #                              ^^^^^^^^^^^ distutils
      `,
    },
    ...dockerfiles`
      RUN conda install -y -n amlenv python=3.8
      #                              ^^^^^^^^^^ old

      RUN conda install -y -n amlenv "python<3.9"
      #                              ^^^^^^^^^^^^ old

      RUN conda install -y -n amlenv python==3.14.0
      #                              ^^^^^^^^^^^^^^ new

      ARG PY=3.8
      RUN conda install -y -n amlenv python=$PY
      #                              ^^^^^^^^^^ old

      RUN V=3.8 && conda install -y -n amlenv "python=\${V}"
      #                                       ^^^^^^^^^^^^^ old
    `,
  ],
});
