import { dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/copy/outside-context.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { TRAINING } from '../images.ts';

testEdgeCases(rule, {
  from: TRAINING,
  valid: dockerfiles`
    COPY . ..a ...b a/.. /opt/
    COPY a ../b
    COPY --from=busybox:1.37 ../bin /opt/
    ADD https://example.com/../a /opt/

    ARG DIR
    COPY $DIR/../a /opt/
  `,
  invalid: dockerfiles`
    COPY a .. /opt/
    #      ^^
    ADD ./../a.tar "../b" /opt/
    #   ^^^^^^^^^^ ^^^^^^
    COPY ["../../a b", "/opt/"]
    #      ^^^^^^^^^
    ENV UP=../shared
    ARG NAME
    COPY $UP/a ../$NAME /opt/
    #    ^^^^^ ^^^^^^^^
    ONBUILD COPY ../a /opt/
    #            ^^^^
  `,
});
