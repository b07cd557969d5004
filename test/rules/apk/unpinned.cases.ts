import { dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/apk/unpinned.ts';
import { testEdgeCases } from '../edge-cases.ts';

const HADOLINT = rule.presetOptions!.hadolint!;

testEdgeCases(rule, {
  from: 'alpine:3.20',
  valid: [
    ...dockerfiles`
      RUN apk add a=1 b~1.2 'c<2' ./d.apk e.apk

      RUN apk update && apk del a && apk info b

      RUN apk add $PACKAGES $(cat list) a-$V

      RUN echo apk add a # apk add a

      RUN apk --help
    `,
    { options: HADOLINT, texts: dockerfiles`RUN apk add 'curl>8'` },
  ],
  invalid: [
    ...dockerfiles`
      RUN apk --no-cache -t .deps -X https://example.org/x add aa b=1
      #                                                        ^^

      ONBUILD RUN apk add "curl"
      #                   ^^^^^^

      RUN ["apk", "add", "curl"]
      #                   ^^^^

      RUN <<EOF
      apk add curl
      #       ^^^^
      EOF

      RUN sudo apk add curl@edge
      #                ^^^^^^^^^

      RUN apk add 'curl>8'
      #           ^^^^^^^^

      ENV TOOLS="curl jq"
      RUN apk add $TOOLS
      #           ^^^^^^
    `,
  ],
});
