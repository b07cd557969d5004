import { dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/zypper/unpinned.ts';
import { testEdgeCases } from '../edge-cases.ts';

const HADOLINT = rule.presetOptions!.hadolint!;

testEdgeCases(rule, {
  from: 'opensuse/leap:15.6',
  valid: [
    ...dockerfiles`
      RUN zypper in a=1 'b<2' ./c.rpm https://example.org/d.rpm

      RUN zypper in $PACKAGES

      RUN zypper up && zypper rm a
    `,
    { options: HADOLINT, texts: dockerfiles`RUN zypper in 'git>2'` },
  ],
  invalid: [
    ...dockerfiles`
      RUN zypper -n --gpg-auto-import-keys in -y git
      #                                          ^^^

      RUN zypper in 'git>2'
      #             ^^^^^^^

      ONBUILD RUN zypper install git
      #                          ^^^
    `,
  ],
});
