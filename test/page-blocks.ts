/** The files that pages show: blocks whose fence names one, as in "```yaml .gitlab-ci.yml". */
import { readdirSync, readFileSync } from 'node:fs';

export interface PageBlock {
  /** The page that shows it. */
  readonly page: string;
  readonly file: string;
  readonly text: string;
}

/** The files that README.md and the pages of docs/ show. */
export function filesShown(): readonly PageBlock[] {
  const pages = ['README.md', ...readdirSync('docs').map((name) => `docs/${name}`)];
  return pages.flatMap((page) =>
    [...readFileSync(page, 'utf8').matchAll(/^```\w+ (\S+)\n(.*?)^```$/gms)].map(([, file, text]) => ({
      page,
      file: file!,
      text: text!,
    })),
  );
}
