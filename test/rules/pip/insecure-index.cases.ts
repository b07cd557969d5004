import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/pip/insecure-index.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { TRAINING } from '../images.ts';

testEdgeCases(rule, {
  from: TRAINING,
  valid: dockerfiles`
    RUN pip install -i https://pypi.acme.example/simple acme

    RUN pip install -i http://127.0.0.1:3141/root/pypi/+simple/ --trusted-host 127.0.0.1 acme

    RUN pip install --trusted-host localhost --find-links /wheels --find-links http://[::1]:80/ acme

    # not known
    RUN pip install -i $INDEX --trusted-host $HOST acme

    RUN conda config --set ssl_verify true && conda config --set ssl_verify /etc/ssl/acme.pem && conda config --set offline false

    ENV CONDA_SSL_VERIFY=/etc/ssl/acme.pem

    RUN pip install http://example.org/acme.tar.gz

    RUN echo pip install -i http://pypi.acme.example/simple acme
  `,
  invalid: [
    ...dockerfiles`
      RUN pip3 install -f http://wheels.acme.example acme --index-url https://pypi.acme.example
      #                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ http

      # one mistake
      RUN pip install -i http://pypi.acme.example:8080/simple --trusted-host=pypi.acme.example acme
      #               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ http

      RUN uv pip install --default-index http://$USER@pypi.acme.example/simple acme
      #                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ http

      ENV PIP_INDEX_URL=http://pypi.acme.example
      #   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ http

      RUN pip config set global.index-url http://mirrors.aliyun.com/pypi/simple/
      #                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ http

      RUN pip install --trusted-host pypi.acme.example -r requirements.txt
      #               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ trusted

      RUN uv pip install --allow-insecure-host pypi.acme.example:8443 acme
      #                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ trusted

      ENV CONDA_SSL_VERIFY=False
      #   ^^^^^^^^^^^^^^^^^^^^^^ conda
      ONBUILD RUN sudo mamba config --set ssl_verify no
      #                                   ^^^^^^^^^^^^^ conda
    `,
    {
      severity: 'info',
      text: dockerfile`
        RUN pip install --trusted-host pypi.org --trusted-host=files.pythonhosted.org flask
        #               ^^^^^^^^^^^^^^^^^^^^^^^ pypi
        #                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ pypi
        ARG PIP_TRUSTED_HOST="pypi.org pypi.python.org files.pythonhosted.org"
        #   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ pypi
      `,
    },
    {
      data: { address: 'http://pypi.python.org/simple', secure: 'https://pypi.python.org/simple' },
      severity: 'warning',
      text: dockerfile`
        RUN pip install --index-url=http://pypi.python.org/simple flask
        #               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ http
      `,
    },
  ],
});
