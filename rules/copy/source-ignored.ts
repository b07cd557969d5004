import { type BuildContext, defineRule, knownText } from 'azml-lint';
import { isGitSource, isUrl } from 'azml-lint/facts';

export default defineRule({
  id: 'copy/source-ignored',
  aliases: { CopyIgnoredFile: 'differs' },
  title: 'An ignore file keeps out of the build what is copied',
  level: { inference: 'warning', training: 'warning', other: 'warning' },
  presetOptions: { buildkit: { unseen: true } },
  options: {
    defaults: { unseen: false },
    schema: { unseen: { type: 'boolean', description: 'Report sources too that are not there.' } },
  },
  messages: {
    source:
      'Line {line} of `{file}`, `{pattern}`, keeps `{source}` out of the build: {instruction} does not find it, and the build stops. ' +
      'Add the line `!{path}` at the end of `{file}`, or take `{source}` out here.',
    everything:
      'Line {line} of `{file}`, `{pattern}`, keeps everything out of the build: {instruction} copies nothing. Add lines such as `!src` below it ' +
      'for what the image needs.',
  },
  check({ file, options, report }) {
    const { context } = file;
    for (const { instruction, sources, from, onbuild } of file.copies) {
      if (from || onbuild) continue;
      for (const { word, value } of sources) {
        const source = knownText(value);
        if (source === undefined || isUrl(source) || isGitSource(source)) continue;
        const by = context.ignoredBy(source);
        if (!by || !(options.unseen || isThere(source, context))) continue;
        const path = source.replace(/^(?:\.?\/)+|\/$/g, '');
        // What is let in again below a folder may be all that is wanted.
        if (by.hasExceptions && (path === '' || path === '.' || context.list(source))) continue;
        const message = path === '' || path === '.' ? 'everything' : 'source';
        const { file: name, line, pattern } = by;
        const data = { file: name, line, pattern, instruction: instruction.name, source, path };
        report({ at: word, message, data });
      }
    }
  },
});

/** Whether something is there that is kept out: a wildcard without a match copies nothing anyway. */
function isThere(source: string, { stat }: BuildContext): boolean {
  const entry = stat(source);
  return entry === 'ignored' || (entry === 'directory' && /^[./]*$/.test(source));
}
