import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/policy/forbidden-package.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { INFERENCE } from '../images.ts';

testEdgeCases(rule, {
  from: INFERENCE,
  valid: [
    {
      options: { packages: ['pillow'] },
      texts: dockerfiles`
        RUN pip install pillow-heif

        RUN pip install ./pillow

        RUN pip install $pillow

        RUN pip uninstall -y pillow

        RUN pip install -r pillow
      `,
    },
    {
      // Words that are not packages of an index, and packages that are removed.
      options: { packages: ['*'] },
      texts: dockerfiles`
        RUN go get . ./... std

        RUN npm install .

        RUN apt-get install -y telnet-

        RUN dnf remove telnet
      `,
    },
    {
      options: { packages: ['telnet<1'] },
      text: dockerfile`
        RUN apt-get install -y telnet=0.17
      `,
    },
    {
      options: { packages: ['lodash<4.17.21'] },
      texts: dockerfiles`
        RUN npm install lodash@4.17.21

        RUN npm install lodash@^4.17.20

        RUN npm install lodash@4.17.20-rc.1
      `,
    },
    {
      options: { packages: ['pillow<10.3'] },
      texts: dockerfiles`
        RUN pip install "pillow==10.3"

        RUN pip install "pillow<=10.3"

        RUN pip install "pillow!=10.2"

        RUN conda install -y 'pillow<10|>11'
      `,
    },
    {
      options: { packages: ['pillow >= 9, < 10.3'] },
      text: dockerfile`
        RUN pip install "pillow<10.3"
      `,
    },
    {
      options: { packages: ['pillow>9'] },
      text: dockerfile`
        RUN pip install "pillow==9"
      `,
    },
  ],
  invalid: [
    {
      options: { packages: ['pillow'] },
      texts: dockerfiles`
        RUN pip install pillow
        #               ^^^^^^ forbidden

        RUN pip install "pillow @ https://example.com/pillow-9.whl"
        #               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ forbidden

        RUN uv pip install pillow
        #                  ^^^^^^ forbidden

        RUN conda install -y conda-forge::pillow
        #                    ^^^^^^^^^^^^^^^^^^^ forbidden
      `,
    },
    {
      options: { packages: ['Pillow'] },
      text: dockerfile`
        RUN pip install pillow[webp]>9
        #               ^^^^^^^^^^^^ forbidden
      `,
    },
    {
      options: { packages: ['pillow*'] },
      text: dockerfile`
        RUN pip install pillow-heif
        #               ^^^^^^^^^^^ forbidden
      `,
    },
    {
      options: { packages: ['azureml_*'] },
      text: dockerfile`
        RUN pip install azureml.core
        #               ^^^^^^^^^^^^ forbidden
      `,
    },
    {
      options: { packages: ['telnet'] },
      text: dockerfile`
        RUN apt-get install -y telnet=0.17
        #                      ^^^^^^^^^^^ forbidden
      `,
    },
    {
      options: { packages: ['telnet'] },
      texts: dockerfiles`
        RUN yum install -y telnet-0.17-65.el7_8.x86_64
        #                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^ forbidden

        RUN dnf -y in telnet.x86_64
        #             ^^^^^^^^^^^^^ forbidden

        RUN aptitude install -y telnet
        #                       ^^^^^^ forbidden

        RUN pnpm add telnet@1
        #            ^^^^^^^^ forbidden

        RUN gem install telnet:1.0
        #               ^^^^^^^^^^ forbidden
      `,
    },
    {
      options: { packages: ['@acme/*'] },
      text: dockerfile`
        RUN npm install @acme/thing@1.0.0
        #               ^^^^^^^^^^^^^^^^^ forbidden
      `,
    },
    {
      options: { packages: ['lodash<4.17.21'] },
      text: dockerfile`
        RUN npm install lodash@4.17.20
        #               ^^^^^^^^^^^^^^ version
      `,
    },
    {
      options: { packages: ['pillow<10.3'] },
      texts: dockerfiles`
        RUN pip install "pillow<10.3"
        #               ^^^^^^^^^^^^^ version

        RUN pip install "pillow==10.2.*"
        #               ^^^^^^^^^^^^^^^^ version

        RUN pip install "pillow==9.0; python_version<'3.9'"
        #               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ version

        RUN conda install -y pillow=10.2=py312_0
        #                    ^^^^^^^^^^^^^^^^^^^ version
      `,
    },
    {
      options: { packages: ['pillow >= 9, < 10.3'] },
      text: dockerfile`
        RUN pip install "pillow~=9.1"
        #               ^^^^^^^^^^^^^ version
      `,
    },
    {
      options: { packages: ['pillow>=9'] },
      text: dockerfile`
        RUN pip install "pillow==9.0"
        #               ^^^^^^^^^^^^^ version
      `,
    },
  ],
});
