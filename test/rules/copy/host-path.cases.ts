import { dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/copy/host-path.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { TRAINING } from '../images.ts';

testEdgeCases(rule, {
  from: TRAINING,
  valid: dockerfiles`
    # in the context
    COPY /a /etc/a /root/a /home /opt/
    COPY home/me/a /opt/

    # a context with the directories of the image
    COPY /home/app/.bashrc /home/app/

    # in an image
    COPY --from=busybox:1.37 /home/me/a /opt/
  `,
  invalid: dockerfiles`
    COPY /home/me/a /Users/me/b "~/c" /mnt/c/d /opt/
    #    ^^^^^^^^^^ ^^^^^^^^^^^ ^^^^^ ^^^^^^^^
    COPY C:\data\a /opt/
    #    ^^^^^^^^^
    ADD d:/a file:///home/me/b /opt/
    #   ^^^^ ^^^^^^^^^^^^^^^^^
    COPY ["C:\\data", "/opt/"]
    #      ^^^^^^^^
  `,
});
