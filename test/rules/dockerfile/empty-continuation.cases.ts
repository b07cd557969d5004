import { dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/dockerfile/empty-continuation.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { PYTHON } from '../images.ts';

testEdgeCases(rule, {
  from: PYTHON,
  valid: dockerfiles`
    RUN true && \
      # a comment
      #
      true

    RUN true \
    \
      && true
  `,
  invalid: [
    {
      name: 'at the end of the file',
      text: 'RUN true \\\n\n#^>\n',
      fixed: 'RUN true \\\n',
    },
    {
      name: 'only blanks are blank, and a trigger counts',
      text: 'ONBUILD RUN true && \\\n  \n#^>\n  true\nRUN true && \\\n\n#^>\n\n  true\n',
      fixed: 'ONBUILD RUN true && \\\n  true\nRUN true && \\\n  true\n',
    },
    {
      options: { place: 'last' },
      name: 'before the here-document',
      text: 'RUN cat \\\n\n  <<EOF\n#^>\na\nEOF\n',
      fixed: 'RUN cat \\\n  <<EOF\na\nEOF\n',
    },
  ],
});
