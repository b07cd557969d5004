import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/pip/unpinned.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { TRAINING } from '../images.ts';

const HADOLINT = rule.presetOptions!.hadolint!;

testEdgeCases(rule, {
  from: TRAINING,
  valid: [
    ...dockerfiles`
      RUN pip install flask==3.1 'flask===3.1' flask~=3.1 'flask<4' 'flask>=3,<4' 'flask==3.*'

      RUN pip install --upgrade pip && pip3 install -U pip setuptools wheel

      RUN pip install --upgrade 'tqdm>=4.66.3' 'idna >= 3.15'

      RUN pip install -r requirements.txt && pip install -Ur more.txt

      RUN pip install -c constraints.txt flask

      ENV PIP_CONSTRAINT=/opt/constraints.txt
      RUN pip install flask

      RUN pip install . && pip install -e . && pip install '.[gpu]' && pip install -e bench

      RUN pip install ./b /opt/b b/ /wheels/*.whl b-1.0-py3-none-any.whl https://example.org/b.tar.gz 'b @ https://example.org/b.zip'

      RUN pip install git+https://github.com/a/b

      # the values of options
      RUN pip install -i https://example.org/simple --python 3.12 --platform linux_x86_64 --abi cp312 -t /opt/x \
          --keyring-provider subprocess --config-settings a=b --report report.json --group test

      # not known
      RUN pip install $PACKAGES && pip install $(cat packages.txt) && pip install "flask$VERSION"

      ARG FLASK=flask==3.1
      RUN pip install $FLASK

      RUN pip download flask && pip wheel flask && pip uninstall -y flask && pip --help install

      RUN pipenv install flask && poetry add flask && conda install -y flask

      # pip/unquoted-specifier
      RUN pip install flask>=3

      RUN echo pip install flask # pip install flask
    `,
    {
      name: 'a tool that the team exempts',
      options: { except: ['black'] },
      text: dockerfile`RUN pip install Black`,
    },
    {
      // what hadolint takes for a version
      options: HADOLINT,
      texts: dockerfiles`
        RUN pip install 'flask>=3' 'b!=1' 'c>1'

        RUN pip install flask -r requirements.txt

        RUN uv pip install flask

        RUN pip install git+https://github.com/a/b@main && pip install -e git+https://github.com/a/b
      `,
    },
  ],
  invalid: [
    ...dockerfiles`
      RUN python3.12 -m pip --quiet install flask
      #                                     ^^^^^ open

      RUN pipx install black && uv pip install --system ruff && uv tool install ty
      #                ^^^^^ open
      #                                                 ^^^^ open
      #                                                                         ^^ open

      RUN sudo -H pip install b
      #                       ^ open
      RUN /opt/venv/bin/pip install b
      #                             ^ open
      RUN ["pip", "install", "b"]
      #                       ^ open
      ONBUILD RUN pip install b
      #                       ^ open
      RUN bash -c "pip install b"
      #                        ^ open

      RUN <<EOF
      pip install a==1 \
        b
      # ^ open
      EOF

      RUN set -ex; for name in x; do pip install b; done
      #                                          ^ open

      RUN pip install -r requirements.txt flask
      #                                   ^^^^^ open

      RUN pip install 'flask>=3' "b!=1"
      #               ^^^^^^^^^^ open

      RUN pip install 'flask; python_version < "3.13"'
      #               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ open

      ARG FLASK=flask
      RUN pip install $FLASK
      #               ^^^^^^ open
    `,
    {
      name: 'the names and their versions',
      data: { packages: '`a`, `B[x]`, `c` …', pins: '`a==…`, `B[x]==…`, `c==…` …' },
      text: dockerfile`
        RUN pip install a B[x] a c d
        #               ^ open
      `,
    },
    {
      name: 'what hadolint reports',
      options: HADOLINT,
      text: dockerfile`
        RUN pip install --upgrade pip
        #                         ^^^ open
        RUN pip install git+https://github.com/a/b
        #               ^^^^^^^^^^^^^^^^^^^^^^^^^^ repository
        RUN pip install flask>=3
        #               ^^^^^ open
      `,
    },
  ],
});
