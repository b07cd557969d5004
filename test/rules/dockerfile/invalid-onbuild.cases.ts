import { dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/dockerfile/invalid-onbuild.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { TRAINING } from '../images.ts';

testEdgeCases(rule, {
  from: TRAINING,
  valid: dockerfiles`
    ONBUILD RUN make
    onbuild copy a /opt/
  `,
  invalid: dockerfiles`
    onbuild onbuild run make
    #       ^^^^^^^
    ONBUILD \
      FROM ${TRAINING} AS a
    # ^^^^
    ONBUILD MAINTAINER me
    #       ^^^^^^^^^^
  `,
});
