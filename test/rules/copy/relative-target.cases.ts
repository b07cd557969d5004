import { dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/copy/relative-target.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { TRAINING } from '../images.ts';

testEdgeCases(rule, {
  from: 'python:3.12',
  valid: dockerfiles`
    COPY a /opt/a
    COPY a "/opt/a"
    COPY ["a", "/opt/a"]
    COPY a C:/tools
    COPY a $DIR/b
    ADD a b

    WORKDIR app
    COPY a .

    ONBUILD COPY a .

    FROM scratch
    COPY a .

    # read where it is
    COPY requirements.txt setup/*.sh ./
    RUN pip install -r ./requirements.txt
    COPY scripts scripts
    COPY install.sh bin/install
    RUN bash scripts/prepare.sh && ./bin/install --config=x
    COPY x.yml "y.yml"
    RUN conda env create --file=y.yml

    # of a stage that it builds on
    FROM python:3.12 AS base
    WORKDIR /app
    FROM base
    COPY a .

    # of an image whose directory is known
    FROM ${TRAINING}
    COPY a .
  `,
  invalid: dockerfiles`
    COPY a b
    #      ^
    COPY ["a", "b/c"]
    #           ^^^
    COPY a "b/"
    #      ^^^^
    COPY a b/$DIR
    #      ^^^^^^

    FROM python:3.12 AS base
    WORKDIR /app
    FROM python:3.11
    COPY --from=base /app/a .
    #                       ^
    WORKDIR /app
    COPY a .

    # read before, or somewhere else
    RUN cat a.txt
    COPY a.txt .
    #          ^
    COPY b.txt c.txt
    #          ^^^^^
    RUN cat /opt/c.txt xc.txt
    WORKDIR /opt
    RUN cat c.txt a.txt
  `,
});
