import { dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/npm/unpinned.ts';
import { testEdgeCases } from '../edge-cases.ts';

const HADOLINT = rule.presetOptions!.hadolint!;

testEdgeCases(rule, {
  from: 'node:22',
  valid: [
    ...dockerfiles`
      RUN npm install && npm ci && npm run install && npm install .

      RUN npm install -g a@1 @b/c@1.2.3 d@^4 ./e /opt/f ../g h.tgz https://example.org/i.tar.gz

      RUN npm install git+https://github.com/a/b.git#v1 a/b#1234567

      RUN npm install $PACKAGE a@$VERSION

      RUN npm install --registry https://example.org --prefix /opt --loglevel warn a@1

      RUN npm uninstall a && npm view b
    `,
    { options: HADOLINT, texts: dockerfiles`RUN npm install a@latest && npm i b && npm add c` },
  ],
  invalid: [
    ...dockerfiles`
      RUN npm i -g typescript
      #            ^^^^^^^^^^

      RUN npm add @scope/name
      #           ^^^^^^^^^^^

      RUN npm install --save a@1 b@latest
      #                          ^^^^^^^^

      RUN npm install a/b
      #               ^^^

      RUN ["npm", "install", "-g", "yarn"]
      #                             ^^^^

      ONBUILD RUN npm install yarn
      #                       ^^^^

      RUN npm install 'git+https://github.com/a/b.git#main'
      #               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    `,
  ],
});
