/** Sources of COPY that no build context has, by their form. */

/** A path that leads out of the context. */
export function leavesContext(source: string): boolean {
  return /^(?:\.\/+)*\.\.(?:[/\\]|$)/.test(source);
}

/** A path of a computer: in somebody's home, on a drive of Windows or what is mounted of one. */
export function isPathOfComputer(source: string): boolean {
  return /^(?:[A-Za-z]:[/\\]|~[/\\]|\/(?:home|Users)\/[^/]+\/.|\/mnt\/[a-z]\/|\/Volumes\/|file:\/\/)/.test(
    source,
  );
}
