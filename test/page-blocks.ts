/** The files that pages show: blocks whose fence names one, as in "```yaml .gitlab-ci.yml". */
import { readFileSync } from 'node:fs';
import { globSync } from 'tinyglobby';

export interface PageBlock {
  /** The page that shows it. */
  readonly page: string;
  readonly file: string;
  readonly text: string;
}

/** The files that README.md and the pages of docs/ show. */
export function filesShown(): readonly PageBlock[] {
  return globSync(['README.md', 'docs/*.md'])
    .sort()
    .flatMap((page) =>
      [...readFileSync(page, 'utf8').matchAll(/^```\w+ (\S+)\n(.*?)^```$/gms)].map(([, file, text]) => ({
        page,
        file: file!,
        text: text!,
      })),
    );
}
