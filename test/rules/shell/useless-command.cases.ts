import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/shell/useless-command.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { TRAINING } from '../images.ts';

testEdgeCases(rule, {
  from: TRAINING,
  valid: dockerfiles`
    RUN apt-get update && apt-get install -y vim ssh top

    RUN service mysql start && mysql < /opt/schema.sql

    RUN service mysql start; mysql < /opt/schema.sql; service mysql stop

    RUN service postgresql96 initdb

    RUN redis-server & sleep 1; redis-cli set a b; kill %1

    RUN server & ps aux | grep server

    RUN vim -es -u vimrc -c 'PlugInstall | qa'

    RUN --mount=type=ssh ssh -o BatchMode=yes git@example.com

    RUN --security=insecure mount -t tmpfs none /x

    # a script of that name
    RUN /etc/init.d/ssh restart

    RUN echo vim && which top

    RUN <<EOF python3
    free()
    EOF
  `,
  invalid: [
    {
      severity: 'info',
      data: { command: 'service ssh start' },
      text: dockerfile`
        RUN apt-get update && apt-get install -y ssh && service ssh start
        #                                               ^^^^^^^ service
      `,
    },
    ...dockerfiles`
      RUN service apache2 restart
      #   ^^^^^^^ service

      RUN service a start && service b start
      #   ^^^^^^^            ^^^^^^^

      RUN service apache2 stop
      #   ^^^^^^^ nothing

      RUN free -m
      #   ^^^^ machine

      RUN ps -ef && make
      #   ^^ machine

      RUN kill 1
      #   ^^^^ nothing

      RUN shutdown -h now
      #   ^^^^^^^^ nothing

      RUN vim /etc/hosts
      #   ^^^ terminal

      RUN ["top"]
      #     ^^^ terminal

      RUN if true; then top; fi
      #                 ^^^ terminal

      ONBUILD RUN ssh host
      #           ^^^ connection

      RUN mount /dev/sda1 /mnt
      #   ^^^^^ mount

      RUN <<EOF
      make
      top
      #^^ terminal
      EOF
    `,
  ],
});
