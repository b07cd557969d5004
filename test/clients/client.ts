/** The programs of other people that azml-lint is tested with: see `.ci/install-clients`. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Where the clients are installed. */
const clients = process.env.AZML_LINT_CLIENTS!;

/** The path of a client, such as `chromium`. Throws, and says how to install it, if it is not there. */
export function client(name: string): string {
  const path = join(clients, 'bin', name);
  if (existsSync(path)) return path;
  throw new Error(`${name} is not installed: run .ci/install-clients ${clients}`);
}
