/** How a configuration came to be used. */
export interface TrustContext {
  /** The user named it with `--config`; without it, it was found by a search. */
  readonly explicit: boolean;
  /** The user gave `--trust`. */
  readonly trust: boolean;
  /** The run is part of a CI run. */
  readonly ci: boolean;
}

/**
 * Whether a configuration may run code: load plugins and packages. One that was found in CI may be that of a stranger's pull
 * request, wherever it lies and whatever the working directory is, so that it may not unless the one who set up the run
 * says so. At one's own machine it may, as the scripts of package.json may.
 */
export function mayExecute({ explicit, trust, ci }: TrustContext): boolean {
  return explicit || trust || !ci;
}

/**
 * Whether a configuration may read files wherever they are. One that was found is text from a stranger, in CI or not: it may
 * not make the run open, tell about or write what lies outside of its own tree.
 */
export function mayReachOut({ explicit, trust }: TrustContext): boolean {
  return explicit || trust;
}
