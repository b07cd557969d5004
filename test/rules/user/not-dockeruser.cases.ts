import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/user/not-dockeruser.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { INFERENCE, RUNS_AS_ROOT, TRAINING_24 } from '../images.ts';

testEdgeCases(rule, {
  from: INFERENCE,
  valid: [
    ...dockerfiles`
      USER dockeruser

      USER dockeruser:dockeruser

      USER 1000

      USER root

      USER $WHO

      USER root
      RUN useradd app && chown -R app /var/runit /var/log /var/lib/nginx /run /opt/miniconda /var/azureml-app
      USER app

      USER root
      RUN useradd app && chown -R app /var /run/ /opt/*
      USER app

      USER root
      RUN useradd app && chown -R app /var/{runit,log,lib/nginx,azureml-app} /run /opt/miniconda
      USER app

      USER root
      RUN useradd app && find /var /run /opt -exec chown app {} +
      USER app

      USER root
      RUN usermod -l app dockeruser
      USER app

      COPY own.sh /
      USER root
      RUN sh /own.sh
      USER app

      USER nobody
      CMD ["python", "score.py"]

      USER root
      RUN useradd app
      RUN chown -R app .
      USER app

      USER root
      RUN useradd app
      WORKDIR /
      RUN chown -R app .
      USER app

      USER root
      WORKDIR /var
      RUN useradd app && chown -R app . && cd .. && chown -R app run opt
      USER app
    `,
    // Accounts that nothing creates, and the cure.
    ...dockerfiles`
      USER root
      RUN useradd --create-home scorer && chown -R scorer /var/runit /var/log /var/lib/nginx /run /opt/miniconda /var/azureml-app
      USER scorer

      USER root
      RUN useradd --create-home scorer && chown -R scorer /var/runit /var/log /var/lib/nginx /run /opt/miniconda /var/azureml-app
      USER scorer
      RUN useradd scorer
    `,
    // Accounts that may exist, or do not matter.
    ...dockerfiles`
      USER dockerusr
      USER dockeruser

      USER root
      RUN adduser dockerusr
      USER 1000

      USER root
      RUN apt-get install -y postgresql
      USER postgres
      RUN id
      USER dockeruser

      USER www-data
      RUN id
      USER dockeruser

      COPY --from=x / /
      USER app
      RUN id
      USER dockeruser

      USER $WHO
      RUN id
      USER dockeruser
    `,
    {
      from: RUNS_AS_ROOT,
      text: dockerfile`
        # an image without dockeruser asks for none
        USER app
      `,
    },
    {
      from: TRAINING_24,
      text: dockerfile`
        # rules about users do not speak of it
        ENV AZUREML_ENTRY_SCRIPT=score.py
        USER app
      `,
    },
  ],
  invalid: [
    {
      data: {
        commands:
          'useradd --create-home app && chown -R app /var/runit /var/log /var/lib/nginx /run /opt/miniconda /var/azureml-app',
      },
      text: dockerfile`
        USER app
        #    ^^^ missing
      `,
    },
    {
      data: {
        user: '1001',
        paths: '/var/runit /var/log /var/lib/nginx /run /opt/miniconda /var/azureml-app',
      },
      text: dockerfile`
        USER 1001
        #    ^^^^ foreign
      `,
    },
    {
      data: {
        commands:
          'useradd --create-home app && chown -R app /var/runit /var/log /var/lib/nginx /run /opt/miniconda /var/azureml-app',
      },
      text: dockerfile`
        USER root
        RUN chown app /var/runit /var/log /var/lib/nginx /run /opt/miniconda /var/azureml-app
        USER app
        #    ^^^ missing
      `,
    },
    {
      data: { commands: 'useradd --create-home app && chown -R app /run /opt/miniconda' },
      text: dockerfile`
        USER root
        RUN chown -R app /var
        USER app
        #    ^^^ missing
      `,
    },
    {
      data: { commands: 'useradd --create-home app && chown -R app /run' },
      text: dockerfile`
        USER root
        RUN chown -R app:app /var/runit /var/log /var/lib/nginx /opt/miniconda /var/azureml-app
        USER app
        #    ^^^ missing
      `,
    },
    {
      data: {
        commands:
          'useradd --create-home app && chown -R app /var/runit /var/log /var/lib/nginx /run /opt/miniconda /var/azureml-app',
      },
      text: dockerfile`
        USER app
        #    ^^^ missing
        CMD ["runsvdir", "/var/runit"]
      `,
    },
    // A relative path is resolved in its directory.
    {
      data: { user: 'app', paths: '/var/runit /var/log /var/lib/nginx /run /opt/miniconda /var/azureml-app' },
      text: dockerfile`
        USER root
        RUN useradd app
        WORKDIR /home/app
        RUN chown -R app ./
        USER app
        #    ^^^ foreign
      `,
    },
    {
      data: { user: 'app', paths: '/var/runit /var/log /run /opt/miniconda /var/azureml-app' },
      text: dockerfile`
        USER root
        RUN useradd app
        RUN cd /var/lib && chown -R app nginx
        USER app
        #    ^^^ foreign
      `,
    },
    {
      data: { user: 'app', paths: '/var/runit /var/log /var/lib/nginx /var/azureml-app' },
      text: dockerfile`
        USER root
        RUN useradd app
        RUN chown -R app /opt && (cd /var && ls) && cd /run && chown -R app .
        USER app
        #    ^^^ foreign
      `,
    },
    // Misspelled names.
    {
      name: 'the misspelled name is mended',
      text: dockerfile`
        USER dockerusr
        #    ^^^^^^^^^ misspelled
      `,
      fixed: 'USER dockeruser',
    },
    {
      texts: dockerfiles`
        USER Dockeruser
        #    ^^^^^^^^^^ misspelled

        USER dockerusr
        #    ^^^^^^^^^ misspelled
        RUN pip install x
        USER dockeruser

        USER dockerusr
        #    ^^^^^^^^^ misspelled
        CMD ["python", "score.py"]
      `,
      fixed: false,
    },
    ...dockerfiles`
      USER docker_user:docker_user
      #    ^^^^^^^^^^^^^^^^^^^^^^^ misspelled
    `,
    // Accounts that nothing creates, and the cure.
    ...dockerfiles`
      USER scorer
      #    ^^^^^^ missing

      USER scorer
      #    ^^^^^^ missing
      RUN useradd scorer
    `,
    {
      text: dockerfile`
        USER root
        RUN useradd other
        USER scorer
        #    ^^^^^^ missing
      `,
      cured: dockerfile`
        USER root
        RUN useradd --create-home scorer && chown -R scorer /var/runit /var/log /var/lib/nginx /run /opt/miniconda /var/azureml-app
        USER root
        RUN useradd other
        USER scorer
      `,
    },
    {
      text: dockerfile`
        USER root
        RUN chown -R scorer /var/runit /var/log /var/lib/nginx /run /opt/miniconda /var/azureml-app
        USER scorer
        #    ^^^^^^ missing
      `,
      cured: dockerfile`
        USER root
        RUN useradd --create-home scorer
        USER root
        RUN chown -R scorer /var/runit /var/log /var/lib/nginx /run /opt/miniconda /var/azureml-app
        USER scorer
      `,
    },
    // The accounts of another image are not known.
    {
      family: 'inference',
      from: 'acme.azurecr.io/serving:1',
      text: dockerfile`
        USER node
        #    ^^^^ foreign
      `,
    },
    {
      family: 'inference',
      from: 'node:22',
      text: dockerfile`
        USER node
        #    ^^^^ foreign
      `,
    },
  ],
});
