import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/shell/cd.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { TRAINING } from '../images.ts';

testEdgeCases(rule, {
  from: TRAINING,
  valid: [
    ...dockerfiles`
      RUN echo "cd /opt"

      RUN (cd /opt && make) && make -C /usr/src

      RUN mkdir build && cd build && cmake ..

      RUN cd /opt && make && cd /usr/src && make

      RUN cd /opt || mkdir /opt

      RUN if [ -d /opt ]; then cd /opt; fi

      # home, and the directory before
      RUN cd && make

      RUN cd - && make

      RUN cd ~/src && make

      # known only in the run
      RUN cd "$(mktemp -d)" && make

      RUN cd /opt/acme-* && make

      ONBUILD RUN cd /opt && make

      # the target is mounted, so that WORKDIR would not find it
      RUN --mount=type=bind,target=/src cd /src && make install

      RUN <<EOF python3
      cd = 1
      EOF
    `,
    { options: { calls: 'all' }, text: 'ONBUILD RUN cd /opt && make' },
  ],
  invalid: [
    {
      data: { command: 'cd /opt', directory: '/opt', back: ', and `WORKDIR /` after it' },
      text: dockerfile`
        RUN cd /opt && make
        #   ^^^^^^^ first
      `,
      cured: dockerfile`
        WORKDIR /opt
        RUN make
        WORKDIR /
      `,
    },
    {
      data: { directory: '/opt/src' },
      text: dockerfile`
        ENV SRC=/opt/src
        RUN cd $SRC && make
        #   ^^^^^^^ first
      `,
    },
    {
      data: { directory: 'src' },
      text: dockerfile`
        WORKDIR /opt
        RUN make && \
            cd src
        #   ^^^^^^ lost
      `,
    },
    {
      name: 'the base has a working directory that the file does not tell',
      from: 'contoso.azurecr.io/base:1',
      data: { back: '' },
      text: dockerfile`
        RUN cd /opt && make
        #   ^^^^^^^ first
      `,
    },
    ...dockerfiles`
      RUN cd /opt
      #   ^^^^^^^ lost

      RUN cd /opt; make; make install
      #   ^^^^^^^ first

      RUN <<EOF
      cd /opt && make
      #^^^^^^ first
      EOF
    `,
    {
      options: { calls: 'all' },
      texts: dockerfiles`
        RUN (cd /opt && make)
        #    ^^^^^^^ within

        RUN cd "$(mktemp -d)" && make
        #   ^^^^^^^^^^^^^^^^^ first

        # one for each RUN
        RUN cd /opt && make && cd /usr/src && make
        #   ^^^^^^^ within

        RUN if [ -d /opt ]; then cd /opt; fi
        #                        ^^^^^^^ within

        RUN cd && make
        #   ^^ first
      `,
    },
  ],
});
