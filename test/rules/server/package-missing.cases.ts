import { dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/server/package-missing.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { INFERENCE } from '../images.ts';

testEdgeCases(rule, {
  from: INFERENCE,
  valid: [
    ...dockerfiles`
      ARG E
      RUN conda create -y -p $E python=3.11
      ENV AZUREML_CONDA_ENVIRONMENT_PATH=$E

      ENV E=/opt/x
      RUN conda create -y -p $E python=3.11 && $E/bin/pip install azureml-inference-server-http
      ENV AZUREML_CONDA_ENVIRONMENT_PATH=$E

      ARG P
      RUN conda create -y -p /opt/x python=3.11 $P
      ENV AZUREML_CONDA_ENVIRONMENT_PATH=/opt/x

      ARG P="azureml-defaults numpy"
      RUN conda create -y -p /opt/x $P
      ENV AZUREML_CONDA_ENVIRONMENT_PATH=/opt/x

      RUN conda create -y -p /opt/x python=3.11 && /opt/x/bin/pip install azureml-inference-server-http
      ENV AZUREML_CONDA_ENVIRONMENT_PATH=/opt/x

      RUN conda create -y -p /opt/x python=3.11 && conda run -p /opt/x pip install azureml_defaults
      ENV AZUREML_CONDA_ENVIRONMENT_PATH=/opt/x

      RUN conda env create -p /opt/x -f environment.yml
      ENV AZUREML_CONDA_ENVIRONMENT_PATH=/opt/x

      RUN conda env create -p /opt/x
      ENV AZUREML_CONDA_ENVIRONMENT_PATH=/opt/x

      RUN conda create -y -p /opt/x --clone amlenv
      ENV AZUREML_CONDA_ENVIRONMENT_PATH=/opt/x

      RUN conda create -y -p /opt/x python=3.11 && /opt/x/bin/pip install -r requirements.txt
      ENV AZUREML_CONDA_ENVIRONMENT_PATH=/opt/x

      RUN conda create -y -p /opt/x python=3.11 && /opt/x/bin/pip install .
      ENV AZUREML_CONDA_ENVIRONMENT_PATH=/opt/x

      RUN conda create -y -p /opt/x python=3.11 $PACKAGES
      ENV AZUREML_CONDA_ENVIRONMENT_PATH=/opt/x

      RUN conda create -y -p /opt/x python=3.11 && bash install.sh
      ENV AZUREML_CONDA_ENVIRONMENT_PATH=/opt/x

      RUN conda create -y -p /opt/x python=3.11 && $CONDA/bin/pip install azureml-inference-server-http
      ENV AZUREML_CONDA_ENVIRONMENT_PATH=/opt/x

      RUN conda create -y -p /opt/x python=3.11 && . /opt/x/bin/activate && pip install azureml-inference-server-http
      ENV AZUREML_CONDA_ENVIRONMENT_PATH=/opt/x

      RUN python -m venv --system-site-packages /opt/x
      ENV AZUREML_CONDA_ENVIRONMENT_PATH=/opt/x

      RUN python -m venv /opt/x && python install.py
      ENV AZUREML_CONDA_ENVIRONMENT_PATH=/opt/x

      RUN conda create -y -p /opt/y python=3.11
      ENV AZUREML_CONDA_ENVIRONMENT_PATH=/opt/x

      RUN pip install numpy
      ENV AZUREML_CONDA_ENVIRONMENT_PATH=/opt/x
    `,
    // The shell may activate the environment.
    ...dockerfiles`
      SHELL ["conda", "run", "-p", "/opt/x", "/bin/bash", "-c"]
      RUN conda create -y -p /opt/x python=3.11 && pip install azureml-defaults
      ENV AZUREML_CONDA_ENVIRONMENT_PATH=/opt/x

      SHELL ["/bin/bash", "--login", "-c"]
      RUN conda create -y -p /opt/x python=3.11 && pip install azureml-defaults
      ENV AZUREML_CONDA_ENVIRONMENT_PATH=/opt/x
    `,
    ...dockerfiles`
      # another server is started
      RUN conda create -y -p /opt/x python=3.11
      ENV AZUREML_CONDA_ENVIRONMENT_PATH=/opt/x
      CMD ["python", "app.py"]
    `,
  ],
  invalid: [
    ...dockerfiles`
      RUN conda create -y -p /opt/x python=3.11 numpy
      ENV AZUREML_CONDA_ENVIRONMENT_PATH=/opt/x
      #                                  ^^^^^^ missing

      RUN conda create -y --prefix=/opt/x python=3.11 && conda install -y -p /opt/x numpy
      ENV AZUREML_CONDA_ENVIRONMENT_PATH=/opt/x
      #                                  ^^^^^^ missing

      RUN mamba create -yp /opt/x python=3.11 && /opt/x/bin/pip install --no-cache-dir flask
      ENV AZUREML_CONDA_ENVIRONMENT_PATH=/opt/x
      #                                  ^^^^^^ missing

      RUN python3 -m venv /opt/x && /opt/x/bin/python -m pip install numpy
      ENV AZUREML_CONDA_ENVIRONMENT_PATH=/opt/x
      #                                  ^^^^^^ missing

      RUN uv venv /opt/x && uv pip install --python /opt/x/bin/python numpy
      ENV AZUREML_CONDA_ENVIRONMENT_PATH=/opt/x
      #                                  ^^^^^^ missing

      RUN conda create -y -p /opt/x python=3.11 && pip install azureml-inference-server-http
      ENV AZUREML_CONDA_ENVIRONMENT_PATH=/opt/x
      #                                  ^^^^^^ missing

      RUN conda create -y -p /opt/x python=3.11 && conda run -n amlenv pip install azureml-inference-server-http
      ENV AZUREML_CONDA_ENVIRONMENT_PATH=/opt/x
      #                                  ^^^^^^ missing

      RUN conda create -y -p /opt/x python=3.11 && /opt/miniconda/bin/pip install -r /tmp/requirements.txt
      ENV AZUREML_CONDA_ENVIRONMENT_PATH=/opt/x
      #                                  ^^^^^^ missing
    `,
    // Variables with known values.
    ...dockerfiles`
      ENV E=/opt/x
      RUN conda create -y -p $E python=3.11
      ENV AZUREML_CONDA_ENVIRONMENT_PATH=$E
      #                                  ^^ missing

      ENV AZUREML_CONDA_ENVIRONMENT_PATH=/opt/x
      #                                  ^^^^^^ missing
      RUN conda create -y -p $AZUREML_CONDA_ENVIRONMENT_PATH python=3.11

      ARG E=x
      RUN conda create -y -n $E python=3.11
      ENV PATH=/opt/miniconda/envs/$E/bin:$PATH
      #        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ missing

      ARG E=/opt/x
      RUN python -m venv "$E" && $E/bin/pip install numpy
      ENV PATH=$E/bin:$PATH
      #        ^^^^^^^^^^^^ missing
    `,
    ...dockerfiles`
      # by its name
      RUN conda create -y -n ranker python=3.11
      ENV PATH=/opt/miniconda/envs/ranker/bin:$PATH
      #        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ missing
    `,
  ],
});
