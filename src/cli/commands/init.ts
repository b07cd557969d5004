import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { configurationNames } from '../../config/discovery.ts';
import { schemaUri } from '../../rule/links.ts';
import { UserError } from '../errors.ts';
import { type ExitStatus, exitStatus } from '../exit.ts';
import type { InitOptions } from '../invocation.ts';
import { type Io, write } from '../io.ts';

/** Writes a configuration that changes nothing and shows what can be changed. */
export async function init({ force }: InitOptions, io: Io): Promise<ExitStatus> {
  const [name, ...others] = configurationNames;
  const existing = [...others, name].find((other) => existsSync(join(io.cwd(), other)));
  // Another name beside it would be a second configuration for the same files.
  if (existing !== undefined && !(force && existing === name)) {
    const hint = existing === name ? 'Add `--force` to write over it.' : 'Remove it first.';
    throw new UserError(`there is a configuration already: ${existing}`, hint);
  }
  await writeFile(join(io.cwd(), name), template()).catch((error: Error) => {
    throw new UserError(`${name} cannot be written: ${error.message}`);
  });
  await write(io.stderr, `Wrote ${name}. Run \`azml-lint config Dockerfile\` to see what it makes.\n`);
  return exitStatus.clean;
}

function template(): string {
  return `# yaml-language-server: $schema=${schemaUri()}
$schema: ${schemaUri()}

# What this builds on: azml-lint:recommended, azml-lint:strict, azml-lint:all, a file, or a package.
extends: azml-lint:recommended

# The least severity that makes a run fail: error, warning, info or never.
failOn: warning

# Levels and options by id, alias or group. \`azml-lint rules\` lists the rules, \`azml-lint explain ID\` says what one
# is about.
# rules:
#   apt/lists-kept: error
#   DL3009: off
#   pip/*: info

# What holds for some files only.
# overrides:
#   - files: "experiments/**"
#     rules:
#       apt/lists-kept: info

# Files that are not linted when a directory is searched.
# ignore:
#   - vendor

# Values for ARGs, as \`docker build --build-arg\` gives them.
# buildArgs:
#   PYTHON_VERSION: "3.12"

# Modules with more rules.
# plugins:
#   - ./lint/our-rules.mjs
`;
}
