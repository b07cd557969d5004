import { defineRule } from 'azml-lint';
import { credentialsIn, credentialsInFiles } from 'azml-lint/facts';

/** So much of an address is shown before its credential. */
const MOST_BEFORE = 100;

export default defineRule({
  id: 'secrets/literal-value',
  title: 'A key, token or password is written into the file',
  level: { inference: 'error', training: 'error', other: 'error' },
  security: 9,
  messages: {
    image:
      'This is {what}, in plain text: everybody who can pull the image or read this file has it. Revoke it, and set a new one ' +
      'when the container starts, in `environment_variables` of the deployment or the job.',
    build:
      'This is {what}, in plain text: everybody who can pull the image or read this file has it. Revoke it, and let the ' +
      'build do without: fetch in the pipeline before it, and COPY; or read a new one from `RUN --mount=type=secret,id=…`, ' +
      'which BuildKit has.',
    index:
      'This is {what}, in plain text: everybody who can pull the image or read this file has it. Revoke it, and write ' +
      '`{written}` in its place: pip takes the variable from the environment of the RUN.',
  },
  check({ file, report }) {
    for (const { credential, instruction } of credentialsIn(file)) {
      const message = /^(?:ENV|LABEL|CMD|ENTRYPOINT)$/.test(instruction.name) ? 'image' : 'build';
      report({ at: credential, message, data: { what: credential.what } });
    }
    for (const credential of credentialsInFiles(file)) {
      const { start, what, origin } = credential;
      const [before] = /\S*$/.exec(origin.file.text.slice(Math.max(0, start - MOST_BEFORE), start))!;
      report({ at: credential, message: 'index', data: { what, written: `${before}\${TOKEN}` } });
    }
  },
});
