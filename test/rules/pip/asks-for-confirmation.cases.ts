import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/pip/asks-for-confirmation.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { TRAINING } from '../images.ts';

testEdgeCases(rule, {
  from: TRAINING,
  valid: dockerfiles`
    RUN pip uninstall -y torch

    RUN pip -q uninstall -qy torch

    RUN python -m pip uninstall --yes torch

    RUN yes | pip uninstall torch

    RUN echo y | pip uninstall torch

    ENV PIP_YES=1
    RUN pip uninstall torch

    RUN PIP_YES=true pip uninstall torch

    RUN pip uninstall --help

    RUN uv pip uninstall torch && pipx uninstall black

    # may hold the option
    RUN pip uninstall $OPTIONS torch

    RUN cat <<EOF >/usage
    pip uninstall torch
    EOF
  `,
  invalid: [
    {
      text: dockerfile`
        RUN pip freeze | xargs pip3 uninstall && \
        #                      ^^^^^^^^^^^^^^
            python -m pip uninstall -r /tmp/old.txt
        #             ^^^^^^^^^^^^^
        RUN ["pip", "uninstall", "torch"]
        #     ^^^^^^^^^^^^^^^^
        ONBUILD RUN sudo pip uninstall torch
        #                ^^^^^^^^^^^^^
        RUN <<EOF
        pip uninstall \
        #^^^^^^^^^^^^
          torch
        EOF
      `,
      fixed: dockerfile`
        RUN pip freeze | xargs pip3 uninstall -y && \
            python -m pip uninstall -y -r /tmp/old.txt
        RUN ["pip", "uninstall", "-y", "torch"]
        ONBUILD RUN sudo pip uninstall -y torch
        RUN <<EOF
        pip uninstall -y \
          torch
        EOF
      `,
    },
  ],
});
