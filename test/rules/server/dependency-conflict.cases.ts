import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/server/dependency-conflict.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { INFERENCE, PYTHON, TRAINING_24 } from '../images.ts';

const ACPT = 'mcr.microsoft.com/aifx/acpt/stable-ubuntu2204-cu126-py310-torch280:biweekly.202607.1';

testEdgeCases(rule, {
  from: INFERENCE,
  valid: [
    ...dockerfiles`
      RUN pip install flask==2.2.5 azureml-inference-server-http==1.3.4

      RUN pip install flask==3.1.1 "pydantic>=1.10" numpy==1.0

      RUN pip install --target /x flask==2.2.5

      RUN conda install -y -n amlenv flask=3.1

      RUN conda install -y -n tools flask=2.2

      SHELL ["conda", "run", "-n", "tools", "bash", "-c"]
      RUN pip install flask==2.2.5

      RUN conda run -n tools pip install flask==2.2.5

      RUN conda activate tools && pip install flask==2.2.5

      RUN python -m venv /v && . /v/bin/activate && pip install flask==2.2.5

      ENV PATH=/v/bin:$PATH
      RUN pip install flask==2.2.5

      RUN pip install flask==$FLASK
    `,
    // The requirement of the server on the day of the tag.
    {
      from: 'mcr.microsoft.com/azureml/minimal-ubuntu22.04-py39-cpu-inference:20241003.v1',
      text: 'RUN pip install flask==2.2.5',
    },
    // pip/incompatible-pins
    ...[TRAINING_24, PYTHON].map((from) => ({
      from,
      text: 'RUN pip install azureml-inference-server-http==1.2.1 inference-schema==1.8.0',
    })),
    // Two requirements of one command without a conflict.
    {
      from: ACPT,
      texts: dockerfiles`
        RUN pip install azureml-inference-server-http inference-schema==1.8.0

        RUN pip install "azureml-inference-server-http>=1.2" inference-schema==1.8.0

        RUN pip install azureml-inference-server-http==9.9.9 inference-schema==1.8.0

        RUN pip install azureml-inference-server-http==1.2.1 inference-schema==1.7.0

        RUN pip install azureml-inference-server-http==1.2.1 && pip install inference-schema==1.8.0

        RUN pip install --no-deps azureml-inference-server-http==1.2.1 inference-schema==1.8.0
      `,
    },
  ],
  invalid: [
    ...dockerfiles`
      # what is there already is only replaced
      RUN pip install flask==2.2.5
      #               ^^^^^^^^^^^^ conflict

      RUN pip3 install "pydantic<2"
      #                ^^^^^^^^^^^^ conflict

      RUN python -m pip install Flask_Cors==3.0.10
      #                         ^^^^^^^^^^^^^^^^^^ conflict

      RUN conda run -n amlenv pip install flask==2.2.5
      #                                   ^^^^^^^^^^^^ conflict

      RUN /opt/miniconda/envs/amlenv/bin/pip install flask==2.2.5
      #                                              ^^^^^^^^^^^^ conflict

      RUN pip install flask==2.2.5 azureml-inference-server-http==1.5.1
      #               ^^^^^^^^^^^^ refused

      RUN conda install -y -n amlenv flask=2.2
      #                              ^^^^^^^^^ conflict
    `,
    // The requirement of the server on the day of the tag.
    {
      from: 'mcr.microsoft.com/azureml/minimal-ubuntu22.04-py39-cpu-inference:20241003.v1',
      text: dockerfile`
        RUN pip install flask==3.1.0
        #               ^^^^^^^^^^^^ conflict
      `,
    },
    // Two requirements of one command that conflict, on images with an environment.
    {
      from: ACPT,
      texts: dockerfiles`
        RUN pip install azureml-inference-server-http==1.2.1 inference-schema==1.8.0
        #                                                    ^^^^^^^^^^^^^^^^^^^^^^^ refused

        RUN pip install azureml-inference-server-http==1.2.0 gunicorn==22.0.0
        #                                                    ^^^^^^^^^^^^^^^^ refused

        RUN /v/bin/python -m pip install "azureml-inference-server-http~=1.3.0" "flask>=3"
        #                                                                       ^^^^^^^^^^ refused
      `,
    },
    ...dockerfiles`
      # a training image that serves
      FROM ${TRAINING_24}
      RUN pip install azureml-inference-server-http==1.2.0 gunicorn==22.0.0
      #                                                    ^^^^^^^^^^^^^^^^ refused
      CMD ["runsvdir", "/var/runit"]

      RUN pip install azureml-inference-server-http==1.2.1 inference-schema==1.8.0
      #                                                    ^^^^^^^^^^^^^^^^^^^^^^^ refused

      RUN pip install azureml-inference-server-http==1.2.0 gunicorn==22.0.0
      #                                                    ^^^^^^^^^^^^^^^^ refused

      RUN /v/bin/python -m pip install "azureml-inference-server-http~=1.3.0" "flask>=3"
      #                                                                       ^^^^^^^^^^ refused
    `,
  ],
});
