import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/server/services-collide.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { INFERENCE, TRAINING_24 } from '../images.ts';

testEdgeCases(rule, {
  from: INFERENCE,
  valid: dockerfiles`
    # it takes the place of the image's
    COPY runit/nginx /var/runit/nginx
    COPY runit/api /var/runit/api

    COPY runit/api /var/runit/api
    RUN rm -rf /var/runit/nginx

    COPY runit/api /var/runit/api
    RUN rm -rf /var/runit/*

    COPY runit/api /var/runit/api
    RUN touch /var/runit/gunicorn/down

    COPY runit/api /opt/runit/api
    ENV SVDIR=/opt/runit

    COPY runit/worker /var/runit/worker

    COPY <<EOF /var/runit/admin/run
    #!/bin/sh
    exec uvicorn app:app --port 8080
    EOF

    # all services are replaced
    COPY runit /var/runit
    COPY api /var/runit/api

    # runit is not started
    COPY runit/api /var/runit/api
    CMD ["python", "app.py"]

    # an image that serves nothing
    FROM ${TRAINING_24}
    COPY runit/api /var/runit/api
  `,
  invalid: [
    ...dockerfiles`
      COPY <<EOF /var/runit/admin/run
      #          ^^^^^^^^^^^^^^^^^^^^
      #!/bin/sh
      exec uvicorn app:app --port 5001
      EOF
      COPY flask.run /var/runit/app/run
      #              ^^^^^^^^^^^^^^^^^^

      ENV SERVICE=/var/runit/my-api
      COPY run $SERVICE/
      #        ^^^^^^^^^
    `,
    {
      text: dockerfile`
        FROM ${TRAINING_24}
        COPY --chmod=755 runit/api_server /var/runit/api_server
        #                                 ^^^^^^^^^^^^^^^^^^^^^
        CMD ["runsvdir", "/var/runit"]
      `,
      severity: 'warning',
    },
  ],
});
