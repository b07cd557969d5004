import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/user/apt-without-root.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { CURATED_INFERENCE, INFERENCE, RUNS_AS_ROOT, TRAINING } from '../images.ts';

testEdgeCases(rule, {
  from: INFERENCE,
  valid: [
    ...dockerfiles`
      USER root
      RUN apt-get update

      USER 0:0
      RUN apt-get update

      USER "root"
      RUN apt-get update

      ARG WHO=root
      USER $WHO
      RUN apt-get update

      ARG WHO
      USER $WHO
      RUN apt-get update

      RUN sudo apt-get update

      RUN su -c "apt-get update"

      USER root
      RUN gosu dockeruser apt-get update

      RUN apt-get --version && apt-cache policy && dpkg -l && apt-get download curl

      RUN apt-get install --dry-run curl

      RUN echo apt-get update

      ONBUILD RUN apt-get update
    `,
    // The user that a base starts as is known only from the catalog.
    {
      from: TRAINING,
      text: 'RUN apt-get update',
    },
    {
      from: RUNS_AS_ROOT,
      text: 'RUN apt-get update',
    },
    {
      from: 'contoso.azurecr.io/x',
      text: 'RUN apt-get update',
    },
    {
      from: '$BASE',
      text: 'RUN apt-get update',
    },
  ],
  invalid: [
    {
      name: 'alone',
      text: dockerfile`
        RUN apt-get update
        #   ^^^^^^^^^^^^^^ byDefault
      `,
      fixed: dockerfile`
        USER root
        RUN apt-get update
        USER dockeruser
      `,
    },
    {
      texts: dockerfiles`
        RUN echo x && apt install -y curl
        #             ^^^^^^^^^^^ byDefault

        RUN dpkg -i /tmp/a.deb
        #   ^^^^ byDefault

        RUN add-apt-repository -y ppa:x/y
        #   ^^^^^^^^^^^^^^^^^^ byDefault

        RUN curl https://example.com/key.asc | apt-key add -
        #                                      ^^^^^^^^^^^ byDefault

        RUN ["apt-get", "install", "-y", "curl"]
        #     ^^^^^^^^^^^^^^^^^^ byDefault

        RUN <<EOF
        set -e
        apt-get update
        #^^^^^^^^^^^^^ byDefault
        EOF

        RUN if true; then apt-get update; fi
        #                 ^^^^^^^^^^^^^^ byDefault

        USER 1000
        RUN apt-get update
        #   ^^^^^^^^^^^^^^ byUser

        USER root
        USER app:root
        RUN apt-get update
        #   ^^^^^^^^^^^^^^ byUser

        ARG WHO=app
        USER $WHO
        RUN apt-get update
        #   ^^^^^^^^^^^^^^ byUser
      `,
      fixed: false,
    },
    // The user that a base starts as is known only from the catalog.
    {
      from: CURATED_INFERENCE,
      text: dockerfile`
        RUN apt-get update
        #   ^^^^^^^^^^^^^^ byDefault
      `,
      fixed: false,
    },
    {
      text: dockerfile`
        # a stage that only builds must build too, and hands its user down
        FROM ${INFERENCE} AS build
        RUN apt-get update
        #   ^^^^^^^^^^^^^^ byDefault
        USER root
        FROM build
        RUN apt-get update
        FROM ${TRAINING}
      `,
      fixed: false,
    },
    // Fixes.
    {
      name: 'without a line end',
      text: `FROM ${INFERENCE}\nRUN apt-get update\n#   ^^^^^^^^^^^^^^ byDefault`,
      fixed: `FROM ${INFERENCE}\nUSER root\nRUN apt-get update\nUSER dockeruser`,
    },
    {
      name: 'with CRLF',
      text: `FROM ${INFERENCE}\r\nRUN apt-get update\r\n#   ^^^^^^^^^^^^^^ byDefault\nENV A=1\r\n`,
      fixed: `FROM ${INFERENCE}\r\nUSER root\r\nRUN apt-get update\r\nUSER dockeruser\r\nENV A=1\r\n`,
    },
    {
      name: 'with another user',
      text: dockerfile`
        ARG WHO=app
        USER $WHO
        RUN apt-get update
        #   ^^^^^^^^^^^^^^ byUser
        ENV A=1
      `,
      fixed: dockerfile`
        ARG WHO=app
        USER $WHO
        USER root
        RUN apt-get update
        USER $WHO
        ENV A=1
      `,
    },
    {
      name: 'two in a row, and one apart',
      text: dockerfile`
        # why
        RUN apt-get update
        #   ^^^^^^^^^^^^^^ byDefault
        RUN apt-get clean
        #   ^^^^^^^^^^^^^ byDefault
        ENV A=1
        RUN apt-get clean
        #   ^^^^^^^^^^^^^ byDefault
      `,
      fixed: dockerfile`
        USER root
        # why
        RUN apt-get update
        RUN apt-get clean
        USER dockeruser
        ENV A=1
        USER root
        RUN apt-get clean
        USER dockeruser
      `,
    },
    {
      name: 'a here-document',
      text: dockerfile`
        RUN <<EOF
        apt-get update
        #^^^^^^^^^^^^^ byDefault
        EOF
      `,
      fixed: dockerfile`
        USER root
        RUN <<EOF
        apt-get update
        EOF
        USER dockeruser
      `,
    },
    ...dockerfiles`
      # more than packages
      RUN apt-get update && pip install x
      #   ^^^^^^^^^^^^^^ byDefault

      # a script
      RUN apt-get update && bash x.sh
      #   ^^^^^^^^^^^^^^ byDefault

      # a continuation at the end
      RUN apt-get update \
      #   ^^^^^^^^^^^^^^ byDefault
    `,
  ],
});
