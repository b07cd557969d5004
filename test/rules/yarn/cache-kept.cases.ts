import { dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/yarn/cache-kept.ts';
import { testEdgeCases } from '../edge-cases.ts';

testEdgeCases(rule, {
  from: 'node:22',
  valid: [
    ...dockerfiles`
      RUN yarn && yarn cache clean

      RUN yarn install && rm -rf /usr/local/share/.cache/yarn

      RUN yarn install && rm -rf ~/.cache

      RUN --mount=type=cache,target=/usr/local/share/.cache yarn install

      RUN --mount=type=cache,target=/yarn yarn install --cache-folder /yarn

      ENV YARN_CACHE_FOLDER=/yarn
      RUN --mount=type=tmpfs,target=/yarn yarn install

      RUN yarn --version && yarn -v && yarn --help

      RUN yarn build && yarn run install

      FROM node:22 AS a
      RUN yarn install
      FROM debian:13
      COPY --from=a /b /b
    `,
  ],
  invalid: [
    ...dockerfiles`
      RUN yarn --frozen-lockfile
      #   ^^^^

      RUN yarn add a
      #   ^^^^^^^^

      RUN yarn global add a
      #   ^^^^^^^^^^^^^^^

      RUN yarn cache clean && yarn install
      #                       ^^^^^^^^^^^^

      ONBUILD RUN yarn install
      #           ^^^^^^^^^^^^
    `,
  ],
});
