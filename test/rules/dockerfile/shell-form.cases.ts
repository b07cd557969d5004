import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/dockerfile/shell-form.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { PYTHON } from '../images.ts';

testEdgeCases(rule, {
  from: PYTHON,
  valid: [
    ...dockerfiles`
    CMD ["python", \
      "app.py"]

    ENTRYPOINT []

    HEALTHCHECK NONE

    # dockerfile/unicode-dash says it
    CMD [“python”, “app.py”]

    # dockerfile/several-cmds tells that it is lost
    CMD python first.py
    CMD ["python", "app.py"]

    # another build carries it out
    ONBUILD CMD python app.py

    # the shell is that of the stage below
    FROM python:3.12 AS base
    SHELL ["/bin/bash", "-c"]
    FROM base
    CMD python app.py

    ENTRYPOINT /bin/bash --login

    # a trigger sets the shell
    FROM python:3.12 AS base
    ONBUILD SHELL ["/bin/bash", "-c"]
    FROM base
    CMD python app.py

    # what carries the trigger out is not needed
    FROM python:3.12 AS base
    ONBUILD CMD python app.py
    FROM base
    FROM python:3.12

    CMD source activate && exec python app.py
  `,
    { name: 'BuildKit refuses it', text: 'CMD ["python", 3]\n', malformed: true },
  ],
  invalid: [
    {
      texts: dockerfiles`
        # a SHELL comes too late
        CMD python app.py
        #^^ words
        SHELL ["/bin/bash", "-c"]

        CMD python -c "print('a')"
        #^^ words

        CMD ./run.sh && tail -f /dev/null
        #^^ shell

        CMD LOG=1 python app.py
        #^^ shell

        CMD cd /app
        #^^ shell

        CMD python *.py
        #^^ shell

        CMD bash run.sh
        #^^ words

        CMD bash -c 'python app.py'
        #^^ shell

        # a test, not an array
        CMD [ -f /run.sh ] && /run.sh
        #^^ shell

        entrypoint conda run -n ml python app.py
        #^^^^^^^^^ words

        CMD ["python", "app.py",]
        #                      ^ broken

        CMD ["python", app.py]
        #              ^^^^^^ broken

        CMD ["python", "app.py"
        #   ^ broken

        CMD ["python", "app.py]
        #              ^ broken

        CMD ["python", "app.py"] --verbose
        #                        ^^^^^^^^^ broken

        CMD ["C:\python"]
        #    ^^^^^^^^^^^ broken

        CMD [python, app.py]
        #    ^^^^^^ broken

        CMD ["python", $PORT]
        #              ^^^^^ broken
      `,
      fixed: false,
    },
    {
      name: 'a CMD would become the words of the ENTRYPOINT',
      text: dockerfile`
        ENTRYPOINT python app.py
        #^^^^^^^^^ words
        CMD ["--verbose"]
      `,
    },
    {
      name: 'in the stage on top too',
      text: dockerfile`
        FROM python:3.12 AS base
        ENTRYPOINT python app.py
        #^^^^^^^^^ words
        FROM base
        CMD ["--verbose"]
      `,
    },
    {
      name: 'a comment in the midst of the words is kept',
      text: dockerfile`
        CMD python \
        #^^ words
          # the program
          app.py
      `,
    },
    {
      name: 'what is copied under its name may have no interpreter line',
      safety: 'unsafe',
      text: dockerfile`
        COPY start /usr/local/bin/
        CMD start --port 80
        #^^ words
      `,
      fixed: dockerfile`
        COPY start /usr/local/bin/
        CMD ["start", "--port", "80"]
      `,
    },
    {
      name: 'over several lines',
      text: dockerfile`
        CMD python \
        #^^ words
            app.py
      `,
      fixed: dockerfile`
        CMD ["python", "app.py"]
      `,
    },
    {
      name: 'in the other quotes',
      text: dockerfile`
        CMD ['python', 'app.py',]
        #    ^^^^^^^^ broken
      `,
      fixed: dockerfile`
        CMD ["python", "app.py"]
      `,
    },
    dockerfile`
      FROM python:3.12 AS base
      ONBUILD ENTRYPOINT python app.py
      FROM base AS build
      #    ^^^^ triggered
      FROM python:3.12
      RUN --mount=from=build,target=/build ls /build
    `,
    {
      name: 'a comma is missing',
      text: dockerfile`
        CMD ["python" "app.py"]
        #             ^^^^^^^^ broken
      `,
      fixed: dockerfile`
        CMD ["python", "app.py"]
      `,
    },
    {
      options: { healthchecks: true, ownShell: true },
      texts: dockerfiles`
        HEALTHCHECK --interval=5m CMD curl -f localhost
        #^^^^^^^^^^

        SHELL ["/bin/bash", "-c"]
        CMD python app.py
        #^^
      `,
      fixed: false,
    },
  ],
});
