import { dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/server/runit-script-mode.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { INFERENCE } from '../images.ts';

testEdgeCases(rule, {
  from: INFERENCE,
  valid: dockerfiles`
    COPY --chmod=+x run /var/runit/x/run

    COPY --chmod=0755 run /var/runit/x/run

    COPY nginx.conf /var/runit/x/nginx.conf

    COPY --from=build /run /var/runit/x/run

    COPY run /var/runit/x/run
    RUN chmod +x /var/runit/x/run

    COPY run /srv/run
  `,
  invalid: dockerfiles`
    COPY run /var/runit/x/run
    #        ^^^^^^^^^^^^^^^^ mode

    COPY run finish /var/runit/x/
    #               ^^^^^^^^^^^^^ mode

    COPY --chmod=0644 run /var/runit/x/run
    #            ^^^^ plain

    COPY --chmod=u=rw run /var/runit/x/run
    #            ^^^^ plain

    RUN chmod +x /var/runit/x/run
    COPY run /var/runit/x/run
    #        ^^^^^^^^^^^^^^^^ mode
  `,
});
