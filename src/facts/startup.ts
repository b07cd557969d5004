import type { CmdInstruction, EntrypointInstruction } from '../dockerfile/tree.ts';
import { BOOT_COMMAND, SERVER_COMMAND } from '../image/contract.ts';
import { readRun } from '../shell/run.ts';
import type { Command } from '../shell/script.ts';
import { chainOf } from './chain.ts';
import type { Stage, Step } from './file.ts';

type StartStep = Step<CmdInstruction> | Step<EntrypointInstruction>;

/**
 * The instruction by which a container of a stage no longer starts the inference server, although the image it builds
 * on does: the ENTRYPOINT, or else the CMD.
 *
 * @returns `undefined` when the server is started after all, or when a script or a program of one's own may do it
 */
export function serverReplacedBy(stage: Stage): StartStep | undefined {
  const chain = chainOf(stage);
  const entrypoint = chain.flatMap((one) => one.stepsOf('ENTRYPOINT')).at(-1);
  const cmd = chain.flatMap((one) => one.stepsOf('CMD')).at(-1);
  const isReset = entrypoint !== undefined && isEmpty(entrypoint);
  const steps = [isReset ? undefined : entrypoint, cmd].filter((step) => step !== undefined);
  const given = steps.filter((step) => !isEmpty(step));
  if (given.length === 0 || given.some(mayStartServer)) return undefined;
  return given[0];
}

/** `ENTRYPOINT []` takes back what the base image says. */
function isEmpty({ instruction }: StartStep): boolean {
  return instruction.args.length === 0;
}

function mayStartServer({ instruction, before }: StartStep): boolean {
  const scripts = readRun(instruction, before.shell);
  return scripts.some(({ kind, commands }) => kind === 'other' || commands.some(startsServer));
}

/** Directories of programs that come with the image. */
const SYSTEM = /^(?:\/usr(?:\/local)?)?\/s?bin\/[^/]+$|^\/opt\/(?:mini)?conda\/|^\/azureml-envs\//;

function startsServer(command: Command): boolean {
  const { nameWord, words } = command;
  if (!nameWord) return false;
  const all = [nameWord, ...words];
  if (all.some(({ text, literal }) => !literal || /\.(?:ba)?sh$/.test(text))) return true;
  if (nameWord.text.includes('/') && !SYSTEM.test(nameWord.text)) return true;
  return all.some(({ text }) => text.includes(BOOT_COMMAND) || text.includes(SERVER_COMMAND));
}
