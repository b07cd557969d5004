import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/server/command-replaced.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { INFERENCE, PYTHON, TRAINING_24 } from '../images.ts';

testEdgeCases(rule, {
  from: INFERENCE,
  valid: [
    ...dockerfiles`
      CMD ["runsvdir", "/var/runit"]

      CMD exec runsvdir /var/runit

      ENTRYPOINT ["runsvdir"]
      CMD ["/var/runit"]

      ENTRYPOINT ["tini", "--"]
      CMD ["runsvdir", "/var/runit"]

      ENTRYPOINT []

      CMD []

      CMD ["azmlinfsrv", "--entry_script", "score.py"]

      CMD ["azmlinfsrv", "--entry_script", "score.py", "--port", "5001"]

      CMD azmlinfsrv --port=5001

      CMD azmlinfsrv --port $PORT

      CMD sudo service nginx start && azmlinfsrv --port 31311

      CMD exec $SERVER

      CMD bash -c "$COMMAND"

      CMD ["bash", "start.sh"]

      ENTRYPOINT ["/entrypoint"]

      CMD $COMMAND

      CMD ["bash"]
      CMD ["runsvdir", "/var/runit"]

      ONBUILD CMD ["bash"]
    `,
    // Images that start no server.
    {
      from: TRAINING_24,
      text: 'CMD ["bash"]',
    },
    {
      from: PYTHON,
      text: 'CMD ["bash"]',
    },
    {
      from: TRAINING_24,
      text: 'ENV AML_APP_ROOT=/srv/app',
    },
  ],
  invalid: [
    ...dockerfiles`
      CMD ["python", "score.py"]
      #   ^^^^^^^^^^^^^^^^^^^^^^ replaced

      CMD bash
      #   ^^^^ replaced

      CMD ["/usr/local/bin/uvicorn", "score:app"]
      #   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ replaced

      ENTRYPOINT ["tini", "--", "python", "x.py"]
      #          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ replaced

      CMD ["runsvdir", "/var/runit"]
      CMD ["bash"]
      #   ^^^^^^^^ replaced

      CMD uvicorn score:app --port $PORT
      #   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ replaced

      CMD ["azmlinfsrv", "--port", "5000"]
      #                             ^^^^ port

      CMD azmlinfsrv --entry_script score.py --port=5000
      #                                             ^^^^ port

      CMD exec azmlinfsrv --port "5000"
      #                          ^^^^^^ port

      ENV P=80
      CMD azmlinfsrv --port $P
      #                     ^^ port

      CMD ["python", "-m", "azureml_inference_server_http.amlserver", "--port", "80"]
      #                                                                          ^^ port

      ENTRYPOINT ["tini", "--", "azmlinfsrv"]
      CMD ["--port", "5000"]
      #               ^^^^ port
    `,
    {
      data: { cure: 'Remove it and the CMD' },
      text: dockerfile`
        ENTRYPOINT ["python"]
        #          ^^^^^^^^^^ replaced
        CMD ["x.py"]
      `,
    },
    // Cures.
    {
      data: { cure: 'Remove it' },
      text: dockerfile`
        CMD ["bash"]
        #   ^^^^^^^^ replaced
      `,
    },
    {
      from: TRAINING_24,
      data: { cure: 'Write `CMD ["runsvdir", "/var/runit"]` in its place' },
      text: dockerfile`
        ENV AML_APP_ROOT=/x
        CMD ["bash"]
        #   ^^^^^^^^ notStarted
      `,
    },
    {
      from: TRAINING_24,
      data: { cure: 'Write `CMD ["runsvdir", "/var/runit"]` in the place of both' },
      text: dockerfile`
        ENV AML_APP_ROOT=/x
        ENTRYPOINT ["python"]
        #          ^^^^^^^^^^ notStarted
        CMD ["x.py"]
      `,
    },
    {
      from: TRAINING_24,
      text: dockerfile`
        ENV AML_APP_ROOT=/srv/app
        CMD ["python", "serve.py"]
        #   ^^^^^^^^^^^^^^^^^^^^^^ notStarted
      `,
    },
  ],
});
