import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/user/name-not-numeric.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { INFERENCE } from '../images.ts';

testEdgeCases(rule, {
  from: INFERENCE,
  valid: dockerfiles`
    USER 1000

    USER 1000:app

    USER app
    USER 1000

    ENV ID=1000
    USER $ID

    ARG ID
    USER $ID

    ENV A=1
  `,
  invalid: [
    ...dockerfiles`
      USER app
      #    ^^^ unknown

      USER app:1000
      #    ^^^^^^^^ unknown

      ENV WHO=app
      USER $WHO
      #    ^^^^ unknown

      USER 1000
      USER app
      #    ^^^ unknown
    `,
    {
      name: 'the number that useradd gives is named',
      data: { number: '1234', line: 3 },
      text: dockerfile`
        USER root
        RUN ls && useradd -u 1234 app
        USER app
        #    ^^^ known
      `,
    },
    {
      name: 'all users of all stages',
      options: { users: 'all' },
      text: dockerfile`
        FROM ubuntu
        USER root
        #    ^^^^ unknown
        USER 1000
        USER app:1000
        #    ^^^^^^^^ unknown
        FROM ubuntu
        USER $UNKNOWN
        ONBUILD USER app
        USER 0
      `,
    },
  ],
});
