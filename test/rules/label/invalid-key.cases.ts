import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/label/invalid-key.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { PYTHON } from '../images.ts';

testEdgeCases(rule, {
  from: PYTHON,
  valid: dockerfiles`
    # what hadolint allows
    LABEL a=v a_b=v a.b=v a-b=v a/b=v a1=v com.dockerx=v com.docker=v "q"=v a__b=v

    # only the build knows
    ARG KEY
    LABEL $KEY=v

    # another instruction, and what is carried out elsewhere
    ENV A=v
    ONBUILD LABEL A=v
  `,
  invalid: [
    ...dockerfiles`
      LABEL A=v a..b=v a--b=v a_=v -a=v 1a=v a~b=v "with space"=v
      #     ^
      #         ^^^^
      #                ^^^^
      #                       ^^
      #                            ^^
      #                                 ^^
      #                                      ^^^
      #                                            ^^^^^^^^^^^^

      LABEL io.docker.x=v org.dockerproject.x=v
      #     ^^^^^^^^^^^
      #                   ^^^^^^^^^^^^^^^^^^^

      # the legacy form
      LABEL Vendor acme
      #     ^^^^^^

      # a known variable
      ARG KEY=Team
      LABEL $KEY=v
      #     ^^^^
    `,
    {
      data: { key: 'buildDate__', better: 'build-date' },
      text: dockerfile`
        LABEL buildDate__=v
        #     ^^^^^^^^^^^
      `,
    },
  ],
});
