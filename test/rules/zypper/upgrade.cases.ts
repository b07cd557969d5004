import { dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/zypper/upgrade.ts';
import { testEdgeCases } from '../edge-cases.ts';

testEdgeCases(rule, {
  from: 'opensuse/leap:15.6',
  valid: [
    ...dockerfiles`
      RUN zypper -n up && zypper -n patch && zypper -n update a

      RUN echo zypper dup
    `,
  ],
  invalid: [
    ...dockerfiles`
      RUN zypper dup
      #   ^^^^^^^^^^

      RUN zypper -n dist-upgrade --from a
      #   ^^^^^^

      ONBUILD RUN zypper dup -y
      #           ^^^^^^^^^^

      RUN ["zypper", "dup"]
      #     ^^^^^^^^^^^^^
    `,
  ],
});
