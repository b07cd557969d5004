/** Something that can be found. */
export interface SearchEntry {
  readonly kind: 'rule' | 'page';
  /** From the root of the site. */
  readonly url: string;
  readonly title: string;
  /** The names of a rule. */
  readonly names: string;
  /** What it is about: the title of a rule, the page of a section. */
  readonly about: string;
  readonly text: string;
}
