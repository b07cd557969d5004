import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/pip/source-before-requirements.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { TRAINING } from '../images.ts';

testEdgeCases(rule, {
  from: TRAINING,
  valid: dockerfiles`
    COPY requirements.txt .
    RUN pip install -r requirements.txt
    COPY . .

    COPY . .
    RUN pip install .

    COPY . .
    RUN pip install flask

    COPY src /app/src
    RUN pip install -r /app/src/requirements.txt

    COPY --from=build . /app
    RUN pip install -r /app/requirements.txt

    # another stage
    FROM ubuntu:24.04 AS a
    COPY . .
    FROM ubuntu:24.04
    RUN pip install -r requirements.txt

    ONBUILD COPY . .
    RUN pip install -r requirements.txt
  `,
  invalid: [
    ...dockerfiles`
      ADD ./ /app/
      #   ^^
      RUN apt-get update
      RUN python -m pip install --requirement=/app/requirements.txt -r /app/more.txt
      #                                       ~~~~~~~~~~~~~~~~~~~~~

      COPY ["*", "/app"]
      #      ^
      RUN conda env create -f /app/environment.yml
      #                       ~~~~~~~~~~~~~~~~~~~~
    `,
    {
      data: { file: './reqs/base.txt', source: 'reqs/base.txt', directory: './reqs/', copy: 'COPY . .' },
      text: dockerfile`
        COPY --link . .
        #           ^
        RUN uv pip install -r ./reqs/base.txt
        #                     ~~~~~~~~~~~~~~~
      `,
    },
  ],
});
