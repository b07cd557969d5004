import { helpUri } from '../rule/links.ts';
import { readPage } from '../session/rule-pages.ts';

/** What the page of a built-in rule says before its examples; its links are those of the web. */
export function pageIntroduction(id: string): string | undefined {
  const page = readPage(id);
  if (page === undefined) return undefined;
  const [, body = ''] = /^# .*\n+([\s\S]*?)(?=\n## |$(?![\s\S]))/.exec(page) ?? [];
  return body
    .trim()
    .replace(/\]\((?![a-z]+:|#)([^)\s]+)\)/g, (_, link: string) => `](${linkFrom(id, link)})`);
}

function linkFrom(id: string, link: string): string {
  try {
    return new URL(link, helpUri(id)).href;
  } catch {
    return link;
  }
}
