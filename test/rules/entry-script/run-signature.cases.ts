import rule from '../../../rules/entry-script/run-signature.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { loaded } from './projects.ts';

const INIT = 'def init():\n    pass\n';
const SCHEMA = 'from inference_schema.schema_decorators import input_schema, output_schema\n';

testEdgeCases(rule, {
  valid: [
    loaded(`${INIT}def run(data, params=None):\n    return data\n`),
    loaded(`${INIT}def run(*, data, request_headers):\n    return data\n`),
    loaded(`${INIT}def run(data=None):\n    return data\n`),
    loaded(`${INIT}@tracer.capture\ndef run(*args, **kwargs):\n    return 1\n`),
    loaded(`${INIT}@tracer.capture\ndef run(a, b):\n    return 1\n`),
    loaded(`${INIT}def run(mini_batch):\n    return mini_batch\n`),
    loaded(`${INIT}def run(input_data, mini_batch_context):\n    return input_data\n`),
    loaded(`${INIT}class Run:\n    def run(self, a, b):\n        return a\n\nrun = Run().run\n`),
    loaded(`${INIT}run = lambda data: data\n`),
    loaded(
      `${INIT}if FAST:\n    def run(a, b):\n        return a\nelse:\n    def run(a):\n        return a\n`,
    ),
    loaded(
      `${SCHEMA}${INIT}@input_schema("a", A)\n@input_schema("b", B)\n@output_schema(C)\ndef run(a, b):\n    return a\n`,
    ),
    loaded(`${SCHEMA}${INIT}@output_schema(C)\ndef run(a, b):\n    return a\n`),
    loaded(`${SCHEMA}${INIT}@input_schema(NAME, A)\ndef run(a):\n    return a\n`),
    loaded(`${SCHEMA}${INIT}@input_schema(param_name="a", param_type=A)\ndef run(a):\n    return a\n`),
    // A decorator of one's own with that name.
    loaded(`from mine import input_schema\n${INIT}@input_schema("x")\ndef run(a):\n    return a\n`),
    loaded(
      `import asyncio\n${INIT}def predict(a, b):\n    return a\ndef run(data):\n    return predict(data, 1)\n`,
    ),
  ],
  invalid: [
    loaded(`${INIT}def run(request_headers):\n#       ^^^^^^^^^^^^^^^ none\n    return 1\n`),
    loaded(`${INIT}def run(data, **kwargs):\n#               ^^^^^^ refused\n    return 1\n`),
    loaded(`${INIT}run = lambda: 1\n#     ^^^^^^^^^ none\n`),
    loaded(`${INIT}def predict(a, b):\n#              ^ second\n    return a\nrun = predict\n`),
    loaded(`${INIT}def run(data=None, *, model):\n#                     ^^^^^ second\n    return 1\n`),
    loaded(
      `from azureml.contrib.services.aml_request import rawhttp\n${INIT}@rawhttp\ndef run(request, model):\n#                ^^^^^ second\n    return 1\n`,
    ),
    loaded(
      `import inference_schema.schema_decorators as schema\n${INIT}@schema.input_schema(param_name="größe", param_type=A)\n#                               ^^^^^^^ unknown\ndef run(data):\n    return data\n`,
    ),
    loaded(
      `from azureml_inference_server_http.api.aml_request import rawhttp as raw\n${SCHEMA}${INIT}@output_schema(A)\n@raw\n#^^^ both\ndef run(data):\n    return data\n`,
    ),
  ],
});
