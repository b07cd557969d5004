import type { JsonSchemaType, jsonSchemaValidator } from '@modelcontextprotocol/server';
import type { Ajv, ErrorObject } from 'ajv';

/** Validates arguments and answers with the validator that the configuration of plugins has, too. */
export async function schemaValidator(): Promise<jsonSchemaValidator> {
  // A CommonJS package in a file of its own has only a default export.
  const { Ajv } = (await import('ajv')).default;
  const ajv: Ajv = new Ajv({ allErrors: true, strict: false });
  return {
    getValidator: <T>(schema: JsonSchemaType) => {
      const validate = ajv.compile<T>(schema);
      return (input: unknown) =>
        validate(input)
          ? { valid: true, data: input, errorMessage: undefined }
          : { valid: false, data: undefined, errorMessage: inWords(validate.errors ?? []) };
    },
  };
}

function inWords(errors: readonly ErrorObject[]): string {
  return errors
    .map(({ instancePath, message, params }) => {
      const what =
        instancePath === '' ? 'the arguments' : `\`${instancePath.slice(1).replaceAll('/', '.')}\``;
      const name: unknown = params.additionalProperty;
      return name === undefined ? `${what} ${message}` : `there is no argument \`${name}\``;
    })
    .join('; ');
}
