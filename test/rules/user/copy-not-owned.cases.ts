import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/user/copy-not-owned.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { INFERENCE, TRAINING } from '../images.ts';

testEdgeCases(rule, {
  valid: dockerfiles`
    # not in a stage that is only copied from
    FROM ${INFERENCE}
    COPY a b
    FROM ${TRAINING}
    COPY a b
  `,
  invalid: [
    {
      from: INFERENCE,
      text: dockerfile`
        # COPY and ADD below a user
        COPY a b
        #^^^
        USER root
        COPY a b
        USER app
        ADD a b
        #^^
        COPY --chown=app a b
        USER $X
        COPY a b
        ONBUILD COPY a b
      `,
      fixed: false,
    },
  ],
});
