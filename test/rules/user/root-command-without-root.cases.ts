import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/user/root-command-without-root.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { INFERENCE, RUNS_AS_ROOT, TRAINING } from '../images.ts';

testEdgeCases(rule, {
  from: INFERENCE,
  valid: [
    ...dockerfiles`
      USER root
      RUN useradd -m me && mkdir /opt/x && ldconfig && chown me /opt/x

      # by sudo, and as the root of fakeroot
      RUN sudo useradd me && fakeroot chown root /var/azureml-app/x

      # where the user may write
      RUN mkdir -p /var/azureml-app/x /opt/miniconda/x /home/dockeruser/x /tmp/x && touch log.txt && echo a >/var/log/x

      # what the file gives away
      USER root
      RUN mkdir /opt/x && chown dockeruser /opt/x
      USER dockeruser
      RUN touch /opt/x/a && mkdir -p /opt/x/b/c

      COPY --chown=dockeruser code /opt/code
      RUN cp /opt/code/a /opt/code/b

      # what is there
      WORKDIR /opt/x
      RUN mkdir -p /opt/x

      # it may fail
      RUN mkdir /opt/x || true

      # it may not run, and its failure may be nothing
      RUN test -d /opt/x || mkdir /opt/x
      RUN if true; then mkdir /opt/x; fi
      RUN mkdir /opt/x | cat

      # nothing is changed
      RUN ldconfig -p && update-alternatives --list python && chown dockeruser /var/azureml-app/x && useradd --help

      # user/apt-without-root reports it
      RUN apt-get update && apt-get install -y locales && locale-gen en_US.UTF-8

      # user/mode-of-foreign-file reports it
      COPY start.sh /opt/start.sh
      RUN chown root /opt/start.sh

      ONBUILD RUN useradd me

      # only the build knows the user
      ARG NAME
      USER $NAME
      RUN useradd me

      # paths that only the build knows
      RUN mkdir "$DIR" && chown "$OWNER" /var/azureml-app

      # the user by his number
      USER 1001
      RUN chown dockeruser /var/azureml-app
    `,
    { name: 'an image that runs as root', from: RUNS_AS_ROOT, text: 'RUN useradd me\n' },
    { name: 'a training image', from: TRAINING, text: 'RUN useradd me\n' },
  ],
  invalid: [
    {
      name: 'accounts, and what the system keeps',
      text: dockerfile`
        RUN groupadd me
        #   ^^^^^^^^ system
        RUN update-ca-certificates
        #   ^^^^^^^^^^^^^^^^^^^^^^ system
        RUN ldconfig /opt/x
        #   ^^^^^^^^ system
        RUN update-alternatives --install /usr/bin/python python /usr/bin/python3 1
        #   ^^^^^^^^^^^^^^^^^^^ system
        RUN echo me:x | chpasswd
        #               ^^^^^^^^ system
      `,
      fixed: dockerfile`
        USER root
        RUN groupadd me
        RUN update-ca-certificates
        RUN ldconfig /opt/x
        RUN update-alternatives --install /usr/bin/python python /usr/bin/python3 1
        RUN echo me:x | chpasswd
        USER dockeruser
      `,
    },
    {
      name: 'writing to where only root can',
      text: dockerfile`
        RUN mkdir -p /opt/x
        #   ^^^^^ path
        RUN echo a >>/etc/hosts
        #   ^^^^ path
        RUN cd /usr/local && touch x
        #                    ^^^^^ path
        RUN ln -s /a /usr/bin/b
        #   ^^ path
        RUN tar xzf /tmp/x.tgz -C /opt
        #   ^^^ path
        RUN ["mkdir", "/opt/y"]
        #     ^^^^^ path
        RUN (echo a && touch /etc/b)
        #              ^^^^^ path
      `,
      fixed: dockerfile`
        USER root
        RUN mkdir -p /opt/x
        RUN echo a >>/etc/hosts
        RUN cd /usr/local && touch x
        RUN ln -s /a /usr/bin/b
        RUN tar xzf /tmp/x.tgz -C /opt
        RUN ["mkdir", "/opt/y"]
        RUN (echo a && touch /etc/b)
        USER dockeruser
      `,
    },
    {
      name: 'other commands must not run as root',
      data: { put: '`USER root` before a RUN of `mkdir` alone and `USER dockeruser` after it' },
      text: dockerfile`
        RUN pip install flask && mkdir /opt/x
        #                        ^^^^^
      `,
      fixed: false,
    },
    {
      name: 'the user is told with the instruction that sets it',
      data: { since: '`USER dockeruser`, line 3', what: 'root' },
      text: dockerfile`
        USER root
        USER dockeruser
        #~~~~~~~~~~~~~~
        RUN chown root:root /var/azureml-app
        #   ^^^^^
      `,
      fixed: dockerfile`
        USER root
        USER dockeruser
        USER root
        RUN chown root:root /var/azureml-app
        USER dockeruser
      `,
    },
  ],
});
