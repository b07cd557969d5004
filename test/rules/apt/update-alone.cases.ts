import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/apt/update-alone.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { TRAINING } from '../images.ts';

testEdgeCases(rule, {
  from: TRAINING,
  valid: dockerfiles`
    RUN apt-get update

    RUN apt-get update && apt-get install -y curl

    RUN apt-get update && apt-get upgrade -y

    RUN apt-get update && apt-cache policy curl

    RUN apt-get update && ./install.sh

    RUN apt-get update && playwright install-deps

    RUN apt-get update && cat packages.txt | xargs apt-get install -y

    RUN --mount=type=cache,target=/var/lib/apt/lists apt-get update

    ONBUILD RUN apt-get update
  `,
  invalid: [
    {
      data: { reader: 'apt-get install', line: 3 },
      text: dockerfile`
        RUN apt-get update
        #   ^^^^^^^^^^^^^^ join
        RUN apt-get install -y curl
      `,
      fixed: false,
    },
    ...dockerfiles`
      RUN apt-get clean && apt-get update
      #                    ^^^^^^^^^^^^^^ join
      RUN apt-get install -y curl

      RUN apt-get update && pip install numpy
      #   ^^^^^^^^^^^^^^ join
      RUN apt-get install -y curl

      RUN apt-get update && curl -O https://example.com/x && git clone https://example.com/y
      #   ^^^^^^^^^^^^^^ join
      RUN apt-get install -y curl

      RUN apt-get update && apt-get purge -y curl
      #   ^^^^^^^^^^^^^^ join
      RUN apt-get install -y curl
    `,
    // Where it belongs.
    {
      text: dockerfile`
        RUN apt-get update
        #   ^^^^^^^^^^^^^^ alone
        RUN ./x.sh
      `,
      fixed: false,
    },
    {
      data: {
        line: 3,
        others:
          ' As line 4 reads them too, write `apt-get update && … && rm -rf /var/lib/apt/lists/*` there.',
      },
      text: dockerfile`
        RUN apt-get update
        #   ^^^^^^^^^^^^^^ join
        RUN apt-get install -y curl
        RUN apt-get install -y git
      `,
      fixed: false,
    },
    {
      data: { others: ' Look first whether line 3 needs them.' },
      text: dockerfile`
        RUN apt-get update
        #   ^^^^^^^^^^^^^^ join
        RUN ./x.sh
        RUN apt-get install -y git
      `,
      fixed: false,
    },
  ],
});
