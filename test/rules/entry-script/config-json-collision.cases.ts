import { dockerfile } from 'azml-lint/testing';
import rule from '../../../rules/entry-script/config-json-collision.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { INFERENCE } from '../images.ts';

const COPIED = `FROM ${INFERENCE}
COPY app /var/azureml-app
ENV AZUREML_ENTRY_SCRIPT=score.py
`;
const BROKEN = { 'app/config.json': '[' };

testEdgeCases(rule, {
  from: INFERENCE,
  valid: [
    // Nothing is known of the context.
    COPIED,
    ...[
      // It is ignored, left out, or has another name.
      { Dockerfile: COPIED, ...BROKEN, '.dockerignore': '**/config.json\n' },
      { Dockerfile: COPIED.replace('COPY', 'COPY --exclude=*.json'), ...BROKEN },
      { Dockerfile: `FROM ${INFERENCE}\nCOPY app/config.json /var/azureml-app/labels.json\n`, ...BROKEN },
      // Something may have written it anew.
      { Dockerfile: `${COPIED}RUN make > /var/azureml-app/config.json\n`, ...BROKEN },
      { Dockerfile: `${COPIED}RUN rm /var/azureml-app/config.json\n`, ...BROKEN },
      // The server is told of another one, or is not started.
      { Dockerfile: `${COPIED}ENV AZUREML_CONFIG_FILE=/etc/server.json\n`, ...BROKEN },
      { Dockerfile: `${COPIED}CMD ["uvicorn", "score:app"]\n`, ...BROKEN },
      // It lies elsewhere.
      { Dockerfile: `${COPIED}ENV AML_APP_ROOT=/srv/app\n`, ...BROKEN },
      { Dockerfile: COPIED, 'app/model/config.json': '[' },
      // The environment is stronger.
      { Dockerfile: `${COPIED}ENV SERVICE_NAME=a\n`, 'app/config.json': '{"SERVICE_NAME": 5}' },
      {
        Dockerfile: COPIED,
        'app/config.json': '{"HOSTNAME": "db.local", "AML_APP_ROOT": "/srv", "a": {"SERVICE_NAME": 5}}',
      },
    ].map((project) => ({ project })),
  ],
  invalid: [
    {
      severity: 'error',
      text: dockerfile`
        COPY <<EOF /var/azureml-app/config.json
        #          ~~~~~~~~~~~~~~~~~~~~~~~~~~~~
        [1]
        #^^ noObject
        EOF
      `,
    },
    {
      name: 'beside the script, if there is none in the directory of the server',
      severity: 'error',
      data: { directory: '/srv/app/api' },
      project: {
        Dockerfile: dockerfile`
          FROM ${INFERENCE}
          ENV AML_APP_ROOT=/srv/app AZUREML_ENTRY_SCRIPT=api/score.py
          COPY app /srv/app/
          #        ~~~~~~~~~
        `,
        'app/api/config.json': '{"a": 1,\n  }\n# ^ broken\n',
        'app/config.json': '',
      },
    },
    {
      name: 'one text is told what ends the server, another what it means',
      severity: 'warning',
      data: [
        { end: '', value: 'a' },
        { end: ', and ends because it is not true or false', value: '…' },
      ],
      project: {
        Dockerfile: COPIED.replace('app\n', 'app\n#        ~~~~~~~~~~~~~~~~\n#        ~~~~~~~~~~~~~~~~\n'),
        'app/config.json':
          '{\n  "SERVICE_NAME": "a",\n# ^^^^^^^^^^^^^^ taken\n  "APP_INSIGHTS_LOG_RESPONSE_ENABLED": 2\n# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ taken\n}\n',
      },
    },
    ...(
      [
        ['JSON has no comments', '  # a\n# ^ broken\n{}\n'],
        ['texts of JSON have double quotes', "{ 'a': 1 }\n# ^^^^ broken\n"],
        ['it stops before it is complete', '{"a": 1\n#     ^ broken\n\n'],
        ['it is no JSON from here on', '{ "a": True }\n#      ^^^^ broken\n'],
      ] as const
    ).map(([problem, text]) => ({
      data: { problem },
      project: {
        Dockerfile: COPIED.replace('app\n', 'app\n#        ~~~~~~~~~~~~~~~~\n'),
        'app/swagger.json': text,
      },
    })),
  ],
});
