/** `T` with keys whose value may not be known. */
export type WithUnknown<T> = { readonly [K in keyof T]: T[K] | undefined };

/** Facts without the keys of what is not known. */
export function present<T extends object>(facts: WithUnknown<T>): T {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as T;
}
