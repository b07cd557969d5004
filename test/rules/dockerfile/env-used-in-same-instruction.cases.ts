import { dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/dockerfile/env-used-in-same-instruction.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { TRAINING } from '../images.ts';

testEdgeCases(rule, {
  from: TRAINING,
  valid: dockerfiles`
    # a value from before
    ENV A=1
    ENV A=2 B=$A

    ARG A=1
    ENV A=2 B=$A

    # its own old value
    ENV PATH=/opt/bin:$PATH LIBS=/opt/lib:$LIBS

    # no variables
    ENV A=1 B='$A' C=\$A D=$AB E="\${A:-2}"
    ENV A $A
    LABEL a=1 b=$a
    ONBUILD ENV X=1 Y=$X
  `,
  invalid: dockerfiles`
    ENV A=1 B=$A C="$A/\${A}"
    #   ~     ^^
    ENV D=$E \
    #     ^^
        E=1
    #   ~
    ENV PATH=/opt/bin:$PATH LIBS=$PATH/lib
    #   ~~~~                     ^^^^^

    # of another stage
    FROM ${TRAINING} AS build
    ENV A=1
    FROM ${TRAINING}
    ENV A=1 B=$A
    #   ~     ^^
  `,
});
