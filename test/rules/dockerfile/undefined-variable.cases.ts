import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/dockerfile/undefined-variable.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { TRAINING } from '../images.ts';

testEdgeCases(rule, {
  from: TRAINING,
  valid: [
    ...dockerfiles`
      # what the base image may set
      ENV LD_LIBRARY_PATH=/opt/lib:$LD_LIBRARY_PATH HOME_DIR=$HOME
      WORKDIR $HOME

      # what is for a shell, or protected
      ENV TOOLS=/opt/tools
      RUN echo $TOLS
      CMD echo $TOLS
      ENV A='$TOLS' B=\$TOLS C=\${TOLS:-a}
      COPY <<"EOF" /opt/a
      $TOLS
      EOF

      # another name that the base image has
      FROM golang:1.23
      ENV PATH=/opt/bin:$PATH IPATH=x
      ARG RP_CFGDIR=/etc/rp
      COPY a $GOPATH/src/$SR_CFGDIR

      # numbers
      ENV CUDA_11=/opt/cuda-11
      ENV LIBS=$CUDA_12/lib

      ARG NAME
      WORKDIR /opt/$NAME

      # the image sets it
      ARG PYTHON_VERSION=3.12
      FROM python:$PYTHON_VERSION
      LABEL python=$PYTHON_VERSION

      FROM scratch AS base
      ARG A
      ENV B=1
      FROM base
      LABEL a=$A b=$B path=$PATH

      # another rule speaks about it
      FROM scratch
      ENV A=1 B=$A
    `,
    {
      options: { bases: 'all' },
      texts: dockerfiles`
        ENV PATH=/opt/bin:$PATH
        ARG A
        LABEL a=$A
        EXPOSE $PORT
        ONBUILD COPY a $X
      `,
    },
    {
      name: 'a quote that dockerfile/syntax-error reports',
      malformed: true,
      text: dockerfile`
        ARG "TOOLS=/opt/tools"
        WORKDIR $TOOLS
      `,
    },
    {
      name: 'what is refused',
      options: { bases: 'all' },
      malformed: true,
      text: dockerfile`
        RUN --mount=from=$X,target=/mnt true
      `,
    },
  ],
  invalid: [
    ...dockerfiles`
      ENV TOOLS=/opt/tools
      LABEL a=$TOLS
      #       ^^^^^
      WORKDIR \${TOOL}/a
      #       ^^^^^^^
      COPY --chown=$TOOLZ a /opt
      #            ^^^^^^
      COPY <<EOF /opt/a
      a $TOOSL
      # ^^^^^^
      EOF
      RUN --mount=type=cache,target=$TOLS true
      #                             ^^^^^

      ARG TOOLS=/opt/tools
      FROM ${TRAINING}
      USER $TOOLS
      #    ^^^^^^

      FROM scratch AS base
      FROM base
      VOLUME $DATA
      #      ^^^^^
      STOPSIGNAL $SIGNAL
      #          ^^^^^^^
    `,
    {
      options: { bases: 'all' },
      texts: dockerfiles`
        ENV A=1 B=$A C=\${D:-1}
        #         ^^   ^^^^^^^
        WORKDIR $HOME
        #       ^^^^^

        FROM --platform=windows/amd64 mcr.microsoft.com/windows/servercore:ltsc2022
        ENV PATH=$PATH;x
        #        ^^^^^
      `,
    },
  ],
});
