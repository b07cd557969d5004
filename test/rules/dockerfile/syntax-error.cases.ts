import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/dockerfile/syntax-error.ts';
import { testEdgeCases } from '../edge-cases.ts';

testEdgeCases(rule, {
  valid: [],
  invalid: [
    {
      from: 'ubuntu:24.04',
      text: dockerfile`
        RUN apt-get install -y \
            curl
            wget
        #   ^^^^ unknown-instruction
      `,
    },
    ...dockerfiles`
      # without the rule about them the syntax error is reported
      FROM <an image>
      #    ^^^^^^^^^^ argument-count
    `,
    {
      name: 'a merge conflict is called by its name',
      from: 'scratch',
      data: { name: '<<<<<<<', hint: ' It is left over from a merge conflict.' },
      text: dockerfile`
        <<<<<<< HEAD
        #^^^^^^ unknown-instruction
      `,
    },
  ],
});
