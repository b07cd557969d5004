import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/dockerfile/maintainer.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { PYTHON } from '../images.ts';

testEdgeCases(rule, {
  from: PYTHON,
  valid: dockerfiles`
    LABEL maintainer="a@example.com"

    # a word
    RUN echo MAINTAINER
  `,
  invalid: [
    {
      name: 'quotes are those of its author',
      text: dockerfile`
        maintainer "Jane $Doe <jane@example.com>"
        #^^^^^^^^^
      `,
      fixed: dockerfile`
        label org.opencontainers.image.authors="Jane \$Doe <jane@example.com>"
      `,
    },
    {
      name: 'quotes and escapes in it are escaped',
      text: dockerfile`
        MAINTAINER Jane "J" A\B
        #^^^^^^^^^
      `,
      fixed: dockerfile`
        LABEL org.opencontainers.image.authors="Jane \"J\" A\\B"
      `,
    },
    dockerfile`
      MAINTAINER Jane \
      #^^^^^^^^^
        Doe
    `,
  ],
});
