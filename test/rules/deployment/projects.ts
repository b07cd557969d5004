/** Files of which the projects of deployment rules are made. */

const SCHEMAS = '$schema: https://azuremlschemas.azureedge.net/latest';

export const INFERENCE = 'FROM mcr.microsoft.com/azureml/minimal-py312-inference:latest\n';

/** The routes of an environment, indented, on a port. */
export function routes(port: string | number, indent = ''): string {
  const route = (name: string, path: string) => `${indent}  ${name}_route: {port: ${port}, path: ${path}}\n`;
  return `${indent}inference_config:\n${route('liveness', '/')}${route('readiness', '/')}${route('scoring', '/score')}`;
}

/** An environment that is built from the folder `docker`. */
export function environment(more = ''): string {
  return `${SCHEMAS}/environment.schema.json\nname: scoring\nbuild:\n  path: docker\n${more}`;
}

/** A managed online deployment with an environment that is built from the folder `docker`. */
export function deployment(more = '', inEnvironment = routes(5001, '  ')): string {
  return `${online('')}environment:\n  build:\n    path: docker\n${inEnvironment}${more}`;
}

/** A managed online deployment without an environment. */
export function online(more: string): string {
  return `${SCHEMAS}/managedOnlineDeployment.schema.json\nname: blue\nendpoint_name: scoring\ninstance_type: Standard_DS3_v2\n${more}`;
}

/** A batch deployment. */
export function batch(more: string): string {
  return `${SCHEMAS}/modelBatchDeployment.schema.json\nname: blue\nendpoint_name: scoring\ntype: model\ncompute: azureml:c\n${more}`;
}

/** A job with an environment that is built from the folder `docker`. */
export function job(): string {
  return `${SCHEMAS}/commandJob.schema.json\ncommand: ls\ncompute: azureml:c\nenvironment:\n  build:\n    path: docker\n`;
}

/** A deployment, and the Dockerfile from which it is built. */
export function built(lines: string, more: string, files: Readonly<Record<string, string>>) {
  return { 'deployment.yml': deployment(more), 'docker/Dockerfile': `${INFERENCE}${lines}`, ...files };
}

/** An instruction that is a related place from its second character on. */
export function copied(line: string): string {
  return `${line}\n#${'~'.repeat(line.length - 1)}\n`;
}
