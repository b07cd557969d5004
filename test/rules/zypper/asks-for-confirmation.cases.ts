import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/zypper/asks-for-confirmation.ts';
import { testEdgeCases } from '../edge-cases.ts';

testEdgeCases(rule, {
  from: 'opensuse/leap:15.6',
  valid: [
    ...dockerfiles`
      RUN zypper -n in a && zypper --non-interactive rm b && zypper in -y c && zypper install --no-confirm d

      RUN yes | zypper in a

      RUN zypper ref && zypper lr && zypper clean && zypper in --dry-run a
    `,
  ],
  invalid: [
    {
      text: dockerfile`
        RUN zypper in a
        #   ^^^^^^^^^
      `,
      fixed: 'RUN zypper --non-interactive in a',
    },
    {
      text: dockerfile`
        RUN sudo zypper --gpg-auto-import-keys patch
        #        ^^^^^^
      `,
      fixed: 'RUN sudo zypper --non-interactive --gpg-auto-import-keys patch',
    },
    {
      text: dockerfile`
        RUN ["zypper", "rm", "a"]
        #     ^^^^^^^^^^^^
      `,
      fixed: 'RUN ["zypper", "--non-interactive", "rm", "a"]',
    },
  ],
});
