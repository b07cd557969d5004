/** `init` and `run` of an entry script, as the inference server finds them. */
import type { PythonDecorator, PythonFunction } from '../../python/model.ts';
import type { PythonScript } from './model.ts';

/**
 * What a decorator makes of `run`: the server gives it the values that it has a schema for, or the request as it is;
 * `undefined` for every other decorator, which may make anything of it.
 */
export function serverDecorator({
  name,
}: PythonDecorator): 'input_schema' | 'output_schema' | 'rawhttp' | undefined {
  return name === undefined ? undefined : DECORATORS.get(name);
}

/** Source: inference-schema 1.8, `schema_decorators.py`; azureml-inference-server-http 1.5.1, `server/__init__.py`. */
const DECORATORS: ReadonlyMap<string, 'input_schema' | 'output_schema' | 'rawhttp'> = new Map([
  ['inference_schema.schema_decorators.input_schema', 'input_schema'],
  ['inference_schema.schema_decorators.output_schema', 'output_schema'],
  ['azureml_inference_server_http.api.aml_request.rawhttp', 'rawhttp'],
  ['azureml.contrib.services.aml_request.rawhttp', 'rawhttp'],
]);

/**
 * The function that `init` or `run` certainly is, as it is called by the server: `undefined` if a decorator may have made
 * another of it, and in a script for batch endpoints, which the server does not load.
 */
export function entryFunction(file: PythonScript, name: 'init' | 'run'): PythonFunction | undefined {
  const found = file.module?.nameOf(name).function;
  const isKnown = found?.decorators.every((one) => serverDecorator(one) !== undefined);
  return isKnown && !isForBatch(file) ? found : undefined;
}

/** Whether a script is for batch endpoints, which give `run` files or rows: a `mini_batch`. */
export function isForBatch({ module }: PythonScript): boolean {
  const run = module?.nameOf('run').function;
  return run?.parameters.some(({ name }) => /^mini_?batch/.test(name)) === true;
}
