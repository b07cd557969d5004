/**
 * The address of a repository with a place for a tag or commit: `…/x.git@…#egg=x`.
 *
 * @param written the `@branch` that it has there
 *
 * @example withReference('git+https://github.com/a/x.git@main#egg=x', '@main'); // => 'git+https://github.com/a/x.git@…#egg=x'
 */
export function withReference(address: string, written: string): string {
  const [place = '', ...fragment] = address.split('#');
  return [`${place.slice(0, place.length - written.length)}@…`, ...fragment].join('#');
}
