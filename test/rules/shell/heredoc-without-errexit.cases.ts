import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/shell/heredoc-without-errexit.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { TRAINING } from '../images.ts';

testEdgeCases(rule, {
  from: TRAINING,
  valid: dockerfiles`
    RUN <<EOF
    make
    EOF

    RUN <<EOF
    make &&
      make install
    EOF

    RUN <<EOF
    make \
      install
    EOF

    RUN <<EOF
    set -e
    make
    make install
    EOF

    RUN <<EOF
    set -eux
    make
    make install
    EOF

    RUN <<EOF
    set -o errexit
    make
    make install
    EOF

    RUN <<EOF
    #!/bin/bash -e
    make
    make install
    EOF

    RUN <<EOF
    #!/usr/bin/env python3
    import os
    print(os)
    EOF

    RUN <<EOF python3
    import os
    print(os)
    EOF

    RUN bash -e <<EOF
    make
    make install
    EOF

    RUN bash -euo pipefail <<EOF
    make
    make install
    EOF

    SHELL ["/bin/bash", "-e", "-c"]
    RUN <<EOF
    make
    make install
    EOF

    SHELL ["/bin/bash", "-eo", "pipefail", "-c"]
    RUN <<EOF
    make
    make install
    EOF

    # nothing that fails
    RUN <<EOF
    set -x
    export A=1
    B=2
    echo "$A"
    make
    EOF

    RUN <<EOF
    make || exit 1
    make install
    EOF

    RUN <<EOF
    trap 'exit 1' ERR
    make
    make install
    EOF

    # no script
    RUN cat <<EOF > /x
    make
    make install
    EOF

    COPY <<EOF /x
    make
    make install
    EOF

    RUN cat <<EOF > /x
    $(date)
    $(date)
    EOF

    RUN make; make install
  `,
  invalid: [
    {
      safety: 'unsafe',
      severity: 'warning',
      data: { command: 'make' },
      text: dockerfile`
        RUN <<EOF
        #   ^^^^^
        make
        make install
        EOF
      `,
      fixed: dockerfile`
        RUN <<EOF
        set -e
        make
        make install
        EOF
      `,
    },
    {
      name: 'below the line that names the shell',
      text: dockerfile`
        RUN <<EOF
        #   ^^^^^
        #!/bin/bash
        make
        make install
        EOF
      `,
      fixed: dockerfile`
        RUN <<EOF
        #!/bin/bash
        set -e
        make
        make install
        EOF
      `,
    },
    {
      name: 'with the indentation of the author',
      text: dockerfile`
        RUN <<'EOF'
        #   ^^^^^^^
          make
          make install
        EOF
      `,
      fixed: dockerfile`
        RUN <<'EOF'
          set -e
          make
          make install
        EOF
      `,
    },
    {
      name: 'tabs that are cut',
      text: 'RUN <<-EOF\n#   ^^^^^^\n\tmake\n\tmake install\n\tEOF\n',
      fixed: 'RUN <<-EOF\n\tset -e\n\tmake\n\tmake install\n\tEOF\n',
    },
    {
      fixed: false,
      texts: dockerfiles`
        RUN bash <<EOF
        #        ^^^^^
        make
        make install
        EOF

        RUN bash -x <<EOF
        #           ^^^^^
        make
        make install
        EOF

        RUN --mount=type=cache,target=/c <<EOF
        #                                ^^^^^
        make
        make install
        EOF

        RUN <<EOF
        #   ^^^^^
        make && make test
        make install
        EOF

        RUN <<EOF
        #   ^^^^^
        make; make install
        EOF

        RUN <<EOF
        #   ^^^^^
        if true; then make; fi
        make install
        EOF

        # too late
        RUN <<EOF
        #   ^^^^^
        make
        set -e
        make install
        EOF

        RUN <<EOF
        #   ^^^^^
        make
        echo done
        EOF
      `,
    },
  ],
});
