import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/user/world-writable.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { INFERENCE, PYTHON } from '../images.ts';

testEdgeCases(rule, {
  from: PYTHON,
  valid: dockerfiles`
    RUN chmod 755 /app && chmod -R a+rX /app && chmod +w /app && chmod g+w /app && chmod -R u=rwX,go=rX /app

    # a sticky bit, in both spellings
    RUN chmod 1777 /app && chmod a+rwxt /app && chmod 41777 /app

    RUN chmod -R 777 /tmp/build /var/tmp /var/lock && cd /tmp && chmod 777 x

    # the recipes of official images
    RUN mkdir -p "$GEM_HOME" && chmod 777 "$GEM_HOME" && chmod -R 777 "\${GOPATH}/src"

    # as another file has it, and another program
    RUN chmod --reference=/a /b && echo chmod 777 /app && install -m 777 a /b

    # a mode that only the build knows
    RUN chmod "$MODE" /app
  `,
  invalid: [
    {
      name: 'modes and what they become',
      data: [
        { better: '755' },
        { better: '0755' },
        { better: '644' },
        { better: '2755' },
        { better: 'u+w' },
        { better: 'u+rwX,go+rX' },
        { better: 'u=rwx,u+w' },
      ],
      text: dockerfile`
        RUN chmod 777 /app
        #         ^^^
        RUN chmod -R 0777 /app
        #            ^^^^
        RUN chmod 666 /app
        #         ^^^
        RUN chmod 2777 /app
        #         ^^^^
        RUN chmod /app a+w && chmod a+w /app
        #                           ^^^
        RUN chmod --recursive ugo+rwX /app
        #                     ^^^^^^^
        RUN chmod u=rwx,o+w /app
        #         ^^^^^^^^^
      `,
      fixed: dockerfile`
        RUN chmod 755 /app
        RUN chmod -R 0755 /app
        RUN chmod 644 /app
        RUN chmod 2755 /app
        RUN chmod /app a+w && chmod u+w /app
        RUN chmod --recursive u+rwX,go+rX /app
        RUN chmod u=rwx,u+w /app
      `,
    },
    {
      name: 'single files are an info',
      severity: 'info',
      text: dockerfile`
        COPY start.sh /start
        RUN chmod 777 /start /usr/local/bin/run *.sh
        #         ^^^ file
        RUN ["chmod", "777", "/app/run.py"]
        #              ^^^ file
      `,
      fixed: dockerfile`
        COPY start.sh /start
        RUN chmod 755 /start /usr/local/bin/run *.sh
        RUN ["chmod", "755", "/app/run.py"]
      `,
    },
    {
      name: 'among other files, through other programs, in a trigger, in a here-document',
      severity: 'warning',
      text: dockerfile`
        RUN chmod -R 777 /tmp/x /var/log /app
        #            ^^^ directory
        RUN find /app -type d -exec chmod 777 {} +
        #                                 ^^^ directory
        RUN sudo chmod -R 777 "$APP"
        #                 ^^^ directory
        ONBUILD RUN chmod -R 777 /app
        #                    ^^^ directory
        RUN <<EOF
        chmod -R 777 /app
        #        ^^^ directory
        EOF
      `,
      fixed: dockerfile`
        RUN chmod -R 755 /tmp/x /var/log /app
        RUN find /app -type d -exec chmod 755 {} +
        RUN sudo chmod -R 755 "$APP"
        ONBUILD RUN chmod -R 755 /app
        RUN <<EOF
        chmod -R 755 /app
        EOF
      `,
    },
    {
      name: 'what is written while programs run is an info',
      severity: 'info',
      text: dockerfile`
        VOLUME /data $STORE
        RUN mkdir -p /run/php && chmod -R 777 /var/log/x /run/php /.cache
        #                                 ^^^ state
        RUN chmod 777 /data && chmod a+rwx "$STORE"
        #         ^^^ state
        #                            ^^^^^ state
      `,
      fixed: dockerfile`
        VOLUME /data $STORE
        RUN mkdir -p /run/php && chmod -R 755 /var/log/x /run/php /.cache
        RUN chmod 755 /data && chmod u+rwx,go+rx "$STORE"
      `,
    },
    {
      name: 'on an inference image the user is known',
      from: INFERENCE,
      data: { user: 'dockeruser', what: '`/var/azureml-app`' },
      text: dockerfile`
        RUN chmod -R 777 /var/azureml-app
        #            ^^^
      `,
      fixed: dockerfile`
        RUN chmod -R 755 /var/azureml-app
      `,
    },
  ],
});
