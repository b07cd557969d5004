import { dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/server/port-ignored.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { INFERENCE } from '../images.ts';

testEdgeCases(rule, {
  from: INFERENCE,
  valid: [
    ...dockerfiles`
      ARG SERVER_PORT=1
    `,
    // Another command takes the place of the services.
    ...dockerfiles`
      ENV SERVER_PORT=80
      CMD ["python", "app.py"]

      ENV SERVER_PORT=80
      CMD ["azmlinfsrv", "--entry_script", "score.py"]

      ENV SERVER_PORT=80
      ENTRYPOINT ["/start"]
    `,
  ],
  invalid: [],
});
