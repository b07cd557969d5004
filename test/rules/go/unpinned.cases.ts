import { dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/go/unpinned.ts';
import { testEdgeCases } from '../edge-cases.ts';

const HADOLINT = rule.presetOptions!.hadolint!;

testEdgeCases(rule, {
  from: 'golang:1.24',
  valid: [
    ...dockerfiles`
      RUN go install a.b/c@v1.2.3 a.b/d@v1 a.b/e@1234567 && go run a.b/f@v1.2.3

      RUN go get -d -v ./... && go get . && go get && go build ./cmd

      RUN go install std && go install -v ./... && go run main.go a.b/c

      COPY . .
      RUN go install a.b/c && go run a.b/c

      RUN git clone https://a.b/c . && go install a.b/c

      RUN go mod init x && go install a.b/c

      RUN --mount=type=bind,target=/src cd /src && go install a.b/c

      FROM acme/app
      RUN go install a.b/c

      RUN go get $PACKAGE a.b/c@$VERSION

      RUN go get -tags x a.b/c@v1.2.3
    `,
    { options: HADOLINT, texts: dockerfiles`RUN go install a.b/c@main` },
  ],
  invalid: [
    ...dockerfiles`
      RUN go run a.b/c@latest a.b/d
      #          ^^^^^^^^^^^^

      RUN go install a.b/c
      #              ^^^^^

      RUN go get -u a.b/c
      #             ^^^^^

      RUN go install a.b/c@main
      #              ^^^^^^^^^^

      ONBUILD RUN go get a.b/c
      #                  ^^^^^
    `,
    {
      options: HADOLINT,
      texts: dockerfiles`
        RUN go install a.b/c
        #              ^^^^^

        RUN go run a.b/c
        #          ^^^^^
      `,
    },
  ],
});
