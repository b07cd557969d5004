import { dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/copy/archive-then-extract.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { TRAINING } from '../images.ts';

testEdgeCases(rule, {
  from: TRAINING,
  valid: dockerfiles`
    # another archive, another direction, another place
    COPY a.tar.gz /tmp/
    RUN tar -xzf /tmp/b.tar.gz
    RUN tar -czf /tmp/a.tar.gz /opt
    RUN tar -tzf /tmp/a.tar.gz

    RUN tar -xzf /tmp/a.tar.gz
    COPY a.tar.gz /tmp/

    COPY --from=busybox:1.37 a.tar.gz /tmp/
    RUN tar -xzf /tmp/a.tar.gz

    # what ADD cannot do
    COPY a.tar.gz b.tar.gz /tmp/
    RUN tar -xzf /tmp/a.tar.gz one/file
    RUN tar --strip-components 1 -xzf /tmp/b.tar.gz

    COPY a.zip /tmp/
    RUN unzip /tmp/a.zip

    # not in what is shipped
    FROM ${TRAINING} AS build
    COPY a.tar.gz /tmp/
    RUN tar -xzf /tmp/a.tar.gz
    FROM ${TRAINING}
    COPY --from=build /opt /opt
  `,
  invalid: dockerfiles`
    COPY dist/a.tgz dist/b.txz /tmp/
    #    ^^^^^^^^^^
    RUN cd /tmp && sudo tar xzf a.tgz -C /opt && rm a.tgz
    #                   ~~~

    COPY a.tar.gz C:/tools/b.tar.gz /opt/
    #    ^^^^^^^^ ^^^^^^^^^^^^^^^^^
    RUN gunzip /opt/a.tar.gz && zcat /opt/b.tar.gz | tar x
    #   ~~~~~~                  ~~~~

    # renamed
    COPY a.tar.xz /tmp/b.tar.xz
    #    ^^^^^^^^
    RUN tar --extract --file=/tmp/b.tar.xz
    #   ~~~
  `,
});
