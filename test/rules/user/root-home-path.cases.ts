import { dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/user/root-home-path.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { TRAINING } from '../images.ts';

testEdgeCases(rule, {
  from: TRAINING,
  valid: [
    ...dockerfiles`
      COPY a /rootfs/

      COPY a /root$X

      COPY a $X

      COPY a /root/x
      RUN pip install /root/x && rm -rf /root/x

      COPY a /root/x/y
      RUN mv /root/x /opt

      COPY .netrc /root/.netrc

      COPY a /root/x
      RUN chmod 755 /root

      WORKDIR /root/build
      WORKDIR /opt

      ENV HOME=/root
      ENV HOME=/home/job

      ENV A=/root

      ENV PATH=/root/bin:$PATH
      ENV PATH=/usr/bin

      ENV PATH=$X/root/bin:$PATH

      ENV PATH=/root/$X:$PATH

      ENV PATH=/rooted/bin:$PATH

      ENV PATH=/root/bin:$PATH
      RUN chmod 755 /root

      RUN PATH=/root/bin:$PATH uv sync
    `,
    ...dockerfiles`
      # a stage that is only copied from keeps its files where it likes
      FROM ${TRAINING}
      COPY a /root/a
      FROM ${TRAINING}
    `,
  ],
  invalid: dockerfiles`
    COPY a /root/
    #      ^^^^^^ copied

    COPY a /root/code/$X
    #      ^^^^^^^^^^^^^ copied

    # what goes where the working directory is goes elsewhere with it
    WORKDIR /root
    #       ^^^^^ workdir
    COPY a b

    WORKDIR /root
    #       ^^^^^ workdir
    COPY a b
    COPY a /root/c
    #      ^^^^^^^ copied

    WORKDIR /root
    COPY a b
    #      ^ copied
    WORKDIR /opt

    ENV HOME=/root/x
    #        ^^^^^^^ home

    ENV HOME /root
    #        ^^^^^ home

    ENV PATH="/root/.local/bin:$PATH"
    #         ^^^^^^^^^^^^^^^^ path

    ENV PATH=$PATH:/root/.cargo/bin:/root/go/bin
    #              ^^^^^^^^^^^^^^^^ ^^^^^^^^^^^^ path

    ENV PATH=/root/bin:$PATH
    #        ^^^^^^^^^ path
    ENV PATH=/opt/x:$PATH

    ENV HOME=/root
    #        ^^^^^ home
    ENV PATH=$HOME/bin:$PATH
  `,
});
