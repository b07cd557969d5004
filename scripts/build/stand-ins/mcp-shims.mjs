/** Takes the place of what the server of the Model Context Protocol has for each runtime: it is given both. */
export class DefaultJsonSchemaValidator {
  constructor() {
    throw new Error('the server is given a validator');
  }
}

export { default as process } from 'node:process';
