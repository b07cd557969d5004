import rule from '../../../rules/environment/invalid-shape.ts';
import { batch, job, online } from '../deployment/projects.ts';
import { testEdgeCases } from '../edge-cases.ts';

const SCHEMAS = '$schema: https://azuremlschemas.azureedge.net/latest';
const kubernetes = (more: string) =>
  `${SCHEMAS}/kubernetesOnlineDeployment.schema.json\nname: a\nendpoint_name: b\n${more}`;
const component = (more: string) =>
  `${SCHEMAS}/commandComponent.schema.json\nname: a\ncommand: ls\nenvironment: azureml:a:1\n${more}`;
const yaml = (text: string) => ({ project: { 'a.yml': text } });

testEdgeCases(rule, {
  valid: [
    {
      name: 'numbers that are text',
      ...yaml(online('instance_count: "2"\nrequest_settings: {request_timeout_ms: "5000"}\n')),
    },
    { name: 'numbers with a point', ...yaml(online('instance_count: 2.0\n')) },
    { name: 'a truth value as text', ...yaml(online('app_insights_enabled: "true"\n')) },
    { name: 'templates', ...yaml(online('instance_count: {{COUNT}}\nrequest_settings: {{SETTINGS}}\n')) },
    { name: 'variables', ...yaml(online('instance_count: ${COUNT}\napp_insights_enabled: $INSIGHTS\n')) },
    {
      name: 'what Azure ML writes',
      ...yaml(online('provisioning_state: Succeeded\ncreation_context: {created_by: a}\n')),
    },
    { name: 'any variables', ...yaml(online('environment_variables: {A: 1, B: yes, C: [a]}\n')) },
    {
      name: 'what a deployment lacks may be an option of az ml',
      ...yaml(`${SCHEMAS}/managedOnlineDeployment.schema.json\nmodel: azureml:a:1\n`),
    },
    {
      name: 'keys of Kubernetes',
      ...yaml(kubernetes('type: kubernetes\nresources: {requests: {cpu: "0.1"}}\n')),
    },
    {
      name: 'keys of Kubernetes without the type',
      ...yaml(kubernetes('resources: {requests: {cpu: "0.1"}}\n')),
    },
    {
      name: 'settings of a batch deployment',
      ...yaml(batch('settings: {mini_batch_size: 10, instance_count: 1}\nresources: {instance_count: 1}\n')),
    },
    {
      name: 'keys of their own are allowed in components',
      ...yaml(component('environment_variables: {A: b}\nowner: us\n')),
    },
    {
      name: 'a job that does not say what it is',
      ...yaml('command: ls\nenvironment: azureml:a:1\nversion: 1\n'),
    },
    {
      name: 'a schema and a type that contradict each other',
      ...yaml(`${SCHEMAS}/commandJob.schema.json\ntype: pipeline\njobs: {}\ncommand: ls\n`),
    },
    {
      name: 'any settings of a pipeline',
      ...yaml(`${SCHEMAS}/pipelineJob.schema.json\ntype: pipeline\nsettings: {a: b}\njobs: {}\n`),
    },
    { name: 'an endpoint', ...yaml(`${SCHEMAS}/managedOnlineEndpoint.schema.json\nname: a\nowner: us\n`) },
    {
      name: 'the files of an asset',
      project: {
        'asset.yaml': 'name: a\nversion: auto\ntype: environment\nspec: spec.yaml\nowner: us\n',
        'environment.yaml': 'image:\n  name: a\n  context:\n    dir: context\n',
      },
    },
    {
      name: 'a route that lacks something is told by another rule',
      ...yaml('name: a\nimage: ubuntu\ninference_config: {}\n'),
    },
  ],
  invalid: [
    {
      name: 'a slip in a deployment',
      ...yaml(online('enviroment: azureml:a:1\n#^^^^^^^^^ unknownKey\n')),
      message: /Did you mean `environment:`/,
    },
    {
      name: 'a slip further in',
      ...yaml(
        online(
          'request_settings:\n  max_concurrent_request_per_instance: 4\n# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ unknownKey\n',
        ),
      ),
      message: /`request_settings`.*Did you mean `max_concurrent_requests_per_instance:`/,
    },
    {
      name: 'a key of another time',
      ...yaml(online('model:\n  local_path: ./m\n# ^^^^^^^^^^ unknownKey\n')),
      message: /Did you mean `path:`/,
    },
    {
      name: 'a section of the first previews',
      ...yaml(
        '$schema: https://azuremlschemas.azureedge.net/latest/environment.schema.json\nname: a\ndocker:\n#^^^^^ unknownKey\n  image: ubuntu\n',
      ),
      message: /Take it out, and write in its place what is in `docker:`\./,
    },
    {
      name: 'a probe',
      ...yaml(online('liveness_probe:\n  initial_delay: soon\n#                ^^^^ wrongType\n')),
    },
    { name: 'a list', ...yaml(online('request_settings: [a]\n#^^^^^^^^^^^^^^^ collection\n')) },
    {
      name: 'a number for a text',
      ...yaml(online('model_mount_path: 12\n#                 ^^ wrongType\n')),
      message: /Write `"12"`/,
    },
    { name: 'no value', ...yaml(online('code_configuration:\n#^^^^^^^^^^^^^^^^^ empty\n')) },
    {
      name: 'a batch deployment',
      ...yaml(
        batch(
          'mini_batch_size: many\n#                ^^^^ wrongType\nmodel_mount_path: /models\n#^^^^^^^^^^^^^^^ unknownKey\n',
        ),
      ),
    },
    {
      name: 'a job',
      ...yaml(`${job()}experiment: a\n#^^^^^^^^^ unknownKey\n`),
      message: /Did you mean `experiment_name:`/,
    },
    {
      name: 'tags of a job are texts',
      ...yaml(`${job()}tags: {a: 1}\n#         ^ wrongType\n`),
      message: /Write `"1"`/,
    },
    {
      name: 'resources of a managed deployment',
      ...yaml(online('resources: {requests: {cpu: "0.1"}}\n#^^^^^^^^ unknownKey\n')),
    },
    {
      name: 'a key twice',
      ...yaml(online('instance_count: 1\n#^^^^^^^^^^^^^ twice\ninstance_count: 2\n')),
      severity: 'warning',
    },
  ],
});
