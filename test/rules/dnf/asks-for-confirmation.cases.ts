import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/dnf/asks-for-confirmation.ts';
import { testEdgeCases } from '../edge-cases.ts';

testEdgeCases(rule, {
  from: 'rockylinux:9',
  valid: [
    ...dockerfiles`
      RUN dnf install -y a && dnf -y install b && dnf -qy install c && dnf install --assumeyes d

      RUN yes | dnf install a

      RUN dnf --setopt=assumeyes=True install a

      RUN dnf clean all && dnf list a && dnf makecache && dnf install --assumeno a

      RUN dnf install $OPTIONS a

      RUN microdnf install a

      RUN echo assumeyes=True >> /etc/dnf/dnf.conf
      RUN dnf install a
    `,
  ],
  invalid: [
    {
      text: dockerfile`
        RUN dnf install a
        #   ^^^^^^^^^^^
      `,
      fixed: 'RUN dnf install -y a',
    },
    {
      text: dockerfile`
        RUN sudo dnf -q remove a
        #        ^^^
      `,
      fixed: 'RUN sudo dnf -q remove -y a',
    },
    {
      text: dockerfile`
        RUN ["dnf", "install", "a"]
        #     ^^^^^^^^^^^^^^
      `,
      fixed: 'RUN ["dnf", "install", "-y", "a"]',
    },
    {
      text: dockerfile`
        ONBUILD RUN dnf groupinstall a
        #           ^^^^^^^^^^^^^^^^
      `,
      fixed: 'ONBUILD RUN dnf groupinstall -y a',
    },
    {
      text: dockerfile`
        RUN dnf upgrade
        #   ^^^^^^^^^^^
      `,
      fixed: 'RUN dnf upgrade -y',
    },
    {
      options: rule.presetOptions!.hadolint!,
      text: dockerfile`
        RUN microdnf install a && dnf upgrade
        #   ^^^^^^^^^^^^^^^^
      `,
      fixed: 'RUN microdnf install -y a && dnf upgrade',
    },
  ],
});
