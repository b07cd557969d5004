import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/shell/sudo.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { INFERENCE, TRAINING } from '../images.ts';

testEdgeCases(rule, {
  from: TRAINING,
  valid: dockerfiles`
    RUN apt-get update && apt-get install -y sudo

    RUN echo "app ALL=(ALL) NOPASSWD: ALL" > /etc/sudoers.d/app && usermod -aG sudo app

    # sudo make install
    RUN make install

    RUN echo 'sudo make' && which sudo

    RUN <<EOF python3
    sudo = 1
    EOF

    COPY <<EOF /usr/local/bin/start.sh
    sudo nginx
    EOF

    CMD ["sudo", "nginx"]
  `,
  invalid: [
    {
      data: { command: 'pip install' },
      severity: 'error',
      text: dockerfile`
        RUN sudo -H pip install flask
        #   ^^^^ root
      `,
      cured: 'RUN pip install flask',
    },
    {
      data: { command: 'sh' },
      text: dockerfile`
        RUN sudo sh -c 'make && make install'
        #   ^^^^ root
      `,
      cured: "RUN sh -c 'make && make install'",
    },
    {
      from: INFERENCE,
      data: { user: 'dockeruser', back: 'USER dockeruser' },
      text: dockerfile`
        RUN sudo apt-get update
        #   ^^^^ user
      `,
      cured: dockerfile`
        USER root
        RUN apt-get update
        USER dockeruser
      `,
    },
    {
      data: { other: 'www-data', back: ' and `USER root` after it' },
      text: dockerfile`
        RUN sudo -HEu www-data ./manage.py collectstatic
        #   ^^^^ other
      `,
    },
    {
      name: 'a base whose user is not known',
      from: 'contoso.azurecr.io/base:1',
      text: dockerfile`
        RUN echo x | sudo tee /etc/x
        #            ^^^^ unknown
      `,
    },
    {
      name: 'nobody to go back to',
      from: 'contoso.azurecr.io/base:1',
      data: { back: '' },
      text: dockerfile`
        RUN sudo -u www-data ./manage.py collectstatic
        #   ^^^^ other
      `,
    },
    ...dockerfiles`
      # one for each RUN
      RUN sudo make && sudo make install
      #   ^^^^         ~~~~

      RUN sudo -u root make install
      #   ^^^^ root

      RUN if [ -d /x ]; then sudo rm -rf /x; fi
      #                      ^^^^ root

      RUN X=1 sudo env Y=2 make
      #       ^^^^ root

      RUN env sudo make
      #       ^^^^ root

      RUN ["sudo", "make"]
      #     ^^^^ root

      ONBUILD RUN sudo make
      #           ^^^^ root

      RUN x=$(sudo cat /etc/shadow)
      #       ^^^^ root

      RUN <<EOF
      set -e
      sudo make
      #^^^ root
      EOF

      RUN sudo -l
      #   ^^^^ idle

      RUN sudo $COMMAND
      #   ^^^^ root
    `,
  ],
});
