import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/policy/required-env.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { INFERENCE } from '../images.ts';

testEdgeCases(rule, {
  from: INFERENCE,
  valid: [
    {
      options: { names: ['A'] },
      texts: dockerfiles`
        # set in the stage
        ENV A=b

        # set to nothing
        ENV A=
      `,
    },
    {
      options: { names: ['A'], values: { A: 'https://a.example/**' } },
      texts: dockerfiles`
        # a value that fits
        ENV A=https://a.example/x/y

        # the last one counts
        ENV A=x
        ENV A=https://a.example/

        # one that is not known
        ARG H
        ENV A=https://$H.example
      `,
    },
    {
      options: { names: ['AML_APP_ROOT'] },
      text: dockerfile`
        # what the base image is known to set is set
        FROM mcr.microsoft.com/azureml/curated/mlflow-py312-inference:latest
      `,
    },
    // A file without a stage lacks nothing.
    {
      options: { names: ['A'] },
      from: false,
      text: 'ARG A',
    },
  ],
  invalid: [
    {
      name: 'set before, in a stage that is not built on',
      options: { names: ['A'] },
      text: `FROM ${INFERENCE}\nENV A=b\nFROM ${INFERENCE}\n#    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ missing\n\n`,
    },
    {
      options: { names: ['A'] },
      texts: dockerfiles`
        #    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ missing
        ARG A=b

        #    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ missing
        RUN export A=b

        #    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ missing
        ONBUILD ENV A=b

        #    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ missing
        ENV a=b
      `,
    },
    {
      options: { names: ['A'], values: { A: 'https://a.example/**' } },
      texts: dockerfiles`
        # one that does not
        ENV A=https://b.example/x
        #   ^^^^^^^^^^^^^^^^^^^^^ value

        # one with an argument put in
        ARG H=b
        ENV A=https://$H.example
        #   ^^^^^^^^^^^^^^^^^^^^ value
      `,
    },
  ],
});
