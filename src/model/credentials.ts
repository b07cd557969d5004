import type { Instruction } from '../dockerfile/tree.ts';
import { type Credential, findCredentials } from '../text/credentials.ts';
import { lastAt } from '../text/search.ts';
import { liesInAny } from '../text/spans.ts';
import type { DockerfileModel } from './model.ts';

/** A credential with the instruction that holds it. */
export interface HeldCredential {
  readonly credential: Credential;
  readonly instruction: Instruction;
}

/** The credentials in the instructions of a file and their here-documents, in order. Comments do not count. */
export function credentialsIn({ source, dockerfile }: DockerfileModel): readonly HeldCredential[] {
  return findCredentials(source.text).flatMap((credential) => {
    if (liesInAny(credential, dockerfile.comments)) return [];
    const { instructions } = dockerfile;
    const at = lastAt(instructions.length, (index) => instructions[index]!.start, credential.start);
    const instruction = instructions[at];
    return instruction && credential.end <= instruction.end ? [{ credential, instruction }] : [];
  });
}
