import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/copy/target-not-directory.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { TRAINING } from '../images.ts';

testEdgeCases(rule, {
  from: TRAINING,
  valid: dockerfiles`
    # directories
    COPY a b /opt/
    COPY a b .
    COPY a b ./
    COPY a b ..
    COPY a b "/opt/"
    COPY ["a", "b", "/opt/"]

    # one source
    COPY a /opt
    COPY --chown=a:b a /opt
    COPY a* /opt

    ENV DIR=/opt/
    ARG UNKNOWN
    COPY a b $DIR
    COPY a b $UNKNOWN
    COPY a b /opt/\${UNKNOWN}

    ONBUILD COPY a b /opt

    # other mistakes
    COPY –chown=1000 a /opt
    COPY a /opt \
    USER root
  `,
  invalid: [
    {
      text: dockerfile`
        ENV DIR=/opt
        COPY a b $DIR
        #        ^^^^
        COPY a b "/opt"
        #        ^^^^^^
        COPY --from=busybox:1.37 /a /b opt
        #                              ^^^
        COPY a <<EOF /opt
        #            ^^^^
        EOF
        ADD a.txt \
            b.txt \
            /opt
        #   ^^^^
      `,
      fixed: dockerfile`
        ENV DIR=/opt
        COPY a b $DIR/
        COPY a b "/opt/"
        COPY --from=busybox:1.37 /a /b opt/
        COPY a <<EOF /opt/
        EOF
        ADD a.txt \
            b.txt \
            /opt/
      `,
    },
  ],
});
