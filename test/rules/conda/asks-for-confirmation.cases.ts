import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/conda/asks-for-confirmation.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { TRAINING } from '../images.ts';

testEdgeCases(rule, {
  from: TRAINING,
  valid: dockerfiles`
    RUN conda install -qy numpy

    RUN conda install numpy --yes

    RUN yes | conda install numpy

    RUN conda config --set always_yes yes && conda install numpy

    RUN conda env create -f environment.yml && conda env update -f more.yml

    RUN conda create --dry-run -n x numpy

    RUN conda list && conda info
  `,
  invalid: [
    {
      text: dockerfile`
        RUN conda install -c conda-forge numpy
        #   ^^^^^^^^^^^^^
      `,
      fixed: dockerfile`
        RUN conda install -y -c conda-forge numpy
      `,
    },
    {
      text: dockerfile`
        RUN ["mamba", "create", "-n", "x", "numpy"]
        #     ^^^^^^^^^^^^^^^
      `,
      fixed: dockerfile`
        RUN ["mamba", "create", "-y", "-n", "x", "numpy"]
      `,
    },
  ],
});
