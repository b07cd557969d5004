import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/shell/wget-and-curl.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { TRAINING } from '../images.ts';

testEdgeCases(rule, {
  from: TRAINING,
  valid: [
    ...dockerfiles`
      RUN apt-get update && apt-get install -y wget curl

      RUN curl x
      RUN curl y

      RUN echo wget; curl x

      # two images
      FROM debian:12
      RUN wget x
      FROM debian:12
      RUN curl x

      # that of the trigger is another build
      RUN wget x
      ONBUILD RUN curl x
    `,
    { options: { report: 'each-run' }, text: 'RUN curl x\nRUN curl y' },
  ],
  invalid: [
    {
      severity: 'info',
      data: { command: 'curl', other: 'wget', line: 2 },
      text: dockerfile`
        RUN wget x
        #   ~~~~
        RUN make && curl y
        #           ^^^^
        RUN curl z
        RUN wget z
      `,
    },
    ...dockerfiles`
      RUN wget x && curl y && wget z
      #             ^^^^

      RUN ["curl", "x"]
      RUN ["/usr/bin/wget", "x"]
      #     ^^^^^^^^^^^^^

      ONBUILD RUN curl x
      ONBUILD RUN wget x
      #           ^^^^

      RUN <<EOF
      curl x
      wget y
      #^^^
      EOF

      FROM debian:12
      RUN wget x && curl y
      #             ^^^^
      FROM debian:12
      RUN curl x && wget y
      #             ^^^^
    `,
    {
      options: { report: 'each-run' },
      text: dockerfile`
        RUN wget x
        RUN curl x && wget y
        #   ^^^^
        RUN make
        RUN curl y
        #   ^^^^
        RUN wget z && curl z
        #   ^^^^
      `,
    },
  ],
});
