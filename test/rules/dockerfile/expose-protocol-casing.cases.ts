import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/dockerfile/expose-protocol-casing.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { PYTHON } from '../images.ts';

testEdgeCases(rule, {
  from: PYTHON,
  valid: dockerfiles`
    EXPOSE 80/tcp 81/udp 82

    # BuildKit refuses it
    EXPOSE 80/HTTP

    # another build carries it out
    ONBUILD EXPOSE 80/TCP

    ARG PORT
    EXPOSE $PORT
  `,
  invalid: [
    {
      texts: dockerfiles`
        EXPOSE 8000-8010/UDP
        #                ^^^

        ENV PORTS="80 81/Tcp"
        EXPOSE $PORTS
        #      ^^^^^^

        ENV PORT=80
        EXPOSE \${PORT}/TCP
        #              ^^^
      `,
      fixed: false,
    },
    dockerfile`
      FROM python:3.12 AS base
      ONBUILD EXPOSE 80/TCP
      FROM base
      #    ^^^^
    `,
  ],
});
