import { existsSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { rules } from '../../../rules/index.generated.ts';
import { configurationNames } from '../../config/discovery.ts';
import type { Converted } from '../../config/hadolint.ts';
import { initialConfiguration } from '../../config/init-template.ts';
import { escapeText } from '../../report/escape.ts';
import { readText } from '../../session/read.ts';
import { linkedPath, replaceFile } from '../../session/replace-file.ts';
import { UserError } from '../../session/user-error.ts';
import { type ExitStatus, exitStatus } from '../exit-status.ts';
import type { InitOptions } from '../invocation.ts';
import { type Io, write } from '../io.ts';

/** Writes a configuration: one that changes nothing and shows what can be changed, or a converted one of hadolint. */
export async function init({ force, from }: InitOptions, io: Io): Promise<ExitStatus> {
  const [name, ...others] = configurationNames;
  const existing = [...others, name].find((other) => existsSync(join(io.cwd(), other)));
  // A configuration with another name beside it would apply to the same files.
  if (existing !== undefined && !(force && existing === name)) {
    const hint = existing === name ? 'Add `--force` to write over it.' : 'Remove it first.';
    throw new UserError(`there is a configuration already: ${existing}`, hint);
  }
  const { text, unconverted } =
    from === undefined ? { text: initialConfiguration(rules), unconverted: [] } : await converted(from, io);
  try {
    await replaceFile(linkedPath(join(io.cwd(), name)), (descriptor) => writeFileSync(descriptor, text));
  } catch (error) {
    throw new UserError(`${name} cannot be written: ${(error as Error).message}`);
  }
  const without = unconverted.map((line) => `  ${escapeText(line)}\n`).join('');
  if (unconverted.length > 0)
    await write(io.stderr, `Without an equivalent, and named in ${name}:\n${without}`);
  await write(io.stderr, `Wrote ${name}. Run \`azml-lint config Dockerfile\` to see what it makes.\n`);
  return exitStatus.clean;
}

async function converted(from: string, io: Io): Promise<Converted> {
  const { fromHadolint } = await import('../../config/hadolint.ts');
  const path = resolve(io.cwd(), from);
  if (!existsSync(path)) throw new UserError(`${from}: there is no such file`);
  try {
    return fromHadolint(readText(path).text, from, rules);
  } catch (error) {
    throw error instanceof UserError ? new UserError(`${from}: ${error.message}`) : error;
  }
}
