import { dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/dockerfile/instruction-in-run.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { TRAINING } from '../images.ts';

testEdgeCases(rule, {
  from: TRAINING,
  valid: dockerfiles`
    # programs, words and texts of that name
    RUN env A=1 make && add a b && copy a b && user me
    RUN echo RUN && apt-get install -y \
        USER

    RUN echo "FROM a \
    USER b" > /opt/Dockerfile

    RUN cat >/opt/Dockerfile <<EOF
    FROM a
    USER b
    EOF

    # a function of the script
    RUN RUN() { make "$1"; }; RUN all

    HEALTHCHECK \
      CMD true
  `,
  invalid: dockerfiles`
    RUN make \
    USER me
    #^^^ swallowed

    RUN make && \
        # then
        COPY a /opt
    #   ^^^^ swallowed

    ONBUILD RUN make && ENV A=1
    #                   ^^^ command

    RUN DEBIAN_FRONTEND=noninteractive RUN make
    #                                  ^^^ command

    CMD make \
    EXPOSE 80
    #^^^^^ swallowed
  `,
});
