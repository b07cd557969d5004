/** Which instructions lack an argument without which their effect is unknown. */
import type { Instruction } from './tree.ts';

/** Whether an instruction has all the arguments it needs. If it does not, the Dockerfile has a syntax problem. */
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
