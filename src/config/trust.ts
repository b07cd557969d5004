/** How a configuration came to be used. */
export interface TrustContext {
  /** The user named it with `--config`; otherwise a search found it. */
  readonly explicit: boolean;
  /** The user gave `--trust`. */
  readonly trust: boolean;
  /** The run is part of a CI run. */
  readonly ci: boolean;
  /** An editor has opened a folder, perhaps only to read what a stranger has written. */
  readonly editor: boolean;
}

/**
 * Whether a configuration may run code: load plugins and packages. A configuration that was found in CI may come from a
 * stranger's pull request, wherever it is and whatever the working directory, so it must not run code unless the run
 * was set up to allow it. In an editor it must not either, because nobody has asked for anything yet. On one's own machine
 * it may, as the scripts of package.json may.
 */
export function mayExecute({ explicit, trust, ci, editor }: TrustContext): boolean {
  return explicit || trust || !(ci || editor);
}

/**
 * Whether a configuration may read files anywhere. One that was found is text from a stranger, in CI or not: it must
 * not make the run open, describe or write anything outside its own tree.
 */
export function mayReachOut({ explicit, trust }: Pick<TrustContext, 'explicit' | 'trust'>): boolean {
  return explicit || trust;
}
