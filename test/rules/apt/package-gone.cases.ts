import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/apt/package-gone.ts';
import { testEdgeCases } from '../edge-cases.ts';

testEdgeCases(rule, {
  valid: dockerfiles`
    FROM ubuntu:22.04
    RUN apt-get install -y libgl1-mesa-glx

    FROM ubuntu
    RUN apt-get install -y libgl1-mesa-glx

    FROM ubuntu:latest
    RUN apt-get install -y libgl1-mesa-glx

    FROM python:3.12-slim
    RUN apt-get install -y libgl1-mesa-glx

    FROM debian:12
    RUN apt-get install -y libgl1-mesa-glx

    FROM example.org/base:24.04
    RUN apt-get install -y libgl1-mesa-glx

    FROM ubuntu:24.04
    RUN apt-get install -y libgl1-mesa-glx=23.0 || apt-get install -y libgl1

    FROM ubuntu:24.04
    RUN apt-get install -y libgl1-mesa-glx || apt-get install -y libgl1

    FROM ubuntu:24.04
    RUN if grep -q jammy /etc/os-release; then apt-get install -y libgl1-mesa-glx; fi

    FROM ubuntu:24.04
    RUN apt-get remove -y libgl1-mesa-glx && apt-get install -y libgl1-mesa-glx- $PACKAGES

    FROM ubuntu:24.04
    RUN add-apt-repository -y ppa:a/b && apt-get install -y python2.7-dev

    # the source of an archive comes as a package
    FROM ubuntu:24.04
    RUN dpkg -i packages-microsoft-prod.deb && apt-get update && apt-get install -y libssl1.0.0

    # gone from 20.04, and back
    FROM ubuntu:22.04
    RUN apt-get install -y python-pip

    # a virtual package that one package provides
    FROM ubuntu:24.04
    RUN apt-get install -y libncursesw5-dev
  `,
  invalid: [
    {
      safety: 'safe',
      from: 'ubuntu:24.04',
      text: dockerfile`
        RUN apt-get install -y libgl1-mesa-glx curl
        #                      ^^^^^^^^^^^^^^^ replaced
      `,
      fixed: dockerfile`
        RUN apt-get install -y libgl1 curl
      `,
    },
    {
      safety: 'safe',
      from: 'debian:13-slim',
      text: dockerfile`
        RUN apt-get install -y libgl1-mesa-glx:i386
        #                      ^^^^^^^^^^^^^^^^^^^^ replaced
      `,
      fixed: dockerfile`
        RUN apt-get install -y libgl1:i386
      `,
    },
    {
      safety: 'safe',
      from: 'python:3.12-slim-trixie',
      text: dockerfile`
        RUN apt install -y libegl1-mesa
        #                  ^^^^^^^^^^^^ replaced
      `,
      fixed: dockerfile`
        RUN apt install -y libegl1
      `,
    },
    {
      safety: 'safe',
      from: 'nvidia/cuda:12.6.3-base-ubuntu24.04',
      text: dockerfile`
        RUN sudo apt-get install -y "libgl1-mesa-glx"
        #                           ^^^^^^^^^^^^^^^^^ replaced
      `,
      fixed: dockerfile`
        RUN sudo apt-get install -y "libgl1"
      `,
    },
    {
      safety: 'unsafe',
      from: 'node:22-bookworm',
      text: dockerfile`
        RUN apt-get install -y python
        #                      ^^^^^^ replaced
      `,
      fixed: dockerfile`
        RUN apt-get install -y python-is-python3
      `,
    },
    {
      safety: 'unsafe',
      from: 'mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu20.04:20240101.v1',
      text: dockerfile`
        RUN apt-get install -y python-virtualenv
        #                      ^^^^^^^^^^^^^^^^^ replaced
      `,
      fixed: dockerfile`
        RUN apt-get install -y python3-virtualenv
      `,
    },
    {
      safety: 'unsafe',
      from: 'ubuntu:noble',
      text: dockerfile`
        RUN add-apt-repository -y ppa:a/b
        RUN apt-get install -y libgl1-mesa-glx
        #                      ^^^^^^^^^^^^^^^ elsewhere
      `,
      fixed: dockerfile`
        RUN add-apt-repository -y ppa:a/b
        RUN apt-get install -y libgl1
      `,
    },
    ...dockerfiles`
      FROM debian:trixie AS base
      FROM base
      ENV TOOLS="curl wkhtmltopdf"
      RUN apt-get install -y $TOOLS
      #                      ^^^^^^ gone

      FROM debian:bookworm
      ONBUILD RUN apt-get install -y python-six
      #                              ^^^^^^^^^^ gone
    `,
  ],
});
