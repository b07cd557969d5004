import { dockerfile } from 'azml-lint/testing';
import rule from '../../../rules/label/required-missing.ts';
import { testEdgeCases } from '../edge-cases.ts';

const final = { schema: { team: 'text' } } as const;
const all = { ...final, stages: 'all' } as const;

testEdgeCases(rule, {
  from: 'ubuntu:24.04',
  valid: [
    { name: 'without a schema', text: 'USER 1000\n' },
    { name: 'an empty one is there', options: final, text: 'LABEL team=""\n' },
    { name: 'in quotes', options: final, text: 'LABEL "team"=scoring\n' },
    {
      name: 'the stage that is built has it',
      options: final,
      text: 'FROM ubuntu:24.04\nFROM ubuntu:22.04\nLABEL team=scoring\n',
    },
    {
      name: 'a stage that builds on it has it',
      options: all,
      text: 'FROM ubuntu AS a\nFROM a\nLABEL team=scoring\n',
    },
    {
      name: 'a stage that copies from it has it',
      options: all,
      text: 'FROM ubuntu AS a\nFROM debian\nCOPY --from=a /x /x\nLABEL team=scoring\n',
    },
    { name: 'it is inherited', options: all, text: 'FROM ubuntu AS a\nLABEL team=scoring\nFROM a\n' },
  ],
  invalid: [
    {
      name: 'a label of an image that is built on this one',
      options: final,
      text: dockerfile`
        FROM ubuntu
        #    ^^^^^^
        ONBUILD LABEL team=scoring
      `,
    },
    {
      name: 'of the stages, that which is built',
      options: final,
      text: dockerfile`
        FROM ubuntu
        LABEL team=scoring
        FROM debian
        #    ^^^^^^
      `,
    },
    {
      name: 'each stage',
      options: all,
      text: dockerfile`
        FROM ubuntu
        #    ^^^^^^
        FROM debian
        #    ^^^^^^
      `,
    },
    {
      name: 'not a stage that is copied from, whether the other one has the label or not',
      options: all,
      text: dockerfile`
        FROM ubuntu AS a
        FROM debian
        #    ^^^^^^
        COPY --from=a /x /x
      `,
    },
    {
      name: 'not over two stages, nor by a mount',
      options: all,
      text: dockerfile`
        FROM ubuntu AS a
        #    ^^^^^^
        FROM a AS b
        FROM b AS c
        LABEL team=scoring
        FROM debian AS d
        #    ^^^^^^
        FROM alpine
        RUN --mount=from=d,target=/d ls
        LABEL team=scoring
      `,
    },
    {
      name: 'each label',
      options: { schema: { team: 'text', source: 'url' } },
      data: [
        { name: 'team', example: '…' },
        { name: 'source', example: 'https://…' },
      ],
      text: dockerfile`
        FROM scratch
        #    ^^^^^^^ missing
        #    ^^^^^^^ missing
      `,
    },
  ],
});
