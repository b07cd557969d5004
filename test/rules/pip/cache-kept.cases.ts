import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/pip/cache-kept.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { INFERENCE, TRAINING } from '../images.ts';

testEdgeCases(rule, {
  from: TRAINING,
  valid: [
    ...dockerfiles`
      RUN pip install --no-cache-dir flask && pip --no-cache-dir install flask && pip install flask --no-cache

      # dockerfile/unicode-dash
      RUN pip install –-no-cache-dir flask && pip install —no-cache-dir flask

      RUN python -m pip \
          install \
          --no-cache-dir \
          --upgrade \
          flask

      RUN pip install flask && rm -rf /root/.cache/pip

      RUN pip install flask && rm -rf ~/.cache/*

      RUN pip install flask; pip3 cache purge

      ENV PIP_NO_CACHE_DIR=off
      RUN pip install flask

      ARG PIP_NO_CACHE_DIR=1
      RUN pip install flask

      RUN PIP_NO_CACHE_DIR="1" pip install flask

      RUN export PIP_NO_CACHE_DIR=true && pip install flask

      RUN --mount=type=cache,target=/root/.cache pip install flask

      ENV PIP_CACHE_DIR=/cache
      RUN --mount=type=cache,target=/cache pip install flask

      RUN pip config set global.no-cache-dir false
      RUN pip install flask

      COPY pip.conf /etc/pip.conf
      RUN pip install flask

      RUN printf '[install]\nno-cache-dir = true\n' >/etc/pip.conf && pip install flask

      ENV PIP_CONFIG_FILE=/opt/pip.conf
      RUN pip install flask

      RUN pip download flask -d /wheels && pip list && pip uninstall -y flask

      RUN pipx install black && pipenv install flask && poetry install

      ENV UV_NO_CACHE=1
      RUN uv sync && uv lock && uv python install 3.12 && uv venv

      RUN echo pip install flask
    `,
    {
      name: 'a stage that is not shipped',
      text: dockerfile`
        FROM ubuntu:24.04 AS build
        RUN pip install flask

        FROM ubuntu:24.04
        COPY --from=build /opt/venv /opt/venv
      `,
    },
    {
      name: 'uv under the preset of hadolint',
      options: rule.presetOptions!.hadolint!,
      text: dockerfile`RUN uv pip install --system flask`,
    },
  ],
  invalid: [
    {
      text: dockerfile`
        RUN pip3 install flask && \
        #   ^^^^^^^^^^^^
            pip install \
        #   ^^^^^^^^^^^
              flask
        ONBUILD RUN sudo pip install -r requirements.txt
        #                ^^^^^^^^^^^
        RUN <<EOF
        pip install flask
        #^^^^^^^^^^
        uv sync
        #^^^^^^
        EOF
        RUN rm -rf /root/.cache/pip
      `,
      fixed: dockerfile`
        RUN pip3 install --no-cache-dir flask && \
            pip install --no-cache-dir \
              flask
        ONBUILD RUN sudo pip install --no-cache-dir -r requirements.txt
        RUN <<EOF
        pip install --no-cache-dir flask
        uv sync --no-cache
        EOF
        RUN rm -rf /root/.cache/pip
      `,
    },
    {
      name: 'an exec form',
      text: dockerfile`
        RUN ["python", "-m", "pip", "install", "flask"]
        #                     ^^^^^^^^^^^^^^
      `,
      fixed: false,
    },
    {
      name: 'a cache that is wanted',
      text: dockerfile`
        RUN pip install --cache-dir /opt/cache flask
        #   ^^^^^^^^^^^
      `,
      fixed: false,
    },
    {
      name: 'a value that is empty, and a cache that is mounted elsewhere',
      from: INFERENCE,
      text: dockerfile`
        ENV PIP_NO_CACHE_DIR=
        RUN --mount=type=cache,target=/var/cache/apt pip install flask
        #                                            ^^^^^^^^^^^
      `,
      fixed: dockerfile`
        ENV PIP_NO_CACHE_DIR=
        RUN --mount=type=cache,target=/var/cache/apt pip install --no-cache-dir flask
      `,
    },
    {
      name: 'other stages under the preset of hadolint',
      options: rule.presetOptions!.hadolint!,
      text: dockerfile`
        FROM ubuntu:24.04 AS build
        RUN pip install flask
        #   ^^^^^^^^^^^

        FROM ubuntu:24.04
        COPY --from=build /opt/venv /opt/venv
      `,
      fixed: dockerfile`
        FROM ubuntu:24.04 AS build
        RUN pip install --no-cache-dir flask

        FROM ubuntu:24.04
        COPY --from=build /opt/venv /opt/venv
      `,
    },
  ],
});
