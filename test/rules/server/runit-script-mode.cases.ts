import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/server/runit-script-mode.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { INFERENCE } from '../images.ts';

const EXECUTABLE = `FROM ${INFERENCE}\nCOPY --chmod=755 runit /var/runit\n`;
const SCRIPT = '#!/bin/sh\nexec sleep 1\n';
const WINDOWS = SCRIPT.replaceAll('\n', '\r\n');

testEdgeCases(rule, {
  from: INFERENCE,
  valid: [
    ...dockerfiles`
    COPY --chmod=+x run /var/runit/x/run

    COPY --chmod=0755 run /var/runit/x/run

    COPY nginx.conf /var/runit/x/nginx.conf

    COPY --from=build /run /var/runit/x/run

    COPY run /var/runit/x/run
    RUN chmod +x /var/runit/x/run

    COPY run /srv/run
  `,
    ...[
      // The line ends of Windows are harmless elsewhere, where they are taken out, and where other files lie.
      { Dockerfile: EXECUTABLE, 'runit/api/run': SCRIPT, 'runit/api/notes.txt': WINDOWS },
      { Dockerfile: EXECUTABLE.replaceAll('runit', 'srv'), 'srv/api/run': WINDOWS },
      { Dockerfile: `${EXECUTABLE}RUN sed -i 's/\\r$//g' /var/runit/*/run\n`, 'runit/api/run': WINDOWS },
      {
        Dockerfile: `${EXECUTABLE}RUN find /var/runit -type f -exec dos2unix {} +\n`,
        'runit/api/run': WINDOWS,
      },
      {
        Dockerfile: `${EXECUTABLE}RUN ls /var/runit/*/run | xargs sed -i 's/\\r$//'\n`,
        'runit/api/run': WINDOWS,
      },
      { Dockerfile: `${EXECUTABLE}RUN dos2unix /var/runit/api/run\n`, 'runit/api/run': WINDOWS },
      {
        Dockerfile: `${EXECUTABLE}COPY --chmod=755 run /var/runit/api/run\n`,
        'runit/api/run': WINDOWS,
        run: SCRIPT,
      },
      // Nothing that runit executes is in the folder.
      {
        Dockerfile: `FROM ${INFERENCE}\nCOPY settings /var/runit/api/\n`,
        'settings/nginx.conf': 'user dockeruser;\n',
      },
    ].map((project) => ({ project })),
  ],
  invalid: [
    {
      // By a folder above.
      data: { chmod: 'chmod 755 /var/runit/api/run' },
      project: {
        Dockerfile: `FROM ${INFERENCE}\nCOPY image /var\n#          ^^^^ mode\n`,
        'image/runit/api/run': SCRIPT,
        'image/runit/api/notes.txt': 'a\n',
      },
    },
    ...dockerfiles`
    COPY run /var/runit/x/run
    #        ^^^^^^^^^^^^^^^^ mode

    COPY run finish /var/runit/x/
    #               ^^^^^^^^^^^^^ mode

    COPY --chmod=0644 run /var/runit/x/run
    #            ^^^^ plain

    COPY --chmod=u=rw run /var/runit/x/run
    #            ^^^^ plain

    RUN chmod +x /var/runit/x/run
    COPY run /var/runit/x/run
    #        ^^^^^^^^^^^^^^^^ mode
  `,
    {
      name: 'a file of another name',
      data: { path: '/var/runit/api/finish', copy: 'COPY', line: 2 },
      project: {
        Dockerfile: dockerfile`
          FROM ${INFERENCE}
          COPY --chmod=755 stop.sh /var/runit/api/finish
          #                        ~~~~~~~~~~~~~~~~~~~~~
        `,
        'stop.sh': `#!/bin/sh\nkillall -9 api\r\n#^^^^^^^^^^^^^ lineEnds\n`,
      },
    },
  ],
});
