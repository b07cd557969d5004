import { dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/gem/unpinned.ts';
import { testEdgeCases } from '../edge-cases.ts';

const HADOLINT = rule.presetOptions!.hadolint!;

testEdgeCases(rule, {
  from: 'ruby:3.4',
  valid: [
    ...dockerfiles`
      RUN gem install a:1 'b:~>1.2' ./c.gem d.gem

      RUN gem install nokogiri:1.18.3 -- --use-system-libraries --with-xml2-config=/usr/bin/xml2-config

      RUN gem install a -v 1.2 && gem install b --version=2 && gem install c -v "$VERSION"

      RUN gem install $GEMS && gem install a:$VERSION

      RUN gem update --system && gem list
    `,
    { options: HADOLINT, texts: dockerfiles`RUN gem install 'a:>= 1'` },
  ],
  invalid: [
    ...dockerfiles`
      RUN gem i --no-document bundler
      #                       ^^^^^^^

      RUN gem install --source https://example.org a
      #                                            ^

      RUN gem install 'a:>= 1'
      #               ^^^^^^^^

      ONBUILD RUN gem install bundler
      #                       ^^^^^^^
    `,
  ],
});
