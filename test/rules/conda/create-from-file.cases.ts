import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/conda/create-from-file.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { TRAINING } from '../images.ts';

testEdgeCases(rule, {
  from: TRAINING,
  valid: dockerfiles`
    RUN conda env create -f environment.yml

    RUN conda env create --file environment.yaml -n x

    RUN conda create -y -n x --file packages.txt

    RUN conda create -y -n x ruamel.yaml=0.18

    RUN mamba create -y -n x -f environment.yml && micromamba create -y -f environment.yml

    RUN conda env update -f environment.yml

    RUN conda create -n x --file $FILE

    RUN echo conda create -f environment.yml
  `,
  invalid: [
    {
      texts: dockerfiles`
        RUN conda create -n x python=3.11 --file environment.yml
        #   ^^^^^^^^^^^^

        RUN conda create -n x -c conda-forge --file=environment.yaml
        #   ^^^^^^^^^^^^

        RUN conda create environment.yml
        #   ^^^^^^^^^^^^

        RUN conda create -yn x -f environment.yml
        #   ^^^^^^^^^^^^
      `,
      fixed: false,
    },
    {
      text: dockerfile`
        RUN ["conda", "create", "--file", "environment.yml"]
        #     ^^^^^^^^^^^^^^^
      `,
      fixed: false,
    },
    {
      text: dockerfile`
        RUN conda create \
        #   ^^^^^^^^^^^^
              --file=environment.yml \
              --name x --yes
      `,
      fixed: dockerfile`
        RUN conda env create \
              --file=environment.yml \
              --name x
      `,
    },
  ],
});
