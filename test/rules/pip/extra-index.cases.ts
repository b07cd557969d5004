import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/pip/extra-index.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { TRAINING } from '../images.ts';

testEdgeCases(rule, {
  from: TRAINING,
  valid: dockerfiles`
    RUN pip install -i https://pypi.acme.example/simple acme

    RUN pip install --find-links https://data.pyg.org/whl/torch-2.6.0+cpu.html torch-scatter

    RUN uv pip install --extra-index-url https://pypi.acme.example/simple acme && uv add --index https://pypi.acme.example acme

    ENV UV_EXTRA_INDEX_URL=https://pypi.acme.example/simple UV_INDEX=https://pypi.acme.example/simple

    # may be empty
    ARG PIP_EXTRA_INDEX_URL
    RUN pip install --extra-index-url "$INDEX" acme && PIP_EXTRA_INDEX_URL=$INDEX pip install acme

    ENV PIP_EXTRA_INDEX_URL=

    RUN pip config set global.index-url https://pypi.acme.example/simple && pip config get global.extra-index-url

    RUN echo pip install --extra-index-url https://pypi.acme.example/simple acme
  `,
  invalid: [
    ...dockerfiles`
      RUN sudo python -m pip install acme --extra-index-url=https://pypi.acme.example/simple
      #                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ confusion

      RUN pip download --extra-index-url https://$TOKEN@pypi.acme.example/simple acme
      #                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ confusion

      ARG PIP_EXTRA_INDEX_URL=https://pypi.acme.example/simple
      #   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ confusion

      RUN export PIP_EXTRA_INDEX_URL=https://pypi.acme.example/simple && \
      #          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ confusion
          pip install acme

      RUN PIP_EXTRA_INDEX_URL=https://pypi.acme.example/simple pip install acme
      #   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ confusion

      RUN ["pip", "install", "--extra-index-url", "https://pypi.acme.example/simple", "acme"]
      #                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ confusion

      ONBUILD RUN pip install --extra-index-url https://pypi.acme.example/simple acme
      #                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ confusion

      RUN <<EOF
      pip install --extra-index-url https://pypi.org/simple -i https://pypi.acme.example/simple acme
      #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ confusion
      EOF
    `,
    {
      name: 'what to write instead',
      data: [
        { host: 'pypi.acme.example', instead: 'PIP_INDEX_URL' },
        { host: 'pypi.acme.example', instead: '--default-index' },
        { host: 'pypi.acme.example', instead: 'global.index-url' },
      ],
      text: dockerfile`
        ENV PIP_EXTRA_INDEX_URL="https://download.pytorch.org/whl/cu124 https://user@PyPI.acme.example:8443/simple"
        #   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ confusion
        RUN uv pip install --index https://pypi.acme.example --index-strategy unsafe-best-match acme
        #                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ confusion
        RUN pip config set global.extra-index-url https://pypi.acme.example/simple
        #                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ confusion
      `,
    },
    {
      severity: 'info',
      data: { host: 'pypi.nvidia.com', instead: '--index-url' },
      text: dockerfile`
        RUN pip install --extra-index-url https://pypi.nvidia.com tensorrt
        #               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ complete
      `,
    },
  ],
});
