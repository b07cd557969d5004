import { dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/user/environment-not-writable.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { CURATED_INFERENCE, INFERENCE, INFERENCE_BASE } from '../images.ts';

testEdgeCases(rule, {
  from: CURATED_INFERENCE,
  valid: [
    ...dockerfiles`
      USER root
      RUN pip install x

      RUN pip install --user x

      RUN pip install -t /opt/x x

      RUN /opt/venv/bin/pip install x

      RUN /opt/venv/bin/python -m pip install x

      RUN conda run -n userenv pip install x

      RUN . /opt/venv/bin/activate && pip install x

      ENV PATH=/opt/venv/bin:$PATH
      RUN pip install x

      ENV PIP_TARGET=/opt/x
      RUN pip install x

      RUN conda install -y -n userenv x

      RUN conda install -y x

      RUN pip list

      USER root
      RUN chown -R dockeruser /azureml-envs
      USER dockeruser
      RUN pip install x

      USER $WHO
      RUN pip install x
    `,
    // Other images have an environment that belongs to dockeruser, or none.
    {
      from: INFERENCE,
      text: 'RUN pip install x',
    },
    {
      from: INFERENCE_BASE,
      text: 'RUN pip install x',
    },
    {
      from: 'mcr.microsoft.com/azureml/curated/minimal-app-quickstart:1',
      text: 'RUN pip install x',
    },
  ],
  invalid: dockerfiles`
    RUN pip install x
    #   ^^^^^^^^^^^ pip

    RUN python -m pip install x
    #             ^^^^^^^^^^^ pip

    USER root
    RUN su dockeruser -c "pip install x"
    #                     ^^^^^^^^^^^ pip

    RUN conda install -y -p /azureml-envs/minimal x
    #   ^^^^^^^^^^^^^ conda

    RUN conda env update --prefix=$AZUREML_CONDA_ENVIRONMENT_PATH -f x.yml
    #   ^^^^^^^^^^^^^^^^ conda
  `,
});
