import { dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/shell/syntax-error.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { TRAINING } from '../images.ts';

testEdgeCases(rule, {
  from: TRAINING,
  valid: [
    // What dash reads otherwise than bash, and accepts.
    ...dockerfiles`
      RUN [[ a b

      RUN function f echo a

      RUN greet() echo hello; greet

      RUN echo "\${NAME\${OTHER}-b"

      # A template tool fills something in.
      RUN echo {{ if .Debug }} ( {{ end }}
    `.map((text) => ({ text, malformed: true as const })),
    ...dockerfiles`
      RUN time

      RUN echo $((1+))

      RUN {echo a}
    `,
    // What only bash has is another rule's.
    ...dockerfiles`
      RUN cat <<< text

      RUN names=(a b); diff <(ls) <(ls /)

      RUN ls |& cat && ls &> /tmp/x
    `,
    ...dockerfiles`
      # A comment within the script, and a line that ends in an operator.
      RUN true && \
          # and then
          echo a && \
          # nothing
          echo b

      RUN cat <<EOF >/tmp/x
      if a; then "
      EOF

      RUN <<EOF
      if true; then
        echo a
      fi
      EOF

      # Other interpreters.
      RUN <<EOF
      #!/usr/bin/env python3
      print("it's" if True else 'then')
      EOF

      SHELL ["/usr/bin/fish", "-c"]
      RUN if test -f /a; echo a; end

      SHELL ["pwsh", "-Command"]
      RUN if ($true) { Write-Host "a" }

      RUN python3 -c 'if a: print("x")'

      # No shell reads the words of an exec form.
      RUN ["echo", "(", "if"]

      # The text of the inner script depends on a variable.
      RUN sh -c "$(cat /tmp/x) )"

      RUN rm -rf '!(a)'

      SHELL ["/bin/bash", "-O", "extglob", "-c"]
      RUN rm -rf !(a)
    `,
    // Windows: cmd reads it.
    {
      from: 'mcr.microsoft.com/windows/servercore:ltsc2022',
      text: 'RUN if not exist C:\\app mkdir C:\\app && (echo "a)\n',
      malformed: true,
    },
    { from: 'python:3.12-windowsservercore-ltsc2022', text: "RUN echo it's (here)\n", malformed: true },
    {
      text: '# escape=`\nFROM acme.azurecr.io/build\nRUN if exist C:\\a (del C:\\a) else (echo "b)\n',
      malformed: true,
    },
  ],
  invalid: dockerfiles`
    RUN echo it's here
    #          ^ unclosed

    RUN sudo bash -c 'if true; then echo a'
    #                 ^^ no-end

    RUN ["/bin/sh", "-c", "echo \"a"]
    #                           ^^ unclosed

    RUN <<EOF
    echo a
    if true; then
    #^
      echo b
    EOF

    ONBUILD RUN echo a && && echo b
    #                  ^^ no-command

    RUN apt-get update && \
        # the tools
        apt-get install -y curl; ; rm -rf /var/lib/apt/lists/*
    #                            ^ unexpected

    RUN apt-get update && \
    #                  ^^ no-command

    RUN rm -rf !(keep)
    #          ^^^^^^^ unexpected

    RUN case $x in a) echo b
    #   ^^^^ no-end

    RUN { echo a
    #   ^ no-end

    RUN (cd / && ls
    #   ^ no-end

    RUN while true do sleep 1; done
    #                          ^^^^ no-word

    SHELL ["/bin/bash", "-o", "pipefail", "-c"]
    RUN for i in 1 2; echo $i; done
    #                 ^^^^ no-word

    RUN pip install torch (cpu)
    #                     ^ unexpected
  `,
});
