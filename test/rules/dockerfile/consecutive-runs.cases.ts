import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/dockerfile/consecutive-runs.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { TRAINING } from '../images.ts';

testEdgeCases(rule, {
  from: TRAINING,
  valid: dockerfiles`
    RUN make
    ENV A=1
    RUN make install

    RUN make && make install
    RUN make check

    RUN make
    RUN make install; make check

    RUN --mount=type=cache,target=/root/.cache make
    RUN make install

    SHELL ["powershell", "-Command"]
    RUN make; make install
    RUN make check

    RUN make
    ONBUILD RUN make
    RUN make install
  `,
  invalid: [
    {
      text: dockerfile`
        RUN make
        RUN sudo make install
        #^^

        run ls | cat
        RUN bash -c "make && make install"
        RUN if [ -f a ]; then make check; fi
        #^^
      `,
      fixed: dockerfile`
        RUN make \
            && sudo make install

        run ls | cat
        RUN bash -c "make && make install" \
            && if [ -f a ]; then make check; fi
      `,
    },
    {
      name: 'line ends of Windows',
      text: 'FROM ubuntu:24.04\r\nRUN make\r\nRUN make install\r\n#^^\r\n',
      fixed: 'FROM ubuntu:24.04\r\nRUN make \\\r\n    && make install\r\n',
    },
    {
      name: 'what the second RUN would notice of the first',
      text: dockerfile`
        RUN cd /opt
        RUN make
        #^^
        RUN export CC=clang
        #^^
        RUN make install
        #^^
        RUN make() { exit 1; }
        #^^
        RUN for one in *.gz; do gunzip "$one"; done
        #^^
        RUN make check
        #^^
      `,
      fixed: dockerfile`
        RUN cd /opt
        RUN make \
            && export CC=clang
        RUN make install \
            && make() { exit 1; }
        RUN for one in *.gz; do gunzip "$one"; done
        RUN make check
        #^^
      `,
    },
    {
      name: 'what cannot be joined by hand alone',
      text: dockerfile`
        RUN make
        # as root
        RUN make install
        #^^
        RUN ["make", "check"]
        #^^
        RUN make a # why
        #^^
        RUN make b
        #^^
      `,
    },
  ],
});
