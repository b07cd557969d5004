import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/download/verification-off.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { TRAINING } from '../images.ts';

testEdgeCases(rule, {
  from: TRAINING,
  valid: dockerfiles`
    RUN curl -fsSL https://example.com/a -o /a

    RUN curl -K config https://example.com/a -o /a

    # the machine itself
    RUN curl -k https://localhost:8443/health && curl --insecure https://127.0.0.1/

    RUN curl -k --pinnedpubkey sha256//AAAA https://example.com/a

    RUN echo curl -k https://example.com/a

    # curl -k https://example.com/a
    RUN make

    RUN tar -k -xf a.tar

    RUN git -c http.sslVerify=true clone https://example.com/a.git

    RUN git -c user.name=false commit

    RUN git config --global http.sslCAInfo /etc/ssl/a.pem

    RUN npm config set strict-ssl true

    ENV NODE_TLS_REJECT_UNAUTHORIZED=1

    ENV GIT_SSL_NO_VERIFY=false

    ENV GIT_SSL_NO_VERIFY=

    ARG GIT_SSL_NO_VERIFY

    # known only in the build
    ARG VERIFY
    ENV PYTHONHTTPSVERIFY=$VERIFY

    LABEL GIT_SSL_NO_VERIFY=1

    # pip/insecure-index
    RUN pip install --trusted-host pypi.org flask && conda config --set ssl_verify false

    HEALTHCHECK CMD curl -k https://example.com/

    CMD curl -k https://example.com/

    RUN <<EOF python3
    curl -k https://example.com/a
    EOF

    COPY <<EOF /start.sh
    curl -k https://example.com/a
    EOF

    RUN echo 'silent' >> ~/.curlrc
  `,
  invalid: [
    {
      severity: 'warning',
      data: { text: '-k', command: 'curl' },
      text: dockerfile`
        RUN curl -fskLo /a https://example.com/a
        #           ^ call
      `,
    },
    {
      text: dockerfile`
        RUN curl -fsL --insecure -o /a https://example.com/a
        #             ^^^^^^^^^^ call
      `,
      cured: 'RUN curl -fsL -o /a https://example.com/a',
    },
    {
      data: { text: '--no-check-certificate' },
      text: dockerfile`
        RUN wget --no-check-cert https://example.com/a
        #        ^^^^^^^^^^^^^^^ call
      `,
    },
    {
      data: { text: 'GIT_SSL_NO_VERIFY=true', command: 'git clone' },
      text: dockerfile`
        RUN GIT_SSL_NO_VERIFY=true git clone https://example.com/a.git
        #   ^^^^^^^^^^^^^^^^^^^^^^ call
      `,
    },
    {
      severity: 'info',
      texts: dockerfiles`
        RUN curl -k -o /a.tgz https://example.com/a.tgz && echo "0f1e  /a.tgz" | sha256sum --check
        #        ^^ checked

        RUN curl -kO https://example.com/a.tgz && sha512sum -c sums.txt
        #         ^ checked

        RUN wget --no-check-certificate https://example.com/a.tgz && gpg --verify a.tgz.asc
        #        ^^^^^^^^^^^^^^^^^^^^^^ checked

        RUN curl -k -o "$F" https://example.com/a && test "$(sha256sum \${F} | cut -d' ' -f1)" = 0f1e
        #        ^^ checked

        RUN wget --no-check-certificate https://example.com/a.tgz && md5sum -c <<< "0f1e  a.tgz"
        #        ^^^^^^^^^^^^^^^^^^^^^^ checked
      `,
    },
    {
      severity: 'warning',
      texts: dockerfiles`
        # another file is checked
        RUN curl -kO https://example.com/a.tgz && curl -O https://example.com/b && echo "0f1e  b" | sha256sum -c -
        #         ^

        # in another RUN
        RUN curl -kO https://example.com/a.tgz
        #         ^
        RUN sha256sum -c sums.txt

        # printed, and not compared
        RUN curl -kO https://example.com/a.tgz && sha256sum a.tgz
        #         ^

        # not the download
        RUN curl -k https://example.com/a.sh | sh && sha256sum -c sums.txt
        #        ^^
      `,
    },
    ...dockerfiles`
      RUN sudo curl --insecure https://example.com/a
      #             ^^^^^^^^^^ call

      RUN ["curl", "-k", "https://example.com/a"]
      #             ^^

      RUN curl -k $URL
      #        ^^

      RUN curl --proxy-insecure https://example.com/a
      #        ^^^^^^^^^^^^^^^^

      RUN git -c http.sslVerify=false clone https://example.com/a.git
      #          ^^^^^^^^^^^^^^^^^^^^ call

      RUN git -c http.https://example.com/.sslVerify=0 clone https://example.com/a.git
      #          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

      RUN git clone --config http.sslverify=false https://example.com/a.git
      #                      ^^^^^^^^^^^^^^^^^^^^

      RUN git config --global http.sslVerify false
      #                       ^^^^^^^^^^^^^^^^^^^^ lasting

      RUN npm config set strict-ssl false
      #                  ^^^^^^^^^^^^^^^^ lasting

      RUN npm set strict-ssl=false && yarn config set enableStrictSsl false
      #           ^^^^^^^^^^^^^^^^                    ^^^^^^^^^^^^^^^^^^^^^ lasting

      RUN npm install --strict-ssl=false
      #               ^^^^^^^^^^^^^^^^^^ call

      RUN yum install -y --setopt=sslverify=0 make
      #                  ^^^^^^^^^^^^^^^^^^^^ call

      RUN yum-config-manager --save --setopt=main.sslverify=false
      #                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ lasting

      RUN apt-get -o Acquire::https::Verify-Peer=false update
      #              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ call

      RUN apt-get -oAcquire::https::Verify-Peer=false update
      #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

      RUN composer config -g disable-tls true
      #                      ^^^^^^^^^^^^^^^^ lasting

      RUN conda install -k -y numpy
      #                 ^^

      RUN apk add --no-check-certificate curl
      #           ^^^^^^^^^^^^^^^^^^^^^^

      RUN export NODE_TLS_REJECT_UNAUTHORIZED=0 && npm install
      #          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ lasting

      RUN env PYTHONHTTPSVERIFY=0 python3 fetch.py
      #       ^^^^^^^^^^^^^^^^^^^ call

      ENV PYTHONHTTPSVERIFY=0 A=b
      #   ^^^^^^^^^^^^^^^^^^^ lasting

      ENV GIT_SSL_NO_VERIFY 1
      #   ^^^^^^^^^^^^^^^^^^^ lasting

      ARG GIT_SSL_NO_VERIFY=true
      #   ^^^^^^^^^^^^^^^^^^^^^^ lasting

      ARG OFF=0
      ENV NODE_TLS_REJECT_UNAUTHORIZED=\${OFF}
      #   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

      ENV AZURE_CLI_DISABLE_CONNECTION_VERIFICATION=1
      #   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

      RUN echo insecure >> ~/.curlrc
      #        ^^^^^^^^ lasting

      RUN echo 'sslverify=0' >> /etc/yum.conf
      #        ^^^^^^^^^^^^^ lasting

      ONBUILD RUN curl -k https://example.com/a
      #                ^^

      RUN <<EOF
      set -e
      curl -k https://example.com/a
      #    ^^
      EOF

      # a stage from which files are copied
      FROM debian:12 AS fetch
      RUN wget --no-check-certificate https://example.com/a
      #        ^^^^^^^^^^^^^^^^^^^^^^
      FROM debian:12
      COPY --from=fetch /a /a
    `,
  ],
});
