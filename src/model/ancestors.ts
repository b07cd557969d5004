import type { Stage } from './model.ts';

/** A stage and those it builds on, the first of them first: all whose layers are in its image. */
export function ancestorsOf(stage: Stage): readonly Stage[] {
  const chain: Stage[] = [];
  for (let at: Stage | undefined = stage; at; at = at.parent) chain.push(at);
  return chain.reverse();
}
