import { dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/dockerfile/instruction-casing.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { PYTHON } from '../images.ts';

testEdgeCases(rule, {
  from: PYTHON,
  valid: dockerfiles`
    # before the first FROM
    arg A=1
    FROM python:3.12
    RUN true

    # the trigger does not count
    FROM python:3.12
    ONBUILD run true

    from python:3.12
    run true
    env a=1
  `,
  invalid: [
    {
      texts: dockerfiles`
        FROM python:3.12
        copy a b
        #^^^

        # even, so capitals
        from python:3.12
        #^^^
        RUN true

        From python:3.12
        #^^^
        Copy a b
        #^^^

        from python:3.12
        RUN true
        #^^
        env a=1
      `,
      fixed: false,
    },
  ],
});
