import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/download/error-ignored.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { INFERENCE, TRAINING } from '../images.ts';

testEdgeCases(rule, {
  from: TRAINING,
  valid: dockerfiles`
    RUN curl -fsSLO https://example.com/model.onnx

    RUN curl --fail -o /m https://example.com/model.onnx

    RUN curl -sSLo /m --fail-with-body https://example.com/model.onnx

    # it looks at the status itself
    RUN curl -w '%{http_code}' -o /m https://example.com/model.onnx

    RUN curl -I https://example.com/model.onnx > /head

    RUN wget -q https://example.com/model.onnx

    # neither kept nor run
    RUN curl https://example.com/

    RUN curl https://example.com/ > /dev/null

    RUN curl -o /dev/null https://example.com/

    RUN VERSION=$(curl -s https://example.com/version) && make

    # an error page is refused
    RUN curl -sSL https://example.com/a.tgz | tar -xz -C /opt

    RUN curl -sSLO https://example.com/a.tgz && tar -xzf a.tgz

    RUN curl -sSLo /tmp/a.zip https://example.com/a.zip
    RUN unzip /tmp/*.zip

    RUN curl -OL https://example.com/a.tar.gz; tar xf *.gz

    RUN curl -sSLo "$ARCHIVE" $URL && tar -xzf "\${ARCHIVE}"

    RUN curl -sSLO $URL && tar -xzf a.tgz

    RUN curl -O https://example.com/a.whl && pip install ./a.whl

    RUN curl -o /a.deb https://example.com/a.deb && apt-get install -y /a.deb

    RUN curl https://example.com/key.asc | apt-key add -

    RUN curl https://example.com/a.list > /etc/apt/sources.list.d/a.list && apt-get update

    RUN curl https://example.com/a.asc | tee /etc/apt/trusted.gpg.d/a.asc && apt-get update

    # what it fetches is compared
    RUN curl -o /m https://example.com/m && echo "0f1e  /m" | sha256sum -c -

    ENV V=1
    RUN curl -o /m-$V https://example.com/m && echo "0f1e  /m-$V" | sha256sum -c

    # it may hold the option
    RUN curl $CURL_OPTIONS -o /m https://example.com/m

    # a stage that is not shipped
    FROM debian:12
    RUN curl -O https://example.com/m
    FROM mcr.microsoft.com/azureml/openmpi5.0-ubuntu24.04:20260715.v1

    FROM python:3.12
    RUN curl -O https://example.com/m

    ONBUILD RUN curl -O https://example.com/m

    RUN echo curl -O https://example.com/m

    RUN <<EOF python3
    curl -O https://example.com/m
    EOF
  `,
  invalid: [
    {
      severity: 'info',
      safety: 'unsafe',
      data: { file: '/opt/model.onnx' },
      text: dockerfile`
        RUN curl --silent -o /opt/model.onnx https://example.com/model.onnx
        #   ^^^^ kept
      `,
      fixed: 'RUN curl -f --silent -o /opt/model.onnx https://example.com/model.onnx',
    },
    {
      text: dockerfile`
        RUN curl -LO https://example.com/model.onnx
        #   ^^^^ kept
      `,
      fixed: 'RUN curl -fLO https://example.com/model.onnx',
    },
    {
      text: dockerfile`
        RUN ["curl", "-o", "/m", "https://example.com/m"]
        #     ^^^^ kept
      `,
      fixed: 'RUN ["curl", "-f", "-o", "/m", "https://example.com/m"]',
    },
    {
      data: { reader: 'bash', address: 'https://example.com/a.sh' },
      text: dockerfile`
        RUN curl -sSL https://example.com/a.sh | sudo -E bash -
        #   ^^^^ run
      `,
      cured: 'RUN curl -f -o /tmp/script https://example.com/a.sh && bash /tmp/script',
    },
    {
      texts: dockerfiles`
        RUN sh -c "$(curl -sSL https://example.com/a.sh)"
        #            ^^^^ run

        RUN bash <(curl -s https://example.com/a.sh)
        #          ^^^^ run

        RUN curl -sS https://example.com/a.py | python3 -
        #   ^^^^ run

        RUN curl -sS $URL | sh
        #   ^^^^ run
      `,
    },
    {
      from: INFERENCE,
      fixed: false,
      texts: dockerfiles`
        RUN curl https://example.com/m > /var/azureml-app/m
        #   ^^^^ kept

        RUN curl https://example.com/m | tee /m
        #   ^^^^ kept

        RUN curl https://example.com/m | sed s/a/b/ > /m
        #   ^^^^ kept

        # another file is unpacked
        RUN curl -O https://example.com/m && tar -xzf a.tgz
        #   ^^^^ kept

        RUN curl -o /usr/local/bin/tool https://example.com/tool && chmod +x /usr/local/bin/tool
        #   ^^^^ kept

        RUN curl -O $URL
        #   ^^^^ kept

        RUN <<EOF
        set -e
        curl -O https://example.com/m
        #^^^ kept
        EOF
      `,
    },
  ],
});
