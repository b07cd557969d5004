import { type BuildContext, defineRule } from 'azml-lint';
import { managedBuildOf, uploadSize } from 'azml-lint/facts';

export default defineRule({
  id: 'context/too-large',
  title: 'A build context with more than Azure ML takes',
  level: { inference: 'warning', training: 'warning', other: 'warning' },
  options: {
    // Source: azure-ai-docs, `resource-limits-capacity.md` (2025-02-05).
    defaults: { files: 100, bytes: 1024 ** 2 },
    schema: {
      files: { type: 'integer', minimum: 1, description: 'So many files are allowed.' },
      bytes: { type: 'integer', minimum: 1, description: 'They may have so many bytes together.' },
    },
  },
  messages: {
    files:
      'More than {files} files of `{folder}` are uploaded as the build context, and Azure ML documents {files} as the limit. {cure}.',
    bytes:
      'More than {bytes} bytes of `{folder}` are uploaded as the build context, and Azure ML documents {bytes} as the limit. {cure}.',
  },
  check({ file, options, report }) {
    const { context } = file;
    const build = managedBuildOf(file);
    if (!build || (context.certainty !== 'named' && context.certainty !== 'given')) return;
    const size = uploadSize(context, options);
    const [at = file.dockerfile.instructions[0]?.keyword] = build.namedAt;
    if (!size || !at || (size.files <= options.files && size.bytes <= options.bytes)) return;
    const cure = `Name in ${ignoreFileOf(context)} what the image does not need, or give the Dockerfile a folder of its own`;
    const data = { ...options, folder: context.folder ?? '', cure };
    report({ at, message: size.files > options.files ? 'files' : 'bytes', data });
  },
});

/** Another `.amlignore` would let in what `.gitignore` keeps back. */
function ignoreFileOf(context: BuildContext): string {
  const has = (name: string) => context.stat(name) === 'file' || context.stat(name) === 'ignored';
  if (has('.amlignore')) return 'its `.amlignore`';
  return has('.gitignore')
    ? 'an `.amlignore` there, which is read in place of its `.gitignore`, what that names and'
    : 'an `.amlignore` there';
}
