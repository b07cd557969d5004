import { dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/dockerfile/comment-swallows-command.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { TRAINING } from '../images.ts';

testEdgeCases(rule, {
  from: TRAINING,
  valid: dockerfiles`
    RUN make # all of it

    RUN make && \
        # the rest
        make install

    # nothing comes after it
    RUN make # all \
        # of it

    # no comment
    RUN make C#a '# a' "# b" \# \
        && make install

    # dockerfile/instruction-in-run
    RUN make # all \
    ENV A=1

    # a here-document has lines of its own
    RUN <<EOF
    make # all
    make install
    EOF

    # another shell
    SHELL ["powershell", "-Command"]
    RUN make # a \
        ; make b
  `,
  invalid: dockerfiles`
    RUN make; # all \
    #         ^^^^^
        # of it
        make install
    #   ~~~~~~~~~~~~

    ONBUILD RUN make #all \
    #                ^^^^
      && make check \
    # ~~~~~~~~~~~~~
      && make install

    # in a script of its own shell
    RUN set -e; \
        if [ -f a ]; then \
          make a; # why not \
    #             ^^^^^^^^^
        fi
    #   ~~
  `,
});
