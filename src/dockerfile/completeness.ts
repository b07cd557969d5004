/** Which instructions have the arguments without which nothing can be said of what they do. */
import type { Instruction } from './tree.ts';

/** Whether an instruction has all that it cannot be without. Where it has not, that is a problem of the Dockerfile. */
export function isComplete(instruction: Instruction): boolean {
  switch (instruction.name) {
    case 'COPY':
    case 'ADD':
      return instruction.destination !== undefined;
    case 'ENV':
    case 'LABEL':
    case 'ARG':
      return instruction.pairs.length > 0;
    case 'HEALTHCHECK':
      return instruction.kind !== undefined;
    case 'ONBUILD':
      return instruction.trigger !== undefined && isComplete(instruction.trigger);
    case 'USER':
    case 'WORKDIR':
    case 'STOPSIGNAL':
    case 'MAINTAINER':
    case 'EXPOSE':
    case 'VOLUME':
    case 'SHELL':
      return instruction.args.length > 0;
    case 'FROM':
    case 'RUN':
    case 'CMD':
    case 'ENTRYPOINT':
    case 'UNKNOWN':
      return true;
  }
}
