import type { InstructionOf } from '../../dockerfile/tree.ts';
/** USER instructions that name an account that does not exist. */
import { knownText } from '../../dockerfile/value.ts';
import { isAzureMachineLearning } from '../../image/catalog.ts';
import { SERVER_USER } from '../../image/contract.ts';
import { dataflow } from '../../model/dataflow.ts';
import type { DockerfileModel, Stage, Step } from '../../model/model.ts';
import { parseUser } from '../../model/user.ts';
import { accountsCreated, isSystemAccount } from '../image-files/accounts.ts';

/** Accounts beyond this number are not searched for a command that creates them. */
const MOST_ACCOUNTS = 20;

type UserStep = Step<InstructionOf<'USER'>>;

/** The USERs whose account certainly does not exist, with its name, if something runs as them. */
export function unknownUsers(file: DockerfileModel): ReadonlyMap<Step<InstructionOf<'USER'>>, string> {
  const steps = file.stages.filter(isInPlay).flatMap((stage) => stage.stepsOf('USER'));
  const used = new Set(
    [file.finalStage?.atEnd.user, ...file.runs.map(({ before }) => before.user)].map(stepOf),
  );
  const byName = new Map<string, UserStep[]>();
  for (const step of steps.filter((one) => used.has(one))) {
    const name = nameIn(step);
    if (name !== undefined) byName.set(name, [...(byName.get(name) ?? []), step]);
  }
  const named = [...byName].slice(0, MOST_ACCOUNTS);
  const names = named.map(([name]) => name);
  const without = dataflow<readonly string[]>(
    file,
    () => names,
    (missing, step) => {
      const created = missing.length > 0 ? accountsCreated(step, missing) : [];
      return created.length > 0 ? missing.filter((name) => !created.includes(name)) : missing;
    },
  );
  const unknown = named.flatMap(([name, users]) =>
    users.filter((step) => without(step).includes(name)).map((step) => [step, name] as const),
  );
  return new Map(unknown);
}

function stepOf(user: Step['before']['user'] | undefined): UserStep | undefined {
  return user?.step;
}

/** A stage that is built, on an image whose accounts are known. */
function isInPlay(stage: Stage): boolean {
  const { family, image, shipped, copiedFrom, root } = stage;
  const isOurs = root.base.kind === 'image' && isAzureMachineLearning(root.base.reference.name);
  return isOurs && family === 'inference' && image?.hasDockeruser !== false && (shipped || copiedFrom);
}

/** The name of an account; numbers need no account. */
function nameIn({ instruction, value }: UserStep): string | undefined {
  const [word] = instruction.args;
  if (!word || knownText(value(word)) === undefined) return undefined;
  const { name, root } = parseUser(value(word));
  const isOther = name !== undefined && root === false && name !== SERVER_USER && !isSystemAccount(name);
  return isOther && !/^\d+$/.test(name) ? name : undefined;
}
