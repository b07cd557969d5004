import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/user/mode-of-foreign-file.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { INFERENCE } from '../images.ts';

testEdgeCases(rule, {
  from: INFERENCE,
  valid: dockerfiles`
    COPY --chown=dockeruser a.sh /opt/
    RUN chmod +x /opt/a.sh

    COPY a.sh /opt/
    USER root
    RUN chmod +x /opt/a.sh

    COPY a.sh /opt/
    USER root
    RUN chown dockeruser /opt/a.sh
    USER dockeruser
    RUN chmod +x /opt/a.sh

    COPY a.sh /opt/
    USER $WHO
    RUN chmod +x /opt/a.sh

    COPY a.sh /opt/
    RUN sudo chmod +x /opt/a.sh

    COPY a.sh /opt/
    RUN chmod +x /opt/a.sh || true

    COPY a.sh /opt/
    RUN chmod +x /opt/b.sh

    COPY a.sh /opt/a.sh
    RUN chmod +x /opt

    COPY a.sh $X
    RUN chmod +x /opt/a.sh

    COPY code /opt/code
    RUN chmod 755 /opt/code

    COPY code /opt/code
    RUN curl -o /opt/code/tool https://example.com && chmod +x /opt/code/tool

    COPY code /opt/code
    RUN make && chmod +x /opt/code/tool

    COPY runit /var/runit
    RUN chmod +x /var/runit/gunicorn/run

    COPY code /opt/code
    COPY --chown=dockeruser a.sh /opt/code/a.sh
    RUN chmod +x /opt/code/a.sh
  `,
  invalid: [
    {
      texts: dockerfiles`
        COPY a.sh /opt/a.sh
        RUN chmod +x /opt/a.sh
        #            ^^^^^^^^^ foreign

        COPY a.sh /opt
        RUN chmod +x /opt/a.sh
        #            ^^^^^^^^^ foreign

        COPY a.sh b.sh /opt/
        RUN chmod +x /opt/b.sh
        #            ^^^^^^^^^ foreign

        COPY <<EOF /opt/a
        #!/bin/sh
        EOF
        RUN chmod +x /opt/a
        #            ^^^^^^ foreign

        COPY code /opt/code
        RUN chmod +x /opt/code/run.sh
        #            ^^^^^^^^^^^^^^^^ foreign

        COPY code /opt/code
        RUN chmod -R 755 /opt
        #                ^^^^ foreign

        COPY code /opt/code
        COPY model /opt/code/model
        RUN chmod +x /opt/code/a
        #            ^^^^^^^^^^^ foreign

        COPY code /opt/code
        RUN cd /opt && chown -R dockeruser code
        #                                  ^^^^ given

        WORKDIR /opt
        COPY a.sh .
        RUN chmod +x a.sh
        #            ^^^^ foreign

        ADD a.sh /opt/
        RUN chown dockeruser /opt/a.sh
        #                    ^^^^^^^^^ given

        COPY --chmod=644 a.sh /opt/
        RUN chmod +x /opt/a.sh
        #            ^^^^^^^^^ foreign

        COPY start /opt/start
        RUN chmod a+x /opt/start
        #             ^^^^^^^^^^ foreign

        ADD https://example.com/tool /opt/tool
        RUN chmod +x /opt/tool
        #            ^^^^^^^^^ foreign
      `,
      fixed: false,
    },
    {
      text: dockerfile`
        FROM ${INFERENCE} AS one
        COPY a.sh /opt/
        FROM one
        RUN chmod +x /opt/a.sh
        #            ^^^^^^^^^ foreign
      `,
      fixed: false,
    },
    {
      name: 'one COPY, changed twice, is fixed once',
      text: dockerfile`
        COPY --chmod=600 a.sh b.sh /opt/
        RUN chmod +x /opt/a.sh /opt/b.sh
        #            ^^^^^^^^^ ^^^^^^^^^ foreign
      `,
      fixed: dockerfile`
        COPY --chown=dockeruser --chmod=600 a.sh b.sh /opt/
        RUN chmod +x /opt/a.sh /opt/b.sh
      `,
    },
  ],
});
