import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/apt/interactive-command.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { TRAINING } from '../images.ts';

testEdgeCases(rule, {
  from: TRAINING,
  valid: [],
  invalid: [
    {
      safety: 'safe',
      text: dockerfile`
        RUN /usr/bin/apt -y install curl
        #   ^^^^^^^^^^^^
      `,
      fixed: 'RUN /usr/bin/apt-get -y install curl',
    },
    {
      safety: 'safe',
      text: dockerfile`
        RUN apt policy curl
        #   ^^^
      `,
      fixed: 'RUN apt-cache policy curl',
    },
    {
      safety: 'safe',
      text: dockerfile`
        RUN apt -y upgrade
        #   ^^^
      `,
      fixed: 'RUN apt-get -y upgrade --with-new-pkgs',
    },
    {
      safety: 'safe',
      text: dockerfile`
        RUN apt upgrade -y --with-new-pkgs
        #   ^^^
      `,
      fixed: 'RUN apt-get upgrade -y --with-new-pkgs',
    },
    {
      safety: 'safe',
      text: dockerfile`
        RUN apt show curl
        #   ^^^
      `,
      fixed: 'RUN apt-cache show curl',
    },
    {
      safety: 'unsafe',
      text: dockerfile`
        RUN apt search curl | grep x
        #   ^^^
      `,
      fixed: 'RUN apt-cache search curl | grep x',
    },
    {
      safety: 'unsafe',
      text: dockerfile`
        RUN x=$(apt show curl)
        #       ^^^
      `,
      fixed: 'RUN x=$(apt-cache show curl)',
    },
    {
      safety: 'unsafe',
      text: dockerfile`
        RUN apt search curl > /found
        #   ^^^
      `,
      fixed: 'RUN apt-cache search curl > /found',
    },
    ...dockerfiles`
      RUN apt list --installed
      #   ^^^

      RUN apt full-upgrade
      #   ^^^
    `,
  ],
});
