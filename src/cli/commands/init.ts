import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rules } from '../../../rules/index.generated.ts';
import { configurationNames } from '../../config/discovery.ts';
import { initialConfiguration } from '../../config/initial.ts';
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
  try {
    writeFileSync(join(io.cwd(), name), initialConfiguration(rules));
  } catch (error) {
    throw new UserError(`${name} cannot be written: ${(error as Error).message}`);
  }
  await write(io.stderr, `Wrote ${name}. Run \`azml-lint config Dockerfile\` to see what it makes.\n`);
  return exitStatus.clean;
}
