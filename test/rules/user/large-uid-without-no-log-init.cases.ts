import { dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/user/large-uid-without-no-log-init.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { INFERENCE } from '../images.ts';

testEdgeCases(rule, {
  from: INFERENCE,
  valid: dockerfiles`
    RUN useradd -u 99999 x

    RUN useradd -lu 123456 x

    RUN useradd -u 123456 --no-log-init x

    RUN useradd -u \${USER_UID} x

    RUN useradd -g 123456 x

    RUN useradd --no-log -u 123456 x

    RUN useradd -u 000001 x
  `,
  invalid: [
    {
      texts: dockerfiles`
        RUN useradd -u 123456 x
        #           ^^^^^^^^^

        RUN useradd -mu123456 x
        #             ^^^^^^^

        RUN useradd --uid 123456 x
        #           ^^^^^^^^^^^^

        ONBUILD RUN useradd --uid=123456 x
        #                   ^^^^^^^^^^^^
      `,
      fixed: false,
    },
  ],
});
