import { dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/dockerfile/unused-stage.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { INFERENCE, TRAINING } from '../images.ts';

testEdgeCases(rule, {
  valid: dockerfiles`
    FROM ${TRAINING}

    # built on, copied and mounted from
    FROM ${TRAINING} AS base
    FROM busybox:1.37
    FROM busybox:1.36 AS tools
    FROM base
    COPY --from=1 /bin /opt/bin
    RUN --mount=from=tools,target=/mnt cp /mnt/bin/busybox /opt

    # for --target
    FROM python:3.12 AS test
    FROM ${TRAINING} AS dev
    FROM ${INFERENCE}

    # chosen by a variable
    ARG KIND=1
    FROM ${TRAINING}
    FROM python:3.12
    FROM \${KIND}

    # a part of a name
    ARG KIND=a
    FROM ${TRAINING} AS base-a
    FROM python:3.12 AS base-b
    FROM base-\$KIND
  `,
  invalid: dockerfiles`
    FROM ${TRAINING} AS base
    #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ replaced
    RUN pip install numpy
    ARG VERSION=3.12
    FROM python:\${VERSION}
    #    ~~~~~~~~~~~~~~~~~

    # what another one that is not used uses
    FROM busybox:1.37 AS a
    FROM a
    #^^^^^ unused
    FROM scratch
    #    ~~~~~~~
    COPY a /a
  `,
});
