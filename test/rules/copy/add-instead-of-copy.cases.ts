import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/copy/add-instead-of-copy.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { TRAINING } from '../images.ts';

testEdgeCases(rule, {
  from: TRAINING,
  valid: dockerfiles`
    # what only ADD does
    ADD https://example.com/a /opt/
    ADD "http://example.com/a" /opt/
    ADD git@github.com:acme/tools.git /opt/tools
    ADD https://github.com/acme/tools.git#v1 /opt/tools
    ADD tools.tar /opt/
    ADD tools.tar.gz data.tgz /opt/
    ADD *.tar.xz /opt/
    ADD "tools.tar.bz2" /opt/
    ADD tools.tar.zst /opt/
    ADD tools.gem /opt/
    ADD model.nemo /opt/
    ADD ["tools.txz", "/opt/"]

    # what may be more than a copy
    ARG FILE
    ADD $FILE /opt/
    ADD $FILE.txt /opt/
    ADD labels.txt tools.tar /opt/

    ENV FILE=https://example.com/a
    ADD $FILE /opt/

    # in an image that is built on this one
    ONBUILD ADD labels.txt /opt/

    # COPY
    COPY tools.tar /opt/
  `,
  invalid: [
    {
      text: dockerfile`
        add . /opt/app
        #^^
        ADD --chown=1000:1000 a.zip b.txt /opt/
        #^^
        ADD ["a b.txt", "/opt/"]
        #^^
        ADD <<EOF /opt/a.txt
        #^^
        text
        EOF
        ADD a.txt \
        #^^
            /opt/
        ENV NAME=labels
        ADD $NAME.txt /opt/
        #^^
      `,
      fixed: dockerfile`
        copy . /opt/app
        COPY --chown=1000:1000 a.zip b.txt /opt/
        COPY ["a b.txt", "/opt/"]
        COPY <<EOF /opt/a.txt
        text
        EOF
        COPY a.txt \
            /opt/
        ENV NAME=labels
        COPY $NAME.txt /opt/
      `,
    },
    {
      name: 'a glob may match an archive',
      safety: 'unsafe',
      text: dockerfile`
        ADD dist/* /opt/
        #^^
      `,
      fixed: dockerfile`
        COPY dist/* /opt/
      `,
    },
    {
      name: 'a flag that COPY does not have',
      text: dockerfile`
        ADD --unpack=false dist/a.bin /opt/
        #^^
      `,
    },
  ],
});
