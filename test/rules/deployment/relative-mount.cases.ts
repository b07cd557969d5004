import rule from '../../../rules/deployment/relative-mount.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { batch, online } from './projects.ts';

testEdgeCases(rule, {
  valid: [
    { name: 'absolute', project: { 'a.yml': online('model_mount_path: "/models"\n') } },
    { name: 'a template', project: { 'a.yml': online('model_mount_path: {{MOUNT}}\n') } },
    { name: 'a variable', project: { 'a.yml': online('model_mount_path: $MOUNT\n') } },
    { name: 'nothing', project: { 'a.yml': online('model_mount_path:\n') } },
    { name: 'a batch deployment has no such key', project: { 'a.yml': batch('model_mount_path: models\n') } },
  ],
  invalid: [
    {
      name: 'in quotes',
      project: { 'a.yml': online('model_mount_path: "models"\n#                  ^^^^^^\n') },
      message: /Write `\/models`/,
    },
    {
      name: 'a place above',
      project: { 'a.yml': online('model_mount_path: ../models/a\n#                 ^^^^^^^^^^^\n') },
      message: /Write `\/models\/a`/,
    },
    {
      name: 'the home of a user',
      project: { 'a.yml': online('model_mount_path: ~/models/a\n#                 ^^^^^^^^^^\n') },
      message: /Write `\/models\/a`/,
    },
    {
      name: 'the folder itself',
      project: { 'a.yml': online('model_mount_path: .\n#                 ^\n') },
      message: /Write `\/models`/,
    },
    {
      name: 'of Windows',
      project: { 'a.yml': online('model_mount_path: C:\\models\n#                 ^^^^^^^^^\n') },
      message: /Write `\/models`/,
    },
  ],
});
