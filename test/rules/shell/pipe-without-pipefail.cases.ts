import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/shell/pipe-without-pipefail.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { TRAINING } from '../images.ts';

testEdgeCases(rule, {
  from: TRAINING,
  valid: [
    ...dockerfiles`
      SHELL ["/bin/bash", "-o", "pipefail", "-c"]
      RUN curl x | sh

      SHELL ["/bin/bash", "-eo", "pipefail", "-c"]
      RUN curl x | sh

      SHELL ["/bin/bash", "-euxo", "pipefail", "-c"]
      RUN curl x | sh

      SHELL ["bash", "-c", "-e", "-o", "pipefail"]
      RUN curl x | sh

      SHELL ["/usr/bin/env", "bash", "-o", "pipefail", "-c"]
      RUN curl x | sh

      SHELL ["pwsh", "-Command"]
      RUN Get-Process | Stop-Process

      SHELL ["/bin/zsh", "-o", "pipefail", "-c"]
      RUN curl x | sh

      RUN set -o pipefail && curl x | sh

      RUN set -o pipefail; curl x | sh

      RUN set -euxo pipefail; curl x | sh

      RUN bash -o pipefail -c 'curl x | sh'

      RUN bash -c 'set -euo pipefail; curl x | sh'

      RUN ["bash", "-o", "pipefail", "-c", "curl x | sh"]

      RUN ["sed", "s|a|b|", "x"]

      RUN sed 's|a|b|' x || true

      # curl x | sh
      RUN make

      RUN echo "curl x | sh"

      RUN echo y | make install

      RUN printf 'a\nb\n' | sort > /x

      RUN yes | make install

      RUN { echo a; echo b; } | tee /x

      RUN find / -name x | xargs rm

      # the shell asks
      RUN if curl x | grep y; then make; fi

      RUN curl x | grep y || true

      # these stop to read
      RUN ./tool --version | head -n1

      RUN ./tool --list | grep -q name

      # half a key is refused
      RUN curl x | sha256sum -c - && curl x | gpg --dearmor -o /x && curl y | apt-key add -

      ONBUILD RUN curl x | sh

      # nothing looks at the status of these
      RUN export V=$(curl x | jq y) && sed -i "$(grep -n a b | cut -f1)d" c

      # no command
      RUN make && \
      RUN echo | sh

      RUN <<EOF python3
      a = b | c
      EOF

      RUN <<EOF
      #!/usr/bin/env python3
      a = b | c
      EOF

      RUN <<EOF
      #!/bin/bash -eo pipefail
      curl x | sh
      EOF

      RUN <<EOF
      set -eo pipefail
      curl x | sh
      EOF

      RUN cat <<EOF > /x
      curl x | sh
      EOF
    `,
    {
      name: 'a stage has the SHELL of what it builds on',
      text: dockerfile`
        FROM debian:12 AS base
        SHELL ["/bin/bash", "-o", "pipefail", "-c"]
        FROM base
        RUN curl x | sh
      `,
    },
    { options: { pipes: 'all' }, text: 'ONBUILD RUN curl x | sh' },
  ],
  invalid: [
    {
      data: { command: 'curl', shell: 'SHELL ["/bin/bash", "-o", "pipefail", "-c"]' },
      severity: 'info',
      text: dockerfile`
        RUN curl x | sh
        #   ^^^^ shell
      `,
      cured: dockerfile`
        SHELL ["/bin/bash", "-o", "pipefail", "-c"]
        RUN curl x | sh
      `,
    },
    {
      data: { shell: 'SHELL ["/usr/bin/bash", "-o", "pipefail", "-c"]' },
      text: dockerfile`
        SHELL ["/usr/bin/bash", "-c"]
        RUN curl x | sh
        #   ^^^^
      `,
    },
    {
      from: 'alpine:3.20',
      data: { shell: 'SHELL ["/bin/ash", "-o", "pipefail", "-c"]' },
      text: dockerfile`
        RUN wget -qO- x | sh
        #   ^^^^ shell
      `,
    },
    ...dockerfiles`
      # one for each RUN
      RUN curl x | sh && curl y | sh
      #   ^^^^

      RUN make && (curl x | sh)
      #            ^^^^

      RUN VERSION=$(curl x | sed s/a/b/) && make
      #             ^^^^

      RUN export A=1 && V=$(curl x | jq y)
      #                     ^^^^

      RUN { echo a; curl x; } | tee /x
      #             ^^^^

      RUN curl x | while read a; do make $a; done
      #   ^^^^

      RUN set +o pipefail; curl x | sh
      #                    ^^^^

      RUN set -o pipefail; (set +o pipefail; curl x | sh)
      #                                      ^^^^

      RUN echo x | make && curl x | sh
      #                    ^^^^

      RUN <<EOF
      set -e
      curl x | sh
      #^^^ shell
      EOF

      RUN <<EOF bash
      curl x | sh
      #^^^
      EOF

      # SHELL of another stage
      FROM debian:12
      SHELL ["/bin/bash", "-o", "pipefail", "-c"]
      FROM debian:12
      RUN curl x | sh
      #   ^^^^

      SHELL ["/bin/bash", "-o", "pipefail", "-c"]
      RUN bash -c "curl x | sh"
      #            ^^^^ option

      RUN ["sh", "-c", "curl x | sh"]
      #                 ^^^^ option

      RUN bash <<EOF
      curl x | sh
      #^^^ option
      EOF
    `,
    {
      options: { pipes: 'all' },
      texts: dockerfiles`
        RUN echo y | make install
        #   ^^^^

        RUN { echo a; echo b; } | tee /x
        #             ^^^^

        RUN if curl x | grep -q y; then make; fi
        #      ^^^^

        RUN ls | head
        #   ^^

        # dash does not know the option
        SHELL ["/bin/sh", "-o", "pipefail", "-c"]
        RUN curl x | sh
        #   ^^^^
      `,
    },
  ],
});
