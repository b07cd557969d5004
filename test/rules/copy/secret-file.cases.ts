import { dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/copy/secret-file.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { TRAINING } from '../images.ts';

testEdgeCases(rule, {
  from: TRAINING,
  valid: dockerfiles`
    # examples
    COPY .env.example .env.template .env.sample app/.env.dist /opt/

    # public halves, certificates and keys of package archives
    COPY id_rsa.pub ca.key ca-key.pem server.pem cert-key.pem public_key.pem tls.crt nodesource.gpg.key rpm.key /opt/
    COPY id_rsa.pub /root/.ssh/id_rsa.pub

    COPY epel.key /etc/pki/rpm-gpg/RPM-GPG-KEY-EPEL-7
    COPY vendor.key /usr/share/keyrings/

    COPY keys/jenkins-ci.org.key vendor.key /tmp/
    RUN apt-key add /tmp/jenkins-ci.org.key && gpg --dearmor -o /usr/share/keyrings/a.gpg /tmp/vendor.key

    # names that only look so
    COPY environment.yml .envrc env keys.py monkey.py .aws/config .ssh/known_hosts kube/config /opt/

    # not of the context
    COPY --from=busybox:1.37 /root/.env /opt/
    COPY <<.env /opt/.env
    A=1
    .env

    ARG FILE
    COPY $FILE /opt/
  `,
  invalid: [
    {
      severity: 'error',
      texts: dockerfiles`
        COPY .env .env.prod deploy/.env.local /opt/
        #    ^^^^ ^^^^^^^^^ ^^^^^^^^^^^^^^^^^

        ADD --chown=a id_rsa keys/id_ed25519 /root/.ssh/
        #             ^^^^^^ ^^^^^^^^^^^^^^^

        COPY .netrc .pypirc .aws/ .azure .aws/credentials kubeconfig .kube/config /root/
        #    ^^^^^^ ^^^^^^^ ^^^^^ ^^^^^^ ^^^^^^^^^^^^^^^^ ^^^^^^^^^^ ^^^^^^^^^^^^

        COPY ["server.key", "tls/private.pem", "ssl/server-key.pem", "/etc/ssl/"]
        #      ^^^^^^^^^^    ^^^^^^^^^^^^^^^    ^^^^^^^^^^^^^^^^^^

        COPY deploy /root/.ssh/id_rsa
        #    ^^^^^^

        ENV FILE=.env
        ONBUILD COPY .env /opt/
        #            ^^^^
        COPY $FILE /opt/
        #    ^^^^^
      `,
    },
    {
      severity: 'warning',
      texts: dockerfiles`
        COPY .npmrc deploy/pip.conf /opt/
        #    ^^^^^^ ^^^^^^^^^^^^^^^

        FROM ${TRAINING} AS build
        COPY id_rsa /root/.ssh/
        #    ^^^^^^
        FROM ${TRAINING}
        COPY --from=build /opt /opt
      `,
    },
  ],
});
