import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/download/git-not-pinned.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { TRAINING } from '../images.ts';

testEdgeCases(rule, {
  from: TRAINING,
  valid: dockerfiles`
    RUN git clone -b v1.2 https://github.com/acme/a

    RUN git clone --branch release-7 https://github.com/acme/a

    RUN git clone -b "$VERSION" https://github.com/acme/a

    RUN git clone --revision=4f2c1d0 https://github.com/acme/a

    RUN git clone https://github.com/acme/a && cd a && git checkout 4f2c1d0

    RUN git clone https://github.com/acme/a && cd a && git checkout tags/v\${VERSION}

    RUN git clone https://github.com/acme/a && cd a && git reset --hard 4f2c1d0

    RUN git clone https://github.com/acme/a
    RUN git -C a checkout -q v1.2

    RUN git clone https://github.com/acme/a && cd a && git fetch origin $REF && git checkout -b build $REF

    # the machine itself
    RUN git clone /src/a && git clone file:///src/b && git clone ./c

    # it may hold a tag
    RUN git clone $OPTIONS https://github.com/acme/a

    # a stage that is not shipped
    FROM debian:12 AS fetch
    RUN git clone https://github.com/acme/a
    FROM debian:12
    COPY --from=fetch /a /a

    ONBUILD RUN git clone https://github.com/acme/a

    RUN git init && git fetch https://github.com/acme/a v1.2

    RUN echo git clone https://github.com/acme/a

    RUN <<EOF python3
    git clone https://github.com/acme/a
    EOF
  `,
  invalid: [
    {
      severity: 'info',
      data: { repository: 'https://github.com/acme/a', directory: 'a' },
      text: dockerfile`
        RUN git clone --recursive https://github.com/acme/a
        #   ^^^^^^^^^ newest
      `,
      cured: 'RUN git clone --branch=v1.2 --recursive https://github.com/acme/a',
    },
    {
      data: { branch: 'master' },
      text: dockerfile`
        RUN git clone -b master https://github.com/acme/a
        #             ^^^^^^^^^ branch
      `,
      cured: 'RUN git clone --branch=v1.2 https://github.com/acme/a',
    },
    ...dockerfiles`
      RUN git clone https://github.com/acme/a && cd a && git checkout main
      #   ^^^^^^^^^

      RUN git clone https://github.com/acme/a && cd a && git checkout .
      #   ^^^^^^^^^

      RUN git clone https://github.com/acme/a && cd a && git reset --hard HEAD
      #   ^^^^^^^^^

      # only the second is checked out
      RUN git clone https://github.com/acme/a && git clone https://github.com/acme/b && cd b && git checkout v1
      #   ^^^^^^^^^

      RUN git -c http.proxy=x clone https://github.com/acme/a
      #   ^^^

      RUN git clone git@github.com:acme/a.git
      #   ^^^^^^^^^

      RUN ["git", "clone", "https://github.com/acme/a"]
      #     ^^^^^^^^^^^^

      RUN git clone $REPOSITORY
      #   ^^^^^^^^^

      FROM debian:12 AS base
      RUN git clone https://github.com/acme/a
      #   ^^^^^^^^^
      FROM base
      RUN make

      RUN <<EOF
      set -e
      git clone https://github.com/acme/a
      #^^^^^^^^
      EOF
    `,
  ],
});
