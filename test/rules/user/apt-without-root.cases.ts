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
    {
      name: 'the user before comes back',
      safety: 'safe',
      text: dockerfile`
        RUN apt-get update && apt-get install -y --no-install-recommends a && rm -rf /var/lib/apt/lists/*
        #   ^^^^^^^^^^^^^^ byDefault
      `,
      fixed: dockerfile`
        USER root
        RUN apt-get update && apt-get install -y --no-install-recommends a && rm -rf /var/lib/apt/lists/*
        USER dockeruser
      `,
    },
    {
      name: 'unless a USER follows anyway',
      safety: 'safe',
      text: dockerfile`
        RUN apt-get update && apt-get install -y --no-install-recommends a && rm -rf /var/lib/apt/lists/*
        #   ^^^^^^^^^^^^^^ byDefault
        USER dockeruser
      `,
      fixed: dockerfile`
        USER root
        RUN apt-get update && apt-get install -y --no-install-recommends a && rm -rf /var/lib/apt/lists/*
        USER dockeruser
      `,
    },
    {
      name: 'or one of root',
      safety: 'safe',
      text: dockerfile`
        RUN apt-get update && apt-get install -y --no-install-recommends a && rm -rf /var/lib/apt/lists/*
        #   ^^^^^^^^^^^^^^ byDefault
        USER root
        RUN apt-get update && apt-get install -y --no-install-recommends a && rm -rf /var/lib/apt/lists/*
      `,
      fixed: dockerfile`
        USER root
        RUN apt-get update && apt-get install -y --no-install-recommends a && rm -rf /var/lib/apt/lists/*
        USER root
        RUN apt-get update && apt-get install -y --no-install-recommends a && rm -rf /var/lib/apt/lists/*
      `,
    },
    {
      name: 'between two, the first is',
      safety: 'safe',
      text: dockerfile`
        USER a
        # why
        RUN apt-get update && apt-get install -y --no-install-recommends a && rm -rf /var/lib/apt/lists/*
        #   ^^^^^^^^^^^^^^ byUser
        USER a
      `,
      fixed: dockerfile`
        USER root
        # why
        RUN apt-get update && apt-get install -y --no-install-recommends a && rm -rf /var/lib/apt/lists/*
        USER a
      `,
    },
    {
      name: 'neighbors are wrapped together',
      safety: 'safe',
      text: dockerfile`
        RUN apt-get update && apt-get install -y --no-install-recommends a && rm -rf /var/lib/apt/lists/*
        #   ^^^^^^^^^^^^^^ byDefault

        RUN apt-get update && apt-get install -y --no-install-recommends a && rm -rf /var/lib/apt/lists/*
        #   ^^^^^^^^^^^^^^ byDefault
      `,
      fixed: dockerfile`
        USER root
        RUN apt-get update && apt-get install -y --no-install-recommends a && rm -rf /var/lib/apt/lists/*

        RUN apt-get update && apt-get install -y --no-install-recommends a && rm -rf /var/lib/apt/lists/*
        USER dockeruser
      `,
    },
    {
      name: 'in the letters of the file',
      safety: 'safe',
      text: dockerfile`
        workdir /a
        run apt-get update && apt-get install -y --no-install-recommends a && rm -rf /var/lib/apt/lists/*
        #   ^^^^^^^^^^^^^^ byDefault
      `,
      fixed: dockerfile`
        workdir /a
        user root
        run apt-get update && apt-get install -y --no-install-recommends a && rm -rf /var/lib/apt/lists/*
        user dockeruser
      `,
    },
    {
      name: 'as far in as it is',
      safety: 'safe',
      text: '  RUN apt-get update && apt-get install -y --no-install-recommends a && rm -rf /var/lib/apt/lists/*\n#     ^^^^^^^^^^^^^^ byDefault\n  EXPOSE 80\n',
      fixed:
        '  USER root\n  RUN apt-get update && apt-get install -y --no-install-recommends a && rm -rf /var/lib/apt/lists/*\n  USER dockeruser\n  EXPOSE 80\n',
    },
    {
      name: 'in the words of the author',
      safety: 'safe',
      text: dockerfile`
        ARG WHO=app
        USER $WHO:0
        RUN apt-get update && apt-get install -y --no-install-recommends a && rm -rf /var/lib/apt/lists/*
        #   ^^^^^^^^^^^^^^ byUser
      `,
      fixed: dockerfile`
        ARG WHO=app
        USER $WHO:0
        USER root
        RUN apt-get update && apt-get install -y --no-install-recommends a && rm -rf /var/lib/apt/lists/*
        USER $WHO:0
      `,
    },
    {
      name: 'unless they mean another now',
      safety: 'safe',
      text: dockerfile`
        ARG WHO=app
        USER $WHO:0
        ARG WHO=b
        RUN apt-get update && apt-get install -y --no-install-recommends a && rm -rf /var/lib/apt/lists/*
        #   ^^^^^^^^^^^^^^ byUser
      `,
      fixed: dockerfile`
        ARG WHO=app
        USER $WHO:0
        ARG WHO=b
        USER root
        RUN apt-get update && apt-get install -y --no-install-recommends a && rm -rf /var/lib/apt/lists/*
        USER app:0
      `,
    },
    {
      name: 'with CRLF',
      safety: 'safe',
      text: `FROM ${INFERENCE}\r\nRUN apt-get update && apt-get install -y --no-install-recommends a && rm -rf /var/lib/apt/lists/*\r\n#   ^^^^^^^^^^^^^^ byDefault\nEXPOSE 80\r\n`,
      fixed: `FROM ${INFERENCE}\r\nUSER root\r\nRUN apt-get update && apt-get install -y --no-install-recommends a && rm -rf /var/lib/apt/lists/*\r\nUSER dockeruser\r\nEXPOSE 80\r\n`,
    },
    // Commands with which root is safe.
    {
      safety: 'safe',
      text: dockerfile`
        RUN mkdir -p /usr/share/man/man1 && apt-get update
        #                                   ^^^^^^^^^^^^^^ byDefault
      `,
      fixed: dockerfile`
        USER root
        RUN mkdir -p /usr/share/man/man1 && apt-get update
        USER dockeruser
      `,
    },
    {
      safety: 'safe',
      text: dockerfile`
        RUN echo "deb x" > /etc/apt/sources.list.d/x.list && apt-get update
        #                                                    ^^^^^^^^^^^^^^ byDefault
      `,
      fixed: dockerfile`
        USER root
        RUN echo "deb x" > /etc/apt/sources.list.d/x.list && apt-get update
        USER dockeruser
      `,
    },
    {
      safety: 'safe',
      text: dockerfile`
        RUN sed -i s/a/b/ /etc/apt/sources.list && apt-get update
        #                                          ^^^^^^^^^^^^^^ byDefault
      `,
      fixed: dockerfile`
        USER root
        RUN sed -i s/a/b/ /etc/apt/sources.list && apt-get update
        USER dockeruser
      `,
    },
    {
      safety: 'safe',
      text: dockerfile`
        RUN curl -fsSL https://x/key | gpg --dearmor -o /usr/share/keyrings/x.gpg && apt-get update
        #                                                                            ^^^^^^^^^^^^^^ byDefault
      `,
      fixed: dockerfile`
        USER root
        RUN curl -fsSL https://x/key | gpg --dearmor -o /usr/share/keyrings/x.gpg && apt-get update
        USER dockeruser
      `,
    },
    {
      safety: 'safe',
      text: dockerfile`
        RUN wget -qO /tmp/a.deb https://x/a.deb && dpkg -i /tmp/a.deb && rm /tmp/a.deb && apt-get update
        #                                          ^^^^ byDefault
      `,
      fixed: dockerfile`
        USER root
        RUN wget -qO /tmp/a.deb https://x/a.deb && dpkg -i /tmp/a.deb && rm /tmp/a.deb && apt-get update
        USER dockeruser
      `,
    },
    {
      safety: 'safe',
      text: dockerfile`
        RUN cp sources.list /etc/apt/ 2>/dev/null && apt-get update
        #                                            ^^^^^^^^^^^^^^ byDefault
      `,
      fixed: dockerfile`
        USER root
        RUN cp sources.list /etc/apt/ 2>/dev/null && apt-get update
        USER dockeruser
      `,
    },
    {
      safety: 'safe',
      text: dockerfile`
        RUN tar -xf a.tgz -C /opt && apt-get update
        #                            ^^^^^^^^^^^^^^ byDefault
      `,
      fixed: dockerfile`
        USER root
        RUN tar -xf a.tgz -C /opt && apt-get update
        USER dockeruser
      `,
    },
    {
      safety: 'safe',
      text: dockerfile`
        RUN locale-gen en_US.UTF-8 && apt-get update
        #                             ^^^^^^^^^^^^^^ byDefault
      `,
      fixed: dockerfile`
        USER root
        RUN locale-gen en_US.UTF-8 && apt-get update
        USER dockeruser
      `,
    },
    // Commands that may create files that root would then own.
    {
      safety: 'unsafe',
      text: dockerfile`
        RUN mkdir -p /var/azureml-app/x && apt-get update
        #                                  ^^^^^^^^^^^^^^ byDefault
      `,
      fixed: dockerfile`
        USER root
        RUN mkdir -p /var/azureml-app/x && apt-get update
        USER dockeruser
      `,
    },
    {
      safety: 'unsafe',
      text: dockerfile`
        RUN mkdir data && apt-get update
        #                 ^^^^^^^^^^^^^^ byDefault
      `,
      fixed: dockerfile`
        USER root
        RUN mkdir data && apt-get update
        USER dockeruser
      `,
    },
    {
      safety: 'unsafe',
      text: dockerfile`
        RUN touch /tmp/done && apt-get update
        #                      ^^^^^^^^^^^^^^ byDefault
      `,
      fixed: dockerfile`
        USER root
        RUN touch /tmp/done && apt-get update
        USER dockeruser
      `,
    },
    {
      safety: 'unsafe',
      text: dockerfile`
        RUN echo a > log.txt && apt-get update
        #                       ^^^^^^^^^^^^^^ byDefault
      `,
      fixed: dockerfile`
        USER root
        RUN echo a > log.txt && apt-get update
        USER dockeruser
      `,
    },
    {
      safety: 'unsafe',
      text: dockerfile`
        RUN tar -xf a.tgz && apt-get update
        #                    ^^^^^^^^^^^^^^ byDefault
      `,
      fixed: dockerfile`
        USER root
        RUN tar -xf a.tgz && apt-get update
        USER dockeruser
      `,
    },
    {
      safety: 'unsafe',
      text: dockerfile`
        RUN cp a b && apt-get update
        #             ^^^^^^^^^^^^^^ byDefault
      `,
      fixed: dockerfile`
        USER root
        RUN cp a b && apt-get update
        USER dockeruser
      `,
    },
    {
      safety: 'unsafe',
      text: dockerfile`
        RUN mv /etc/a $TARGET && apt-get update
        #                        ^^^^^^^^^^^^^^ byDefault
      `,
      fixed: dockerfile`
        USER root
        RUN mv /etc/a $TARGET && apt-get update
        USER dockeruser
      `,
    },
    {
      safety: 'unsafe',
      text: dockerfile`
        RUN apt-get download x && apt-get update
        #                         ^^^^^^^^^^^^^^ byDefault
      `,
      fixed: dockerfile`
        USER root
        RUN apt-get download x && apt-get update
        USER dockeruser
      `,
    },
    {
      safety: 'unsafe',
      text: dockerfile`
        RUN F=$(mktemp) && apt-get update
        #                  ^^^^^^^^^^^^^^ byDefault
      `,
      fixed: dockerfile`
        USER root
        RUN F=$(mktemp) && apt-get update
        USER dockeruser
      `,
    },
    {
      safety: 'unsafe',
      text: dockerfile`
        RUN . ./env.sh && apt-get update
        #                 ^^^^^^^^^^^^^^ byDefault
      `,
      fixed: dockerfile`
        USER root
        RUN . ./env.sh && apt-get update
        USER dockeruser
      `,
    },
    {
      safety: 'unsafe',
      text: dockerfile`
        RUN ln -s /usr/bin/python3 /opt/miniconda/bin/py && apt-get update
        #                                                   ^^^^^^^^^^^^^^ byDefault
      `,
      fixed: dockerfile`
        USER root
        RUN ln -s /usr/bin/python3 /opt/miniconda/bin/py && apt-get update
        USER dockeruser
      `,
    },
    {
      safety: 'unsafe',
      text: dockerfile`
        RUN wget https://x/a.deb && apt-get update
        #                           ^^^^^^^^^^^^^^ byDefault
      `,
      fixed: dockerfile`
        USER root
        RUN wget https://x/a.deb && apt-get update
        USER dockeruser
      `,
    },
    // Commands with another meaning as root.
    ...dockerfiles`
      RUN mkdir -p ~/x && apt-get update
      #                   ^^^^^^^^^^^^^^ byDefault

      RUN rm -rf "$HOME/x" && apt-get update
      #                       ^^^^^^^^^^^^^^ byDefault

      RUN chown -R $(whoami) /opt/x && apt-get update
      #                                ^^^^^^^^^^^^^^ byDefault

      RUN echo $USER && apt-get update
      #                 ^^^^^^^^^^^^^^ byDefault

      RUN ls --dir=~/x && apt-get update
      #                   ^^^^^^^^^^^^^^ byDefault
    `,
  ],
});
