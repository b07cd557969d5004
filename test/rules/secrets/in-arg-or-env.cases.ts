import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/secrets/in-arg-or-env.ts';
import { key88 } from '../../secret-samples.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { INFERENCE, PYTHON } from '../images.ts';

testEdgeCases(rule, {
  from: PYTHON,
  valid: [
    ...dockerfiles`
      # names of files, addresses and users, of numbers, of what is public
      ENV TOKEN_FILE=t SECRET_DIR=d AUTH_TOKEN_URL=x DB_USERNAME=me TOKEN_TTL=60 MAX_TOKENS_COUNT=5 PUBLIC_KEY=abc SSH_PUBLIC_KEY=abc

      # names that only look like it
      ENV TOKENIZERS_PARALLELISM=false TOKENIZER=bpe GOPRIVATE=a.b KEYCLOAK_URL=x AUTHOR=me MONKEY=1 COMPASS=n BYPASS=1

      # what tells keys of other kinds
      ENV GPG_KEY=A035C8C19219BA821ECEA86B64E628F8D684696D CACHE_KEY=v1 TINI_GPG_KEY=0x595E85A6B1B4779E

      # the working directory, and a path with it
      ENV PWD=/app OLDPWD=/

      # values that give nothing away
      ENV DB_PASSWORD="" API_KEY=/run/secrets/key ALLOW_EMPTY_PASSWORD=yes WANDB_API_KEY=<key> HF_TOKEN=xxxx AUTH_TOKEN=none

      # the name of a file, the name again, which secrets are used
      ENV TLS_KEY=key.pem SIGNING_KEY=assets/server.key accessToken=accessToken SECRET_ADAPTER=vault SECRET_NAMESPACE=default

      # a digest
      ENV TOKEN_SHA256=89ff22 SECRET_CHECKSUM=89ff22

      # an ARG whose default is the path of a file
      ARG KEY=/run/secrets/key
      ENV SSH_KEY=$KEY

      # no variable at all
      LABEL password=letmein
      RUN PASSWORD=letmein make

      # a name that only the build knows
      ARG WHICH
      ENV \${WHICH}_TOKEN=letmein
    `,
    {
      name: 'a credential by its form is told by secrets/literal-value',
      text: `ENV STORAGE_KEY=${key88}\n`,
    },
    {
      name: 'words between underscores, as BuildKit has it; not in triggers, and not before the first FROM',
      options: { names: 'buildkit' },
      text: dockerfile`
        ARG TOKEN
        FROM ${PYTHON}
        ENV accessToken=x my.key=x DB_PASS=x TOKENS=x PASSPHRASE=x KEY_VERSION=1 TOKEN_FILE=x PUBLIC_KEY=x
        ONBUILD ENV TOKEN=x
      `,
    },
    {
      name: 'words of hadolint',
      options: { names: 'hadolint' },
      text: 'ENV GPG_KEY=x DB_PASS=x AUTH=x CREDENTIALS=x TOKEN_FILE=x TOKENIZERS_PARALLELISM=x\n',
    },
  ],
  invalid: [
    ...dockerfiles`
      # the legacy form
      ENV DB_PASSWORD letmein
      #   ^^^^^^^^^^^

      # several, each at its name
      ENV A=1 \
          API_KEY=letmein \
      #   ^^^^^^^
          B=2 client-secret=letmein
      #       ^^^^^^^^^^^^^

      # empty, it waits for its value
      ARG TOKEN=
      #   ^^^^^

      ARG TOKEN=""
      #   ^^^^^

      ARG TOKEN
      #   ^^^^^
      ENV TOKEN=$TOKEN
      #   ^^^^^

      # in camel case, and without underscores
      ENV accessToken=letmein PGPASSWORD=letmein APISECRET=letmein
      #   ^^^^^^^^^^^
      #                       ^^^^^^^^^^
      #                                          ^^^^^^^^^

      # abbreviations
      ENV DB_PASS=letmein DB_PWD=letmein AZURE_DEVOPS_EXT_PAT=letmein
      #   ^^^^^^^
      #                   ^^^^^^
      #                                  ^^^^^^^^^^^^^^^^^^^^

      # keys, and what holds one
      ENV AWS_ACCESS_KEY_ID=letmein COSMOS_KEY=letmein ACCOUNTKEY=letmein STORAGE_CONNECTION_STRING=letmein
      #   ^^^^^^^^^^^^^^^^^
      #                             ^^^^^^^^^^
      #                                                ^^^^^^^^^^
      #                                                                   ^^^^^^^^^^^^^^^^^^^^^^^^^

      ONBUILD ENV SECRET=letmein
      #           ^^^^^^

      ONBUILD ARG SECRET
      #           ^^^^^^

      # a value of the build
      ARG VALUE
      ENV DB_PASSWORD=$VALUE
      #   ^^^^^^^^^^^

      # a quoted name
      ENV "TOKEN"=letmein
      #   ^^^^^^^

      # a stage that is thrown away
      ARG NPM_TOKEN
      #   ^^^^^^^^^
      FROM ${PYTHON}
    `,
    // Of the key of a server's telemetry server/app-insights speaks, but not in an image that is none.
    {
      text: dockerfile`
        ENV AML_APP_INSIGHTS_KEY=x
        #   ^^^^^^^^^^^^^^^^^^^^
      `,
    },
    {
      from: INFERENCE,
      text: dockerfile`
        ARG AML_APP_INSIGHTS_KEY
        #   ^^^^^^^^^^^^^^^^^^^^
        ENV AML_APP_INSIGHTS_KEY=$AML_APP_INSIGHTS_KEY
      `,
    },
    {
      name: 'whatever the value is, as BuildKit has it',
      options: { names: 'buildkit' },
      text: dockerfile`
        ENV TOKEN= AUTH_URL=https://x SSH_KEY_PATH=/x GPG_KEY=x
        #   ^^^^^
        #          ^^^^^^^^
        #                             ^^^^^^^^^^^^
        #                                             ^^^^^^^
      `,
    },
    {
      name: 'users, as hadolint has it',
      options: { names: 'hadolint' },
      text: dockerfile`
        ARG USERNAME
        #   ^^^^^^^^
        ENV SSH_PRIVATE=x TOKEN_URL=x AWS_ACCESS_KEY_ID=x
        #   ^^^^^^^^^^^
        #                 ^^^^^^^^^
        #                             ^^^^^^^^^^^^^^^^^
      `,
    },
  ],
});
