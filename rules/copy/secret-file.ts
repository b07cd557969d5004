import { baseName, type CopyStep, defineRule, knownText, lineText } from 'azml-lint';
import { isSshKey, secretFileAt } from 'azml-lint/facts';

export default defineRule({
  id: 'copy/secret-file',
  title: 'A file with credentials is copied into the image',
  level: { inference: 'error', training: 'error', other: 'error' },
  security: 8,
  messages: {
    secret:
      '`{file}` holds credentials, and whoever can pull the image has them then: a layer keeps a file even if a later RUN deletes it. Take ' +
      '`{instruction}` out, and let the container get them when it runs, from the deployment or a key vault.',
    settings:
      '`{file}` may hold a token, and whoever can pull the image has it then: a layer keeps a file even if a later RUN deletes it. Take ' +
      '`{instruction}` out, if it does, and name what else it says in options or an ENV.',
  },
  check({ file, report }) {
    for (const copy of file.copies) {
      const { from, sources, stage } = copy;
      if (from) continue;
      for (const { word, value } of sources) {
        const path = knownText(value)?.replaceAll('\\', '/') ?? '';
        const kind = isSshKey(knownText(copy.destination) ?? '') ? 'secret' : secretFileAt(path);
        if (!kind || isPublicKey(copy, path)) continue;
        const data = { file: word.text, instruction: firstLine(copy) };
        // The layers of other stages stay where the image was built.
        const severity = kind === 'settings' || !stage.shipped ? 'warning' : undefined;
        report({ at: word, message: kind, data, severity });
      }
    }
  },
});

/** The key of an archive, with which package managers check signatures: by where it goes, or by what takes it. */
function isPublicKey({ destination, stage }: CopyStep, path: string): boolean {
  if (!/\.key$/i.test(path)) return false;
  if (/gpg|keyrings?\b|^\/etc\/apt\//i.test(knownText(destination) ?? '')) return true;
  const name = baseName(path);
  return stage.runs
    .flatMap((run) => run.commandsNamed('apt-key|rpm|rpmkeys|gpg|gpg2'))
    .some(({ words }) => words.some(({ text }) => baseName(text) === name));
}

function firstLine({ instruction, stage }: CopyStep): string {
  return lineText(stage.file.source, instruction.startLine)
    .replace(/[\\`]\s*$/, '…')
    .trim();
}
