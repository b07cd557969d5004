/** Whether ADD downloads it: over HTTP, or with git. */
export function isUrl(text: string): boolean {
  return /^https?:\/\//.test(text);
}

/** A repository as ADD clones it: `git://`, `ssh://`, `user@host:path`, or an address that ends in `.git`. */
export function isGitSource(text: string): boolean {
  if (/^(?:git|ssh):\/\//.test(text) || /^[\w-]+@[\w.-]+:(?!\/\/)/.test(text)) return true;
  return /^https?:\/\/[^?#]*\.git(?:[?#]|$)/.test(text);
}
