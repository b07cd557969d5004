import { dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/apt/upgrade.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { TRAINING } from '../images.ts';

testEdgeCases(rule, {
  from: TRAINING,
  valid: [],
  invalid: dockerfiles`
    # upgrades of all, not of one
    RUN apt-get upgrade && apt full-upgrade && apt-get install --only-upgrade openssl
    #   ^^^^^^^^^^^^^^^    ^^^^^^^^^^^^^^^^
  `,
});
