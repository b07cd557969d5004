import { dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/gpu/queried-in-build.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { TRAINING } from '../images.ts';

testEdgeCases(rule, {
  from: TRAINING,
  valid: dockerfiles`
    RUN nvidia-smi || true

    RUN if nvidia-smi; then echo gpu; fi

    RUN if command -v nvidia-smi; then nvidia-smi -L; fi

    RUN touch /usr/bin/nvidia-smi && chmod +x /usr/bin/nvidia-smi

    RUN which nvidia-smi

    RUN echo nvidia-smi >> /root/.bashrc

    CMD ["nvidia-smi"]

    RUN python -c "import torch; print(torch.__version__)"

    RUN python -c "import torch; torch.cuda.manual_seed(1)" && echo 'torch.cuda.is_available()'

    RUN python train.py --device cuda
  `,
  invalid: dockerfiles`
    RUN sudo nvidia-smi -L
    #        ^^^^^^^^^^ smi

    RUN ["nvidia-smi"]
    #     ^^^^^^^^^^ smi

    RUN ls && /usr/bin/nvidia-smi
    #         ^^^^^^^^^^^^^^^^^^^ smi

    RUN python3 -c 'import tensorflow as tf; tf.config.list_physical_devices("GPU")'
    #                                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ asks

    RUN python -c "import torch; print(torch.cuda.device_count())"
    #                                  ^^^^^^^^^^^^^^^^^^^^^^^ asks

    RUN conda run -n ptca python -c "import torch; torch.cuda.get_device_name(0)"
    #                                              ^^^^^^^^^^^^^^^^^^^^^^^^^^ asks

    RUN python <<EOF
    import torch
    assert torch.cuda.is_available()
    #      ^^^^^^^^^^^^^^^^^^^^^^^ asks
    EOF

    ONBUILD RUN nvidia-smi
    #           ^^^^^^^^^^ smi
  `,
});
