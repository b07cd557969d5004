import { parseDockerfile } from '../dockerfile/parse.ts';
import type { Instruction } from '../dockerfile/tree.ts';
import { closestMatch } from '../text/closest-match.ts';

/** Build arguments that need no ARG: https://docs.docker.com/reference/dockerfile/#predefined-args and BUILDKIT_*. */
const predefined =
  /^(?:(?:HTTPS?|FTP|NO|ALL)_PROXY|(?:https?|ftp|no|all)_proxy|BUILDKIT_\w+|SOURCE_DATE_EPOCH)$/;

/** Notes on build arguments that no ARG of the given Dockerfiles takes. */
export function unusedArguments(given: readonly string[], texts: readonly string[]): readonly string[] {
  const taken = new Set(texts.filter(mayHaveArg).flatMap(argsIn));
  return given
    .filter((name) => !taken.has(name) && !predefined.test(name))
    .map((name) => {
      const meant = closestMatch(name, taken);
      const proposal = meant === undefined ? '' : `; did you mean \`${meant}\`?`;
      return `\`--build-arg ${name}\`: no ARG takes it${proposal}`;
    });
}

function mayHaveArg(text: string): boolean {
  return /arg/i.test(text);
}

function argsIn(text: string): readonly string[] {
  return parseDockerfile(text).instructions.flatMap(namesOf);
}

/** The names that an instruction declares, for this build or, after ONBUILD, for the build on top of it. */
function namesOf(instruction: Instruction): readonly string[] {
  if (instruction.name === 'ARG') return instruction.pairs.map(({ name }) => name.text);
  if (instruction.name === 'ONBUILD' && instruction.trigger) return namesOf(instruction.trigger);
  return [];
}
