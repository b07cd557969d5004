import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/dockerfile/unicode-dash.ts';
import { testEdgeCases } from '../edge-cases.ts';

testEdgeCases(rule, {
  from: 'scratch',
  valid: [
    ...dockerfiles`
      # pip install –r x.txt

      RUN true \
      # –r
        && true

      RUN echo "a – b –c" && printf Say ‘x’ now && echo “a” – “b”

      RUN echo – –done–

      RUN git commit -m 'fix –r option'

      LABEL description="a – “quoted” –word"

      MAINTAINER Jane – “J” –Doe

      RUN echo it’s

      RUN cat <<EOF
      –r
      EOF

      SHELL ["pwsh", "-Command"]
      RUN Get-Item –Path x
    `,
    'ENV A=b\u00a0C=d',
    '# true \\\u00a0\n',
    'RUN cat <<EOF > f\ntrue \\\u00a0\nEOF\n',
    'RUN <<EOF\ncat > f <<X\n–r \\\u00a0\nX\nEOF\n',
    // Fixes.
    'RUN true # –r\u00a0“x”',
  ],
  invalid: [
    {
      texts: dockerfiles`
        RUN pip install –r x.txt
        #               ^^ dash

        RUN echo “all of it” > /x
        #        ^^^^^^^^^^^ quotes

        RUN tar —extract —file x.tar
        #       ^^^^^^^^ ^^^^^ dash

        RUN ["pip", "install", "–r", "x.txt"]
        #                       ^^ dash

        RUN true && \
          rm −rf /tmp/x
        #    ^^^ dash

        HEALTHCHECK –-interval=30s CMD true
        #           ^^^^^^^^^^ dash

        ONBUILD RUN pip install –r x.txt
        #                       ^^ dash

        CMD [“npm”, “start”]
        #    ^^^^^  ^^^^^^^ quotes

        ENV NAME=“a b”
        #        ^^^^^ quotes

        RUN pip install “torch>=2”
        #               ^^^^^^^^^^ quotes

        RUN <<EOF
        # –a don’t
        pip install –r x.txt # –b
        #           ^^ dash
        cat > f <<X
        –c
        X
        EOF
      `,
      fixed: false,
    },
    {
      text: 'RUN pip\u00a0install x\n#      ^ blank\n',
      fixed: false,
    },
    {
      text: 'RUN true \\\n\u3000\u3000&& false\n#^ blank\n',
      fixed: false,
    },
    {
      text: 'WORKDIR\u00a0/srv\n#      ^ blank\n',
      fixed: false,
    },
    {
      text: 'RUN true && \\\u00a0\n#            ^ blank\n  false\n',
      fixed: false,
    },
    {
      text: 'RUN true \\\u00a0\n#        ^^ end\n\n# then\nUSER root\n',
      fixed: false,
    },
    {
      name: 'in a list, quotes are those of JSON',
      from: 'ubuntu:24.04',
      safety: 'safe',
      text: dockerfile`
        RUN echo a
        USER 1
        CMD [‘a’, ‘b c’]
        #    ^^^  ^^^^^ quotes
      `,
      fixed: dockerfile`
        RUN echo a
        USER 1
        CMD ["a", "b c"]
      `,
    },
    {
      name: 'a continuation of nothing goes, and what comes after it stays an instruction',
      from: 'ubuntu:24.04',
      text: 'RUN true \\\u00a0\n#        ^^ end\nUSER root\n',
      fixed: 'RUN true \nUSER root\n',
    },
    // Hyphens are written if only one number of them is possible.
    {
      text: dockerfile`
        RUN x –r
        #     ^^ dash
      `,
      fixed: 'RUN x -r',
    },
    {
      text: dockerfile`
        RUN x –-user
        #     ^^^^^^ dash
      `,
      fixed: 'RUN x --user',
    },
    {
      text: dockerfile`
        RUN x –no-deps
        #     ^^^^^^^^ dash
      `,
      fixed: 'RUN x --no-deps',
    },
    {
      text: dockerfile`
        RUN x —user
        #     ^^^^^ dash
      `,
      fixed: 'RUN x --user',
    },
    ...dockerfiles`
      RUN x –user
      #     ^^^^^ dash
    `,
    // Fixes.
    {
      text: dockerfile`
        RUN rm –rf x && rm —rf x
        #      ^^^         ^^^ dash
      `,
      fixed: 'RUN rm -rf x && rm -rf x',
    },
    {
      text: dockerfile`
        RUN apt-get install —y a
        #                   ^^ dash
      `,
      fixed: 'RUN apt-get install -y a',
    },
    {
      text: dockerfile`
        RUN apt-get update –qq
        #                  ^^^ dash
      `,
      fixed: 'RUN apt-get update -qq',
    },
    {
      text: dockerfile`
        RUN curl –fsSL –fail x
        #        ^^^^^ ^^^^^ dash
      `,
      fixed: 'RUN curl -fsSL --fail x',
    },
    {
      text: dockerfile`
        RUN wget –qO- x
        #        ^^^^ dash
      `,
      fixed: 'RUN wget -qO- x',
    },
    {
      text: dockerfile`
        RUN set –eux; pip3.11 install –upgrade pip
        #       ^^^^                  ^^^^^^^^ dash
      `,
      fixed: 'RUN set -eux; pip3.11 install --upgrade pip',
    },
    {
      text: dockerfile`
        RUN git clone –depth=1 x
        #             ^^^^^^ dash
      `,
      fixed: 'RUN git clone --depth=1 x',
    },
    {
      text: dockerfile`
        RUN find . —name x
        #          ^^^^^ dash
      `,
      fixed: 'RUN find . -name x',
    },
    {
      text: dockerfile`
        RUN pip install ‑‑no‑cache‑dir x
        #               ^^^^^^^^^^^^^^ dash
      `,
      fixed: 'RUN pip install --no-cache-dir x',
    },
    {
      text: dockerfile`
        RUN pip install --no‑cache‑dir x
        #               ^^^^^^^^^^^^^^ inner
      `,
      fixed: 'RUN pip install --no-cache-dir x',
    },
    {
      text: dockerfile`
        RUN nice –n 5 x
        #        ^^ dash
      `,
      fixed: 'RUN nice -n 5 x',
    },
    {
      text: dockerfile`
        COPY –chown=1 a b
        #    ^^^^^^ dash
      `,
      fixed: 'COPY --chown=1 a b',
    },
    {
      text: dockerfile`
        RUN –mount=type=tmpfs,target=/x true
        #   ^^^^^^ dash
      `,
      fixed: 'RUN --mount=type=tmpfs,target=/x true',
    },
    {
      text: dockerfile`
        SHELL ["/bin/bash", "–c"]
        #                    ^^ dash
      `,
      fixed: 'SHELL ["/bin/bash", "-c"]',
    },
    {
      text: 'RUN a && \\ \u00a0 \n#          ^^ blank\n    b\n',
      fixed: 'RUN a && \\   \n    b\n',
    },
    ...dockerfiles`
      RUN foo —rf
      #       ^^^ dash
    `,
  ],
});
