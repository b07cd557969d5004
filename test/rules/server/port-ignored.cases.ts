import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/server/port-ignored.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { INFERENCE } from '../images.ts';

testEdgeCases(rule, {
  from: INFERENCE,
  valid: [
    ...dockerfiles`
      ARG SERVER_PORT=1
    `,
    // Another command replaces the services.
    ...dockerfiles`
      ENV SERVER_PORT=80
      CMD ["python", "app.py"]

      ENV SERVER_PORT=80
      CMD ["azmlinfsrv", "--entry_script", "score.py"]

      ENV SERVER_PORT=80
      ENTRYPOINT ["/start"]
    `,
  ],
  invalid: [
    {
      name: 'nothing reads it',
      safety: 'safe',
      text: dockerfile`
        ENV SERVER_PORT=5001
        #   ^^^^^^^^^^^^^^^^ ignored
        WORKDIR /a
      `,
      fixed: 'WORKDIR /a',
    },
    {
      name: 'between others, with the comment that is about it',
      safety: 'safe',
      text: dockerfile`
        ENV A=1 \
          # port
          SERVER_PORT=5001 \
        # ^^^^^^^^^^^^^^^^ ignored
          B=2
      `,
      fixed: dockerfile`
        ENV A=1 \
          B=2
      `,
    },
    {
      name: 'a script may read it',
      safety: 'unsafe',
      text: dockerfile`
        ENV SERVER_PORT=5001
        #   ^^^^^^^^^^^^^^^^ ignored
        RUN ./setup.sh
      `,
      fixed: 'RUN ./setup.sh',
    },
    ...dockerfiles`
      # something reads it
      ENV SERVER_PORT=5001
      #   ^^^^^^^^^^^^^^^^ ignored
      EXPOSE $SERVER_PORT
    `,
  ],
});
