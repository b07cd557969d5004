/** The names in a text with blanks or line ends between them. */
export function namesOf(list: string): ReadonlySet<string> {
  return new Set(list.trim().split(/\s+/));
}
