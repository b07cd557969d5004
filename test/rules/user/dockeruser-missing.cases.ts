import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/user/dockeruser-missing.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { INFERENCE, PYTHON, TRAINING } from '../images.ts';

testEdgeCases(rule, {
  from: TRAINING,
  valid: [
    // Images without the account, and others.
    {
      from: 'contoso.azurecr.io/x',
      text: 'USER dockeruser',
    },
    {
      from: '$BASE',
      text: 'USER dockeruser',
    },
    {
      from: 'scratch',
      text: 'USER dockeruser',
    },
    {
      from: INFERENCE,
      text: 'USER dockeruser',
    },
    {
      from: 'contoso/python:3',
      text: 'USER dockeruser',
    },
    ...dockerfiles`
      RUN useradd -m dockeruser
      USER dockeruser

      RUN adduser --disabled-password --gecos "" dockeruser
      USER dockeruser

      ARG WHO=dockeruser
      RUN useradd $WHO
      USER $WHO

      RUN echo "dockeruser:x:1000:1000::/home/dockeruser:/bin/sh" >> /etc/passwd
      USER dockeruser

      COPY passwd /etc/passwd
      USER dockeruser

      COPY --from=x / /
      USER dockeruser

      RUN sh /tmp/accounts.sh
      USER dockeruser

      USER root
    `,
    ...dockerfiles`
      # an account is handed down to the stages that build on it
      FROM ${TRAINING} AS one
      RUN useradd dockeruser
      FROM one
      USER dockeruser
    `,
  ],
  invalid: [
    // Images without the account, and others.
    ...dockerfiles`
      USER dockeruser
      #    ^^^^^^^^^^ missing
    `,
    {
      from: PYTHON,
      text: dockerfile`
        USER dockeruser
        #    ^^^^^^^^^^ missing
      `,
    },
    {
      from: 'docker.io/library/ubuntu:24.04',
      text: dockerfile`
        USER dockeruser
        #    ^^^^^^^^^^ missing
      `,
    },
    {
      from: 'mcr.microsoft.com/azureml/curated/sklearn-1.5:1',
      text: dockerfile`
        USER dockeruser
        #    ^^^^^^^^^^ missing
      `,
    },
    // Files of the project contain no accounts.
    ...dockerfiles`
      COPY requirements.txt .
      USER dockeruser
      #    ^^^^^^^^^^ missing

      WORKDIR $DIR
      COPY . .
      USER dockeruser
      #    ^^^^^^^^^^ missing

      COPY . /
      USER dockeruser
      #    ^^^^^^^^^^ missing

      COPY sshd_config.conf /etc/
      USER dockeruser
      #    ^^^^^^^^^^ missing
    `,
    // Another account does not help, nor does one that is created later.
    ...dockerfiles`
      RUN useradd app
      USER dockeruser
      #    ^^^^^^^^^^ missing

      USER dockeruser
      #    ^^^^^^^^^^ missing
      RUN useradd dockeruser
    `,
  ],
});
