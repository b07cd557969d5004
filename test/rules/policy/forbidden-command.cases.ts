import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/policy/forbidden-command.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { INFERENCE } from '../images.ts';

testEdgeCases(rule, {
  from: INFERENCE,
  valid: [
    {
      options: { commands: ['curl -k'] },
      text: dockerfile`
        # with a flag that is not there
        RUN curl -fsSL x
      `,
    },
    {
      options: { commands: ['chmod 777'] },
      texts: dockerfiles`
        # with other arguments
        RUN chmod 755 x

        # with arguments elsewhere
        RUN chmod 755 777

        # with arguments that are not known
        RUN chmod $MODE x
      `,
    },
    {
      options: { commands: ['curl'] },
      texts: dockerfiles`
        # whose name is not known
        RUN $CURL x

        # that are only asked for
        RUN command -v curl && which curl

        # that are only quoted
        RUN echo "curl x"

        # of another name
        RUN curl-config

        # of another interpreter
        SHELL ["pwsh", "-c"]
        RUN curl x
      `,
    },
    // Exceptions.
    {
      options: { commands: [{ command: 'curl', allow: ['https://a.example/**'] }] },
      texts: dockerfiles`
        # an exception for all arguments
        RUN curl -o x https://a.example/b/c

        # an exception for a variable after what is allowed
        RUN curl https://a.example/$FILE
      `,
    },
  ],
  invalid: [
    {
      options: { commands: ['bash'] },
      text: dockerfile`
        # in a pipe
        RUN wget -qO- x | bash
        #                 ^^^^
      `,
    },
    {
      options: { commands: ['curl'] },
      texts: dockerfiles`
        # in a substitution
        RUN v="$(curl -s x)"; echo "$v"
        #        ^^^^

        # below another program
        RUN sudo -E curl x
        #           ^^^^

        # in the exec form
        RUN ["curl", "x"]
        #     ^^^^

        # in a heredoc
        RUN <<END
        curl x
        #^^^
        END

        # in the trigger of an ONBUILD
        ONBUILD RUN curl x
        #           ^^^^

        # by a path
        RUN /usr/bin/curl x
        #   ^^^^^^^^^^^^^
      `,
    },
    {
      options: { commands: ['sudo'] },
      text: dockerfile`
        # that run another
        RUN sudo -E curl x && sudo id
        #   ^^^^              ^^^^
      `,
    },
    {
      options: { commands: ['conda config --set'] },
      text: dockerfile`
        # with flags in between
        RUN conda -v config --set a b
        #                   ^^^^^^^
      `,
    },
    {
      options: { commands: ['curl -k'] },
      text: dockerfile`
        # with a flag in a cluster
        RUN curl -fsSLk x
        #             ^
      `,
    },
    {
      options: { commands: ['*-config'] },
      text: dockerfile`
        # by a glob
        RUN curl-config --libs
        #   ^^^^^^^^^^^
      `,
    },
    {
      options: { commands: ['pip install'] },
      text: dockerfile`
        # of pip in all its names
        RUN pip3.12 install a
        #   ^^^^^^^^^^^^^^^
      `,
    },
    {
      options: { commands: ['pip', 'pip install'] },
      text: dockerfile`
        # once, by the first entry that fits
        RUN pip install a
        #   ^^^
      `,
    },
    // Exceptions.
    {
      options: { commands: [{ command: 'curl', allow: ['https://a.example/**'] }] },
      texts: dockerfiles`
        # an exception for one of two
        RUN curl https://a.example/b https://b.example/b
        #   ^^^^

        # an exception for none
        RUN curl --version
        #   ^^^^

        # an exception for a variable before it
        RUN curl $MIRROR/https://a.example/
        #   ^^^^
      `,
    },
  ],
});
