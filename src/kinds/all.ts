/** Every kind of file that is linted, a line each. */
export { azuremlYamlKind } from './azureml-yaml/kind.ts';
export { dockerfileKind } from './dockerfile/kind.ts';
export { pythonKind } from './python/kind.ts';
