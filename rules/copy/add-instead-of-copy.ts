import { type CopiedSource, type CopyStep, defineRule, type Edit, knownText } from 'azml-lint';
import { isGitSource, isSingleFile, isUrl, mayBeTarArchive } from 'azml-lint/facts';

/** Flags of ADD that COPY does not have. */
const ONLY_ADD: ReadonlySet<string> = new Set(['checksum', 'keep-git-dir', 'unpack']);

export default defineRule({
  id: 'copy/add-instead-of-copy',
  aliases: { DL3020: 'differs' },
  title: 'ADD copies what COPY would',
  level: { inference: 'warning', training: 'warning', other: 'warning' },
  fix: 'safe',
  messages: {
    add:
      '`{keyword}` of `{source}` only copies. ADD also unpacks archives and downloads, so that what arrives depends on what the file is. ' +
      'Write `{better}`.',
  },
  check({ file, report }) {
    for (const copy of file.copies) {
      const { name, keyword } = copy.instruction;
      if (name !== 'ADD' || copy.onbuild || !onlyCopies(copy)) continue;
      const better = inCaseOf(keyword.text, 'COPY');
      const edits: readonly Edit[] = [{ start: keyword.start, end: keyword.end, text: better }];
      report({
        at: keyword,
        message: 'add',
        data: { keyword: keyword.text, source: firstSource(copy), better },
        fix: isRefusedByCopy(copy)
          ? undefined
          : { title: `Write ${better}`, edits, safety: copy.sources.every(isPlain) ? 'safe' : 'unsafe' },
      });
    }
  },
});

/** Whether no source is, or may be, something that only ADD takes. */
function onlyCopies({ sources }: CopyStep): boolean {
  return sources.every(({ value }) => {
    const text = knownText(value);
    return text !== undefined && !isUrl(text) && !isGitSource(text) && !mayBeTarArchive(text);
  });
}

function isRefusedByCopy({ instruction: { flags } }: CopyStep): boolean {
  return flags.some(({ name }) => ONLY_ADD.has(name));
}

/** Whether it is certainly no archive: a directory, or a file of another kind. A glob may match anything. */
function isPlain(source: CopiedSource): boolean {
  const text = knownText(source.value) ?? '';
  return isSingleFile(source) || /\.\w+$/.test(text) || !/[*?[]/.test(text);
}

function firstSource({ sources, instruction: { heredocs } }: CopyStep): string {
  return sources[0]?.word.text ?? `<<${heredocs[0]?.name}`;
}

function inCaseOf(keyword: string, text: string): string {
  return keyword === keyword.toLowerCase() ? text.toLowerCase() : text;
}
