import { dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/server/internal-port-exposed.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { INFERENCE, TRAINING_24 } from '../images.ts';

testEdgeCases(rule, {
  from: INFERENCE,
  valid: [
    // Another command replaces the services.
    ...dockerfiles`
      EXPOSE 31311
      CMD ["python", "app.py"]

      EXPOSE 31311
      CMD ["azmlinfsrv", "--entry_script", "score.py"]

      EXPOSE 31311
      ENTRYPOINT ["/start"]
    `,
    ...dockerfiles`
      EXPOSE 31312-31320 313110

      EXPOSE 5001 31312 \${PORT}
    `,
  ],
  invalid: [
    {
      from: TRAINING_24,
      texts: dockerfiles`
        EXPOSE 31311
        #      ^^^^^
        CMD ["runsvdir", "/var/runit"]

        EXPOSE 31311
        #      ^^^^^
        ENTRYPOINT exec runsvdir /var/runit

        EXPOSE 31311
        #      ^^^^^
        ENV AZUREML_ENTRY_SCRIPT=score.py

        EXPOSE 31311
        #      ^^^^^
        ARG SCRIPT
        ENV AZUREML_ENTRY_SCRIPT=$SCRIPT

        EXPOSE 31311
        #      ^^^^^
        ENV AML_APP_ROOT=/srv/app
      `,
    },
    // The stage that it is built on serves too, another one does not.
    ...dockerfiles`
      FROM ${TRAINING_24} AS one
      EXPOSE 31311
      #      ^^^^^
      FROM ${TRAINING_24} AS two
      EXPOSE 31311
      FROM one
      CMD ["runsvdir", "/var/runit"]

      FROM ${TRAINING_24} AS one
      EXPOSE 31311
      FROM ${TRAINING_24} AS two
      EXPOSE 31311
      #      ^^^^^
      FROM two
      CMD ["runsvdir", "/var/runit"]
    `,
    ...dockerfiles`
      EXPOSE 31311
      #      ^^^^^

      ARG PORT=31311
      EXPOSE $PORT
      #      ^^^^^

      EXPOSE 31300-31320/tcp
      #      ^^^^^^^^^^^^^^^
    `,
  ],
});
