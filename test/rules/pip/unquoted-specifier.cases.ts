import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/pip/unquoted-specifier.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { PYTHON } from '../images.ts';

testEdgeCases(rule, {
  from: PYTHON,
  valid: [
    ...dockerfiles`
      RUN pip install "a>=1" 'b<2' c\>=3 d==1 e~=1 f!=2

      RUN pip install a > /dev/null

      RUN pip install a >log.txt 2>&1

      RUN pip install a>log.txt

      RUN pip install a >>1

      RUN pip install a &>1

      RUN pip install a 2>1

      RUN pip install a >1

      RUN pip install -r /dev/stdin <requirements.txt

      RUN pip install -r /dev/stdin </dev/null

      RUN pip list >=1

      RUN echo a>=1

      RUN ["pip", "install", "a>=1"]

      SHELL ["pwsh", "-c"]
      RUN pip install a>=1
    `,
    {
      malformed: true,
      text: 'RUN pip install <package>',
    },
  ],
  invalid: [
    {
      text: dockerfile`
        RUN pip install a>=1
        #               ^^^^ output
      `,
      fixed: 'RUN pip install "a>=1"',
    },
    {
      text: dockerfile`
        RUN pip3.12 install a<2
        #                   ^^^ input
      `,
      fixed: 'RUN pip3.12 install "a<2"',
    },
    {
      text: dockerfile`
        RUN python3 -m pip install a<=2
        #                          ^^^^ input
      `,
      fixed: 'RUN python3 -m pip install "a<=2"',
    },
    {
      text: dockerfile`
        RUN pip install "a">1,<2 b
        #               ^^^^^^^^ output
      `,
      fixed: 'RUN pip install "a>1,<2" b',
    },
    {
      text: dockerfile`
        RUN pip install a[x,y]>=1,!=1.5,<2
        #               ^^^^^^^^^^^^^^^^^^ output
      `,
      fixed: 'RUN pip install "a[x,y]>=1,!=1.5,<2"',
    },
    {
      text: dockerfile`
        RUN pip install a>=1.* b>=2
        #               ^^^^^^ ^^^^ output
      `,
      fixed: 'RUN pip install "a>=1.*" "b>=2"',
    },
    {
      text: dockerfile`
        RUN pip install a >=1
        #               ^^^^^ output
      `,
      fixed: 'RUN pip install "a>=1"',
    },
    {
      text: dockerfile`
        RUN pip install a >= 1
        #               ^^^^^^ output
      `,
      fixed: 'RUN pip install "a>=1"',
    },
    {
      text: dockerfile`
        RUN pip install a >=1, <2 b
        #               ^^^^^^^^^ output
      `,
      fixed: 'RUN pip install "a>=1,<2" b',
    },
    {
      safety: 'safe',
      text: dockerfile`
        RUN pip install a>=$V
        #               ^^^^^ output
      `,
      fixed: 'RUN pip install "a>=$V"',
    },
    {
      text: dockerfile`
        RUN true && pip install -U a>=1 >log 2>&1
        #                          ^^^^ output
      `,
      fixed: 'RUN true && pip install -U "a>=1" >log 2>&1',
    },
    {
      text: dockerfile`
        RUN conda create -yn x python>=3.9 pip
        #                      ^^^^^^^^^^^ output
      `,
      fixed: 'RUN conda create -yn x "python>=3.9" pip',
    },
    {
      text: dockerfile`
        RUN conda install -y conda-forge::a<3
        #                    ^^^^^^^^^^^^^^^^ input
      `,
      fixed: 'RUN conda install -y "conda-forge::a<3"',
    },
    {
      text: dockerfile`
        RUN pip install a [x] >= 1 b
        #               ^^^^^^^^^^ output
      `,
      fixed: 'RUN pip install "a[x]>=1" b',
    },
    {
      text: dockerfile`
        RUN pip install a <2
        #               ^^^^ input
      `,
      fixed: 'RUN pip install "a<2"',
    },
    {
      text: dockerfile`
        RUN uv add a>=1
        #          ^^^^ output
      `,
      fixed: 'RUN uv add "a>=1"',
    },
    {
      text: dockerfile`
        RUN pip install a\
          b>=1
        # ^^^^ output
      `,
      fixed: dockerfile`
        RUN pip install a\
          "b>=1"
      `,
    },
    {
      text: dockerfile`
        RUN <<EOF
        pip install a>=1
        #           ^^^^ output
        EOF
      `,
      fixed: dockerfile`
        RUN <<EOF
        pip install "a>=1"
        EOF
      `,
    },
    {
      text: dockerfile`
        RUN pip install a>=1; python_version < "3.12" && b
        #               ^^^^ output
      `,
      fixed: dockerfile`
        RUN pip install "a>=1; python_version < '3.12'" && b
      `,
    },
    {
      text: dockerfile`
        RUN pip install a<2 ;sys_platform=='linux' and extra != 'x'
        #               ^^^ input
      `,
      fixed: dockerfile`
        RUN pip install "a<2; sys_platform=='linux' and extra != 'x'"
      `,
    },
    {
      text: dockerfile`
        RUN pip install a>=1; echo b
        #               ^^^^ output
      `,
      fixed: 'RUN pip install "a>=1"; echo b',
    },
    {
      text: dockerfile`
        RUN V=2 && pip install a>=$V
        #                      ^^^^^ output
      `,
      fixed: 'RUN V=2 && pip install "a>=$V"',
    },
    {
      text: dockerfile`
        RUN echo "$(pip install a>=1)"
        #                       ^^^^ output
      `,
      fixed: 'RUN echo "$(pip install "a>=1")"',
    },
    {
      text: dockerfile`
        RUN bash <<EOF
        pip install a>=1
        #           ^^^^ output
        EOF
      `,
      fixed: dockerfile`
        RUN bash <<EOF
        pip install "a>=1"
        EOF
      `,
    },
    {
      text: dockerfile`
        ONBUILD RUN pip install a>=1
        #                       ^^^^ output
      `,
      fixed: 'ONBUILD RUN pip install "a>=1"',
    },
    ...dockerfiles`
      RUN sh -c "pip install a>=1"
      #                      ^^^^ output
    `,
    // Safety of the fixes.
    {
      safety: 'safe',
      texts: dockerfiles`
        RUN pip install a>=1.2.3
        #               ^^^^^^^^ output

        RUN pip install a>=1!2.0rc1.post2.dev3+local.1,<2
        #               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ output

        RUN pip install a>1,!=1.5.*,==1.*
        #               ^^^^^^^^^^^^^^^^^ output
      `,
      fixed: false,
    },
    {
      safety: 'unsafe',
      texts: dockerfiles`
        RUN pip install a>=15.*
        #               ^^^^^^^ output

        RUN pip install a<2.x
        #               ^^^^^ input

        RUN pip install a>=1,=2
        #               ^^^^^^^ output
      `,
      fixed: false,
    },
    // Findings without a fix.
    ...dockerfiles`
      # a variable that may be several packages
      RUN PKGS="a b" && pip install $PKGS>=1
      #                             ^^^^^^^^ output

      # a version of several words
      RUN V="1 b" && pip install a>=$V
      #                          ^^^^^ output

      # one that an ENV gives
      ENV V="1 b"
      RUN pip install a>=\${V}
      #               ^^^^^^^ output

      # a dollar sign that is no variable
      RUN pip install 'a$b'>=1
      #               ^^^^^^^^ output

      # a marker that is not one
      RUN pip install a>=1; python_version < 3.12
      #               ^^^^ output

      # a marker with more after it
      RUN pip install a>=1; python_version < "3.12" b
      #               ^^^^ output

      # a marker with a variable
      RUN pip install a>=1; python_version < "$V"
      #               ^^^^ output

      # the quotes of eval
      RUN eval "pip install a>=1"
      #                     ^^^^ output

      # the quotes of sh -c
      RUN sh -c 'pip install a>=1'
      #                      ^^^^ output

      # the exec form
      RUN ["sh", "-c", "pip install a>=1"]
      #                             ^^^^ output

      # back quotes in quotes
      RUN echo "\`pip install a>=1\`"
      #                      ^^^^ output

      # a continuation within
      RUN pip install a>=1,\
      #               ^> output
      <2

      # a version that is missing
      RUN pip install a>=
      #               ^^^ output
    `,
    // The quotes that the fix uses.
    {
      data: { quoted: '"a<2"' },
      text: dockerfile`
        RUN pip install a<2
        #               ^^^ input
      `,
      fixed: false,
    },
    {
      data: { quoted: "'a<2'" },
      text: dockerfile`
        RUN sh -c "pip install a<2"
        #                      ^^^ input
      `,
    },
    {
      data: { quoted: '"a<2"' },
      text: dockerfile`
        RUN sh -c 'pip install a<2'
        #                      ^^^ input
      `,
    },
    {
      data: { quoted: "'a<2'" },
      text: dockerfile`
        RUN ["sh", "-c", "pip install a<2"]
        #                             ^^^ input
      `,
    },
  ],
});
