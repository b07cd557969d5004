import type { Binding, Bindings } from './bindings.ts';
import type { PythonFunction, PythonName } from './model.ts';

/** What a name of a module is. */
export function nameIn(bindings: Bindings, name: string): PythonName {
  const all = bindings.ofNames.get(name) ?? [];
  return {
    isDefined: isDefined(bindings, name),
    function: functionNamed(bindings, name, new Set()),
    neverAt: all.find(({ execution }) => execution === 'never')?.at,
    inner: bindings.innerFunctions.get(name)?.[0],
  };
}

function isDefined(bindings: Bindings, name: string): boolean | undefined {
  const candidates = candidatesFor(bindings, name);
  const present = candidates.filter((one) => !one.isDeleted);
  const isCertain = candidates[0]?.execution === 'always' && present.length === candidates.length;
  if (isCertain) return true;
  return present.length > 0 || bindings.isOpen || bindings.globals.has(name) ? undefined : false;
}

function functionNamed(bindings: Bindings, name: string, asked: Set<string>): PythonFunction | undefined {
  const [only, ...others] = candidatesFor(bindings, name);
  if (!only || others.length > 0 || bindings.globals.has(name) || asked.has(name)) return undefined;
  asked.add(name);
  return only.alias === undefined ? only.function : functionNamed(bindings, only.alias, asked);
}

/** What may have given a name its value: the last statement that certainly did, and those after it that perhaps do. */
function candidatesFor({ ofNames }: Bindings, name: string): readonly Binding[] {
  const executed = (ofNames.get(name) ?? []).filter(({ execution }) => execution !== 'never');
  return executed.slice(
    Math.max(
      0,
      executed.findLastIndex(({ execution }) => execution === 'always'),
    ),
  );
}
