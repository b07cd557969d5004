import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/shell/sh-relinked.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { TRAINING } from '../images.ts';

testEdgeCases(rule, {
  from: TRAINING,
  valid: dockerfiles`
    RUN ln -s /bin/bash /usr/local/bin/sh

    RUN ln /bin/sh /bin/sh.real

    RUN ln -s /bin/sh

    RUN ln -sf /bin/bash $SHELL_PATH

    RUN echo ln -sf /bin/bash /bin/sh

    RUN ln -s /opt/bash /bin

    RUN rm /tmp/sh && ln -s a b
  `,
  invalid: [
    {
      data: { shell: 'SHELL ["/bin/zsh", "-c"]' },
      text: dockerfile`
        RUN rm /bin/sh && ln -s zsh /bin/sh
        #                 ^^^^^^^^^^^^^^^^^
      `,
      cured: 'SHELL ["/bin/zsh", "-c"]',
    },
    {
      data: { shell: 'SHELL ["/opt/bin/bash", "-c"]' },
      text: dockerfile`
        RUN ln -snf /opt/bin/bash /bin/sh
        #   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      `,
    },
    {
      data: { shell: 'SHELL ["/bin/bash", "-c"]', path: '/bin/sh' },
      text: dockerfile`
        RUN ln -sf $(which bash) /bin/sh
        #   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      `,
    },
    ...dockerfiles`
      RUN ln -sf /opt/sh /bin
      #   ^^^^^^^^^^^^^^^^^^^

      RUN ln -sf -t /bin /opt/sh
      #   ^^^^^^^^^^^^^^^^^^^^^^

      RUN ["ln", "-sf", "/bin/bash", "/bin/sh"]
      #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

      ONBUILD RUN ln -sf /bin/bash /bin/sh
      #           ^^^^^^^^^^^^^^^^^^^^^^^^

      RUN <<EOF
      ln -sf /bin/bash /bin/sh
      #^^^^^^^^^^^^^^^^^^^^^^^
      EOF
    `,
  ],
});
