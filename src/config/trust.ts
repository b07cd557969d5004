/** How a configuration came to be used. */
export interface TrustContext {
  /** The user named it with `--config`; otherwise a search found it. */
  readonly explicit: boolean;
  /** The user gave `--trust`. */
  readonly trust: boolean;
  /** The run is part of a CI run. */
  readonly ci: boolean;
}

/**
 * Whether a configuration may run code: load plugins and packages. A configuration that was found in CI may come from a
 * stranger's pull request, wherever it is and whatever the working directory, so it must not run code unless the run
 * was set up to allow it. On one's own machine it may, as the scripts of package.json may.
 */
export function mayExecute({ explicit, trust, ci }: TrustContext): boolean {
  return explicit || trust || !ci;
}

/**
 * Whether a configuration may read files anywhere. One that was found is text from a stranger, in CI or not: it must
 * not make the run open, describe or write anything outside its own tree.
 */
export function mayReachOut({ explicit, trust }: TrustContext): boolean {
  return explicit || trust;
}
