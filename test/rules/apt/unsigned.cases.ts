import { dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/apt/unsigned.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { TRAINING } from '../images.ts';

testEdgeCases(rule, {
  from: TRAINING,
  valid: dockerfiles`
    RUN apt-get install -y a && yum install -y b && zypper in -y c

    RUN echo "deb [trusted=yes] file:/opt/a ./" > /etc/apt/sources.list.d/a.list

    RUN echo deb [ trusted=yes ] copy:/opt/a ./ >> /etc/apt/sources.list

    RUN echo "deb [trusted=no] http://a.b/c ./" > /etc/apt/sources.list.d/a.list

    RUN echo 'Acquire::AllowInsecureRepositories "false";' > /etc/apt/apt.conf.d/99a

    RUN cat > /etc/apt/sources.list.d/a.list <<EOF
    # deb [trusted=yes] http://a.b/c ./
    EOF

    COPY <<EOF /etc/apt/sources.list.d/a.sources
    Types: deb
    URIs: file:/opt/a
    Trusted: yes
    EOF

    RUN apt-get --force-yes remove -y a && apt-get purge --allow-unauthenticated -y b

    RUN pip install --trusted-host a.b c

    RUN yum install -y --nogpgcheck ./a.rpm /opt/b.rpm c.rpm

    RUN echo --allow-unauthenticated && ls --nogpgcheck

    ENV TRUSTED=yes

    RUN apt-get install -y --no-install-recommends a
  `,
  invalid: dockerfiles`
    RUN apt-get -y --force-yes install a
    #              ^^^^^^^^^^^ option

    RUN sudo apt install -y --allow-unauthenticated a
    #                       ^^^^^^^^^^^^^^^^^^^^^^^ option

    RUN apt-get update --allow-insecure-repositories
    #                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ option

    RUN apt-get -o APT::Get::AllowUnauthenticated=true install -y a
    #              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ setting

    RUN yum -y --nogpgcheck install a
    #          ^^^^^^^^^^^^ option

    RUN zypper --no-gpg-checks in -y a
    #          ^^^^^^^^^^^^^^^ option

    RUN tdnf install -y --nogpgcheck a
    #                   ^^^^^^^^^^^^ option

    RUN echo deb [trusted=yes] http://a.b/c ./ >> /etc/apt/sources.list
    #             ^^^^^^^^^^^ source

    RUN add-apt-repository "deb [arch=amd64 trusted=yes] https://a.b/c stable main"
    #                                       ^^^^^^^^^^^ source

    RUN echo "deb [ trusted=yes arch=$(dpkg --print-architecture) ] $REPOSITORY /" > /etc/apt/sources.list.d/a.list
    #               ^^^^^^^^^^^ source

    RUN cat > /etc/apt/sources.list.d/a.list <<EOF
    # the archive of the team
    deb [trusted=yes] http://a.b/c ./
    #    ^^^^^^^^^^^ source
    EOF

    COPY <<EOF /etc/apt/sources.list.d/a.sources
    Types: deb
    URIs: https://a.b/c
    Suites: stable
    Trusted: yes
    #^^^^^^^^^^^ source
    EOF

    COPY <<EOF /etc/apt/apt.conf.d/99a
    Acquire::AllowInsecureRepositories "1";
    #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ setting
    EOF

    ONBUILD RUN apt-get install -y --allow-unauthenticated a
    #                              ^^^^^^^^^^^^^^^^^^^^^^^ option
  `,
});
