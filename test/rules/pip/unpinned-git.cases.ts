import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/pip/unpinned-git.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { TRAINING } from '../images.ts';

testEdgeCases(rule, {
  from: TRAINING,
  valid: dockerfiles`
    RUN pip install git+https://github.com/a/b@1c2d3e4

    RUN pip install git+https://github.com/a/b.git@v1.0#egg=b

    RUN pip install git+ssh://git@github.com/a/b.git@v1.0

    RUN pip install -e git+https://github.com/a/b@release-1.0#egg=b

    RUN uv pip install 'b @ git+https://github.com/a/b@v1'

    RUN pip install -e . -e ./b https://github.com/a/b/archive/main.zip

    # not known
    RUN pip install git+https://github.com/a/b@$REVISION $B

    RUN git clone https://github.com/a/b
  `,
  invalid: [
    {
      data: [{ package: 'git+ssh://git@github.com/a/b.git' }, { branch: 'master' }, { branch: 'HEAD' }],
      text: dockerfile`
        RUN pip install git+ssh://git@github.com/a/b.git && \
        #               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ none
            uv pip install "b[gpu] @ git+https://github.com/a/b@master"
        #                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ branch
        ONBUILD RUN sudo pip3 install --no-cache-dir --editable=git+https://github.com/a/b@HEAD#subdirectory=python
        #                                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ branch
      `,
    },
    dockerfile`
      ARG B=git+https://github.com/a/b
      RUN pip install $B
      #               ^^ none
    `,
  ],
});
