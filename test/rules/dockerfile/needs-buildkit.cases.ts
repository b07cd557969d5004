import { dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/dockerfile/needs-buildkit.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { TRAINING } from '../images.ts';

testEdgeCases(rule, {
  from: TRAINING,
  valid: [
    {
      // What somebody says of the builder is stronger than who starts it.
      managedBuild: true,
      options: { builder: 'buildkit' },
      texts: dockerfiles`
        RUN --mount=type=cache,target=/root/.cache make
      `,
    },
    ...dockerfiles`
      # nothing needs it
      # syntax=docker/dockerfile:1
      FROM ${TRAINING}
      RUN make

      # flags of both
      COPY --from=busybox:1.37 /bin /opt
      COPY --chown=1000 a /opt
      HEALTHCHECK --interval=5s CMD true

      # a here-document of the shell alone
      RUN sh -c 'cat <<EOF'

      # a value, a default, or no use
      ARG TARGETARCH=amd64
      ARG TARGETOS
      ARG BUILDPLATFORM
      RUN make $TARGETARCH \${TARGETOS:-linux}

      # for another build
      ONBUILD COPY --chmod=755 a /opt

      # not an image for Azure ML
      FROM python:3.12
      RUN --mount=type=cache,target=/root/.cache make
    `,
    {
      options: { builder: 'buildkit' },
      texts: dockerfiles`
        COPY --link a /opt
      `,
    },
  ],
  invalid: [
    ...dockerfiles`
      FROM python:3.12 AS build
      RUN --mount=type=secret,id=a make
      #   ^^^^^^^^^^^^^^^^^^^^^^^^ flag
      FROM ${TRAINING}
      ADD --checksum=sha256:3f8a91c03f8a91c03f8a91c03f8a91c03f8a91c03f8a91c03f8a91c03f8a91c0 https://example.com/a /opt/
      #   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
      COPY --parents --exclude=*.md a /opt/
      #    ~~~~~~~~~ ~~~~~~~~~~~~~~

      RUN cat <<EOF > /opt/a
      #       ^^^^^ run
      a
      EOF

      ARG TARGETOS TARGETARCH
      #   ^^^^^^^^ argument
      #            ~~~~~~~~~~
      RUN make "$TARGETOS/\${TARGETARCH}"
    `,
    {
      options: { builder: 'classic' },
      severity: 'error',
      texts: dockerfiles`
        FROM python:3.12
        COPY --link a /opt
        #    ^^^^^^ flag
      `,
    },
    {
      managedBuild: true,
      severity: 'error',
      texts: dockerfiles`
        FROM python:3.12
        COPY --chmod=755 a /opt/a
        #    ^^^^^^^^^^^ flag
      `,
    },
    {
      managedBuild: false,
      severity: 'info',
      texts: dockerfiles`
        COPY --chmod=755 a /opt/a
        #    ^^^^^^^^^^^ flag
      `,
    },
  ],
});
