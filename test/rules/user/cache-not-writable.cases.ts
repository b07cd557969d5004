import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/user/cache-not-writable.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { INFERENCE, RUNS_AS_ROOT, TRAINING } from '../images.ts';

testEdgeCases(rule, {
  from: INFERENCE,
  valid: [
    ...dockerfiles`
      # nothing makes it
      ENV HF_HOME=/opt/hf TORCH_HOME=/home/dockeruser/torch XDG_CACHE_HOME=/tmp/cache

      # the user makes it
      RUN mkdir -p /home/dockeruser/hf
      ENV HF_HOME=/home/dockeruser/hf

      # it is given to the user: itself, from above, and by a variable
      USER root
      RUN mkdir -p /opt/hf && chown dockeruser /opt/hf
      USER dockeruser
      ENV HF_HOME=/opt/hf

      USER root
      RUN mkdir -p /opt/data/hf
      RUN chown -R dockeruser:dockeruser /opt/data
      USER dockeruser
      ENV HF_HOME=/opt/data/hf

      USER root
      ARG CACHE=/opt/hf
      RUN mkdir -p $CACHE && chmod 1777 $CACHE
      USER dockeruser
      ENV HF_HOME=$CACHE

      # or may be given, by a script of one's own
      USER root
      RUN mkdir -p /opt/hf && ./setup.sh
      USER dockeruser
      ENV HF_HOME=/opt/hf

      COPY --chown=dockeruser hf /opt/hf
      ENV HF_HOME=/opt/hf

      # directories that exist, and belong to the user
      COPY code /var/azureml-app
      ENV HF_HOME=/var/azureml-app/hf

      # nothing is downloaded
      COPY hf /opt/hf
      ENV HF_HOME=/opt/hf HF_HUB_OFFLINE=1

      # what is read
      COPY nltk_data /opt/nltk
      ENV NLTK_DATA=/opt/nltk

      # the server runs as root, which another rule reports
      USER root
      ENV HF_HOME=/root/.cache

      # only the build knows
      ARG CACHE
      ENV HF_HOME=$CACHE

      # another stage
      USER root
      RUN mkdir /opt/hf
      FROM ${INFERENCE}
      ENV HF_HOME=/opt/hf

      # another variable
      ENV MODEL_CACHE=/root/.cache
    `,
    { name: 'an image that runs as root', from: RUNS_AS_ROOT, text: 'ENV HF_HOME=/root/.cache\n' },
    { name: 'a job', from: TRAINING, text: 'ENV HF_HOME=/root/.cache\n' },
  ],
  invalid: [
    ...dockerfiles`
      ENV TRANSFORMERS_CACHE=/root/.cache/hf/ MPLCONFIGDIR=/root
      #                      ^^^^^^^^^^^^^^^^ home
      #                                                    ^^^^^ home

      # by a variable
      ENV CACHE=/root/.cache
      ENV TORCH_HOME=$CACHE
      #              ^^^^^^ home

      # below a directory of root
      USER root
      RUN mkdir -p /opt/hf
      #            ~~~~~~~
      #            ~~~~~~~
      ENV HF_HOME=/opt/hf NLTK_DATA=/opt/hf/nltk
      #           ^^^^^^^ made
      #                             ^^^^^^^^^^^^ made
      USER dockeruser

      # made with what is in it
      USER root
      RUN mkdir -p /opt/hf/hub
      #            ~~~~~~~~~~~
      USER dockeruser
      ENV HF_HOME=/opt/hf
      #           ^^^^^^^ made

      # COPY leaves it to root, whatever the user
      COPY hf /opt/hf
      #       ~~~~~~~
      ENV HF_HOME=/opt/hf
      #           ^^^^^^^ made

      WORKDIR /opt/work
      #       ~~~~~~~~~
      ENV HF_HOME=/opt/work/hf
      #           ^^^^^^^^^^^^ made

      # nobody but root gives away what root has made
      USER root
      RUN mkdir /opt/hf
      #         ~~~~~~~
      USER dockeruser
      RUN chmod 777 run.sh && chmod -R a+w /opt/hf
      ENV HF_HOME=/opt/hf
      #           ^^^^^^^ made

      # something else is given away
      USER root
      RUN mkdir /opt/hf && chmod +x /start.sh && chown -R dockeruser /opt/other && chown root /opt/hf
      #         ~~~~~~~
      USER dockeruser
      ENV HF_HOME=/opt/hf
      #           ^^^^^^^ made
    `,
    {
      name: 'a stage that the image builds on',
      data: { place: '/opt/hf', line: 3, user: 'dockeruser' },
      text: dockerfile`
        FROM ${INFERENCE} AS base
        USER root
        RUN mkdir /opt/hf
        #         ~~~~~~~
        FROM base
        USER dockeruser
        ENV HF_HOME=/opt/hf
        #           ^^^^^^^
      `,
    },
  ],
});
