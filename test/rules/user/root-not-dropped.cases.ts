import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/user/root-not-dropped.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { INFERENCE, PYTHON, RUNS_AS_ROOT, TRAINING } from '../images.ts';

testEdgeCases(rule, {
  from: INFERENCE,
  valid: [
    ...dockerfiles`
      ENV A=1

      USER root
      USER dockeruser

      USER root
      USER $WHO

      USER 1000

      ONBUILD USER root
    `,
    // Severities by image.
    {
      from: TRAINING,
      text: dockerfile`
        USER root
        EXPOSE 80
      `,
    },
    {
      from: RUNS_AS_ROOT,
      text: dockerfile`
        USER root
        EXPOSE 80
      `,
    },
    {
      from: 'mcr.microsoft.com/azureml/tritonserver-inference:1',
      text: dockerfile`
        USER root
        EXPOSE 80
      `,
    },
    {
      from: 'mcr.microsoft.com/azureml/newfangled-inference:1',
      text: dockerfile`
        USER root
        EXPOSE 80
      `,
    },
    // Other images are reported only if they accept requests.
    {
      from: PYTHON,
      texts: dockerfiles`
        # on another image
        USER root

        USER root
        CMD ["/bin/bash"]

        USER root
        ENTRYPOINT []
        CMD bash

        # what the training images expose; nothing listens there
        EXPOSE 5001 8883 8888
        USER root
      `,
    },
    // Commands that drop root.
    ...dockerfiles`
      USER root
      ENTRYPOINT ["gosu", "dockeruser", "runsvdir", "/var/runit"]

      USER root
      ENTRYPOINT ["tini", "--", "/usr/sbin/gosu", "dockeruser"]
      CMD ["runsvdir", "/var/runit"]

      USER root
      CMD exec su-exec dockeruser runsvdir /var/runit

      USER root
      CMD ["chroot", "--userspec=dockeruser", "/", "runsvdir", "/var/runit"]

      USER root
      CMD ["setpriv", "--reuid=1000", "runsvdir"]

      USER root
      CMD su dockeruser -c "runsvdir /var/runit"

      USER root
      CMD ["runuser", "-u", "dockeruser", "--", "runsvdir"]

      USER root
      CMD ["sh", "-c", "chown -R dockeruser /data && sudo -u dockeruser runsvdir /var/runit"]

      USER root
      COPY <<EOF /start.sh
      #!/bin/sh
      chown dockeruser /data
      exec gosu dockeruser runsvdir /var/runit
      EOF
      CMD ["/start.sh"]
    `,
  ],
  invalid: [
    {
      texts: dockerfiles`
        USER root
        #^^^^^^^^ server

        USER root:root
        #^^^^^^^^^^^^^ server

        USER 0
        #^^^^^ server

        USER dockeruser
        USER root
        #^^^^^^^^ server
        ENV A=1

        ARG WHO=root
        USER \${WHO}
        #^^^^^^^^^^ server
      `,
      fixed: false,
    },
    // Severities by image.
    {
      severity: 'error',
      text: dockerfile`
        USER root
        #^^^^^^^^ server
        EXPOSE 80
      `,
      fixed: false,
    },
    {
      from: PYTHON,
      severity: 'warning',
      text: dockerfile`
        USER root
        #^^^^^^^^ anybody
        EXPOSE 80
      `,
    },
    {
      from: 'scratch',
      severity: 'warning',
      text: dockerfile`
        USER root
        #^^^^^^^^ anybody
        EXPOSE 80
      `,
    },
    {
      from: 'contoso.azurecr.io/serve:1',
      severity: 'warning',
      text: dockerfile`
        USER root
        #^^^^^^^^ anybody
        EXPOSE 80
      `,
    },
    // Other images are reported only if they accept requests.
    {
      from: PYTHON,
      severity: 'warning',
      texts: dockerfiles`
        USER root
        #^^^^^^^^ anybody
        ENTRYPOINT ["python", "app.py"]

        USER root
        #^^^^^^^^ anybody
        CMD flask run

        EXPOSE 80
        USER root
        #^^^^^^^^ anybody

        EXPOSE 5001 8883 8888
        USER root
        #^^^^^^^^ anybody
        CMD ["runsvdir", "/var/runit"]

        EXPOSE 5001
        USER root
        #^^^^^^^^ anybody
      `,
    },
    // The message names what runs as root.
    {
      texts: dockerfiles`
        USER root
        #^^^^^^^^ server
        ENV A=1

        USER root
        #^^^^^^^^ server
        CMD ["runsvdir", "/var/runit"]

        USER root
        #^^^^^^^^ server
        CMD azmlinfsrv --entry_script score.py
      `,
      fixed: false,
    },
    {
      data: { command: '/bin/sh /start.sh' },
      text: dockerfile`
        USER root
        #^^^^^^^^ replaced
        ENTRYPOINT ["/bin/sh", "/start.sh"]
      `,
      fixed: false,
    },
    {
      data: { command: 'uvicorn app:app' },
      text: dockerfile`
        USER root
        #^^^^^^^^ replaced
        ENTRYPOINT ["uvicorn", "app:app"]
      `,
      fixed: false,
    },
    // The message names what is called from outside.
    {
      from: PYTHON,
      data: { what: 'what it starts' },
      text: dockerfile`
        USER root
        #^^^^^^^^ anybody
        CMD flask run
        EXPOSE 80
      `,
    },
    {
      from: PYTHON,
      data: { what: 'what listens on port 80 and 90/udp' },
      text: dockerfile`
        USER root
        #^^^^^^^^ anybody
        EXPOSE 80
        EXPOSE 5001 8883 8888
        EXPOSE 90/udp
      `,
    },
    // Stages: the final one, or all.
    {
      text: dockerfile`
        FROM ${INFERENCE} AS one
        USER root
        #^^^^^^^^ server
        FROM ${INFERENCE} AS other
        USER root
        FROM one
        ENV A=1
      `,
      fixed: false,
    },
    {
      options: { stages: 'all' },
      text: dockerfile`
        FROM ${INFERENCE} AS one
        USER root
        #^^^^^^^^ server
        FROM ${INFERENCE} AS other
        USER root
        #^^^^^^^^ server
        FROM one
        ENV A=1
      `,
    },
    // Fixes.
    {
      name: 'at the end',
      text: dockerfile`
        USER root
        #^^^^^^^^ replaced
        CMD ["x"]
      `,
      fixed: dockerfile`
        USER root
        CMD ["x"]
        USER dockeruser
      `,
    },
    {
      name: 'without a line end',
      text: `FROM ${INFERENCE}\nUSER root\n#^^^^^^^^ server`,
      fixed: `FROM ${INFERENCE}\nUSER root\nUSER dockeruser`,
    },
    {
      name: 'with CRLF',
      text: `FROM ${INFERENCE}\r\nUSER root\r\n#^^^^^^^^ server\n`,
      fixed: `FROM ${INFERENCE}\r\nUSER root\r\nUSER dockeruser\r\n`,
    },
    {
      name: 'above the last comment',
      text: dockerfile`
        USER root
        #^^^^^^^^ server
        # end
      `,
      fixed: dockerfile`
        USER root
        USER dockeruser
        # end
      `,
    },
    {
      name: 'after a here-document',
      text: dockerfile`
        USER root
        #^^^^^^^^ server
        RUN <<EOF
        ls
        EOF
      `,
      fixed: dockerfile`
        USER root
        RUN <<EOF
        ls
        EOF
        USER dockeruser
      `,
    },
    {
      name: 'in a stage that inherits',
      text: dockerfile`
        FROM ${INFERENCE} AS a
        USER root
        #^^^^^^^^ server
        FROM a
      `,
      fixed: dockerfile`
        FROM ${INFERENCE} AS a
        USER root
        FROM a
        USER dockeruser
      `,
    },
    ...dockerfiles`
      # in an open here-document
      USER root
      #^^^^^^^^ server
      RUN <<EOF
      ls
    `,
    {
      name: 'at the end',
      safety: 'safe',
      text: dockerfile`
        USER root
        #^^^^^^^^ server
        RUN apt-get update && apt-get install -y --no-install-recommends a && rm -rf /var/lib/apt/lists/*
      `,
      fixed: dockerfile`
        USER root
        RUN apt-get update && apt-get install -y --no-install-recommends a && rm -rf /var/lib/apt/lists/*
        USER dockeruser
      `,
    },
    {
      name: 'after a HEALTHCHECK',
      safety: 'safe',
      text: dockerfile`
        USER root
        #^^^^^^^^ server
        HEALTHCHECK CMD true
      `,
      fixed: dockerfile`
        USER root
        HEALTHCHECK CMD true
        USER dockeruser
      `,
    },
    {
      name: 'after a CMD that is taken back',
      safety: 'safe',
      text: dockerfile`
        USER root
        #^^^^^^^^ server
        CMD []
      `,
      fixed: dockerfile`
        USER root
        CMD []
        USER dockeruser
      `,
    },
    {
      name: 'in the letters of the file',
      safety: 'safe',
      text: dockerfile`
        from ${INFERENCE}
        user root
        #^^^^^^^^ server
        run make
      `,
      fixed: dockerfile`
        from ${INFERENCE}
        user root
        run make
        user dockeruser
      `,
    },
    // The account is gone.
    ...dockerfiles`
      USER root
      #^^^^^^^^ server
      RUN userdel dockeruser

      USER root
      #^^^^^^^^ server
      RUN usermod -l app dockeruser
    `,
    // Commands that may rely on root.
    {
      safety: 'unsafe',
      text: dockerfile`
        USER root
        #^^^^^^^^ replaced
        CMD ["/start.sh"]
      `,
      fixed: dockerfile`
        USER root
        CMD ["/start.sh"]
        USER dockeruser
      `,
    },
    {
      safety: 'unsafe',
      text: dockerfile`
        USER root
        #^^^^^^^^ replaced
        ENTRYPOINT ["/start.sh"]
      `,
      fixed: dockerfile`
        USER root
        ENTRYPOINT ["/start.sh"]
        USER dockeruser
      `,
    },
    {
      safety: 'unsafe',
      text: dockerfile`
        USER root
        #^^^^^^^^ replaced
        ENTRYPOINT []
        CMD ["python", "a.py"]
      `,
      fixed: dockerfile`
        USER root
        ENTRYPOINT []
        CMD ["python", "a.py"]
        USER dockeruser
      `,
    },
    {
      safety: 'unsafe',
      text: dockerfile`
        USER root
        #^^^^^^^^ replaced
        CMD python a.py
        EXPOSE 80
      `,
      fixed: dockerfile`
        USER root
        CMD python a.py
        EXPOSE 80
        USER dockeruser
      `,
    },
    {
      safety: 'unsafe',
      text: dockerfile`
        USER root
        #^^^^^^^^ server
        ONBUILD RUN apt-get update
      `,
      fixed: dockerfile`
        USER root
        ONBUILD RUN apt-get update
        USER dockeruser
      `,
    },
    {
      text: dockerfile`
        # sudo without a user is root still
        USER root
        #^^^^^^^^ server
        CMD sudo runsvdir /var/runit
      `,
      fixed: false,
    },
    {
      name: 'a USER that a RUN has swallowed is named, with the line to mend',
      data: { written: 'USER dockeruser', line: 6, character: '\\', stray: 4, by: 'RUN' },
      text: dockerfile`
        USER root
        #^^^^^^^^ swallowed
        RUN a && \
            b \

        USER dockeruser
      `,
    },
    {
      name: 'all images of all stages, by what each stage itself says',
      options: { stages: 'all', images: 'all' },
      text: dockerfile`
        FROM debian AS train
        USER root
        #^^^^^^^^ ends
        FROM scratch
        USER 0:0
        #^^^^^^^ ends
        FROM ubuntu
        USER root
        USER 1000
        FROM train
      `,
    },
  ],
});
