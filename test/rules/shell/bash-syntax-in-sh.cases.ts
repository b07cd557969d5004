import { dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/shell/bash-syntax-in-sh.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { INFERENCE, TRAINING } from '../images.ts';

testEdgeCases(rule, {
  from: TRAINING,
  valid: [
    ...dockerfiles`
      RUN [ a = b ] && . /etc/profile && mkdir -p /a /b >/tmp/x 2>&1

      RUN echo "{a,b} [[ source" '<(a)' && echo -n a

      # curl, sed and the like read braces themselves.
      RUN curl -O https://example.com/{a,b}.txt && sed -i s/a{1,2}/b/ /tmp/x && sudo -E curl -O https://example.com/{a,b}

      RUN bash -c 'source /etc/profile && [[ a == b ]]'

      RUN ["/bin/bash", "-c", "source /etc/profile"]

      # No shell expands it.
      RUN ["echo", "{a,b}"]

      SHELL ["/bin/bash", "-c"]
      RUN source /etc/profile

      SHELL ["bash", "-o", "pipefail", "-c"]
      RUN [[ a == b ]] | cat

      RUN <<EOF
      #!/bin/bash
      source /etc/profile
      EOF

      RUN cat <<EOF >/root/.bashrc
      source /etc/profile
      EOF

      # sh is bash from here on.
      RUN ln -sf /bin/bash /bin/sh
      RUN source /etc/profile

      RUN rm /bin/sh && ln -s bash /bin/sh
      RUN source /etc/profile

      RUN dpkg-reconfigure -p critical dash
      RUN source /etc/profile
    `,
    // Another sh, or one that is not known.
    { from: 'alpine:3.20', text: 'RUN [[ a == b ]]\n' },
    { from: 'python:3.12-alpine', text: 'RUN [[ a == b ]]\n' },
    { from: 'rockylinux:9', text: 'RUN source /etc/profile\n' },
    { from: 'acme.azurecr.io/base:1', text: 'RUN source /etc/profile\n' },
    { text: 'ARG VARIANT\nFROM python:$VARIANT\nRUN source /etc/profile\n' },
    // Not every release of Debian has a dash without it.
    { from: 'debian:latest', text: 'RUN set -o pipefail && true\n' },
    {
      text: 'FROM ubuntu:24.04 AS base\nRUN ln -sf bash /bin/sh\nFROM base\nRUN source /etc/profile\n',
    },
  ],
  invalid: [
    ...dockerfiles`
      RUN source /etc/profile
      #   ^^^^^^ bash

      ONBUILD RUN [ "$A" == b ]
      #                  ^^ bash

      RUN set -euo pipefail; ls | cat
      #            ^^^^^^^^ bash

      SHELL ["/bin/sh", "-c"]
      RUN source /etc/profile
      #   ^^^^^^ bash

      SHELL ["/bin/bash", "-c"]
      RUN sudo sh -c 'source /etc/profile'
      #               ^^^^^^ nested

      RUN ["sh", "-c", "source /etc/profile"]
      #                 ^^^^^^ nested

      RUN <<EOF
      source /etc/profile
      #^^^^^
      EOF

      RUN <<EOF
      #!/bin/sh
      source /etc/profile
      #^^^^^
      EOF

      # What happens in the same RUN comes too late: dash reads it to the end.
      RUN ln -sf /bin/bash /bin/sh && source /etc/profile
      #                               ^^^^^^ bash
    `,
    {
      name: 'each feature once in a RUN',
      text: dockerfiles`
        RUN [[ a ]] || [[ b ]] || source c
        #   ^^ bash
        #                         ^^^^^^ bash
      `[0]!,
    },
    { from: INFERENCE, text: 'RUN source /etc/profile\n#   ^^^^^^ bash\n' },
    { from: 'python:3.12-slim', text: 'RUN source /etc/profile\n#   ^^^^^^ bash\n' },
    { from: 'nvidia/cuda:12.4.1-runtime-ubuntu22.04', text: 'RUN source /etc/profile\n#   ^^^^^^ bash\n' },
    { from: 'debian', text: 'RUN source /etc/profile\n#   ^^^^^^ bash\n' },
    { from: 'debian:bookworm', text: 'RUN set -o pipefail && true\n#          ^^^^^^^^ bash\n' },
  ],
});
