import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/dockerfile/build-argument-needed.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { TRAINING } from '../images.ts';

testEdgeCases(rule, {
  from: TRAINING,
  valid: [
    ...dockerfiles`
      # a default, also from before the first FROM
      ARG A=1
      FROM ${TRAINING}
      ARG A
      ARG B=2
      RUN make $A $B

      # guarded
      ARG A B C
      ENV A=\${A:-1}
      RUN make \${B-} && if [[ "$C" == 1 ]]; then make $C; fi

      # set, or another variable of that name
      ARG A
      ARG B
      ENV A=1
      RUN make $A && B=2 && make $B && make '$B'

      # what Docker sets, what makes a layer new, secrets, and what is not used
      ARG HTTP_PROXY
      ARG TARGETARCH
      ARG CACHEBUST
      ARG PIP_TOKEN
      ARG OTHER
      ARG BUILD_DATE VCS_REF
      ENV BUILT=$BUILD_DATE-$VCS_REF
      RUN echo $HTTP_PROXY $TARGETARCH $CACHEBUST $PIP_TOKEN

      # the same word is a name of a directory
      ARG data
      RUN mkdir -p /work/data

      # only FROM uses it
      ARG TAG
      FROM ${TRAINING.split(':')[0]!}:$TAG

      # not shipped
      FROM ${TRAINING} AS build
      ARG A
      RUN make $A
      FROM ${TRAINING}
      COPY --from=build /a /a

      # another base image
      FROM python:3.12
      ARG A
      RUN make $A
    `,
    {
      buildArgs: { A: '1' },
      texts: dockerfiles`
        ARG A
        RUN make $A
      `,
    },
  ],
  invalid: [
    ...dockerfiles`
      ARG A
      #   ^
      ARG B C
      #   ^ ^
      ENV PATH=/opt/$A:$PATH
      #              ~
      COPY model-\${B} /opt/
      #            ~
      RUN <<EOF
      make \${C:?}
      #      ~
      EOF
  
      # of the stage that it builds on
      FROM ${TRAINING} AS base
      ARG A
      #   ^
      FROM base
      WORKDIR /opt/$A
      #             ~
    `,
    {
      managedBuild: true,
      severity: 'error',
      texts: dockerfiles`
        FROM python:3.12
        ARG A
        #   ^ managed
        RUN make $A
        #         ~
      `,
    },
    {
      managedBuild: false,
      severity: 'info',
      text: dockerfile`
        ARG A
        #   ^ needed
        RUN make $A
        #         ~
      `,
    },
  ],
});
