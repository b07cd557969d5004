import {
  baseName,
  type CopyStep,
  defineRule,
  type Install,
  isAbsolute,
  knownText,
  normalizePath,
  type RunStep,
} from 'azml-lint';

export default defineRule({
  id: 'pip/source-before-requirements',
  title: 'All code is copied before the requirements are installed',
  level: { inference: 'off', training: 'off', other: 'off' },
  messages: {
    whole:
      'Each change of any file makes the builder install `{file}` anew. Write `COPY {source} {directory}` in its place, and ' +
      '`{copy}` below the RUN.',
    installed: 'installed here',
  },
  check({ file, report }) {
    for (const copy of file.copies) {
      const at = wholeContext(copy);
      if (!at || copy.onbuild) continue;
      const [first] = copy.stage.runs.filter((run) => run.start > copy.start).flatMap(readingInstalls);
      if (!first) continue;
      const { text } = first;
      const data = {
        file: text,
        source: isAbsolute(text) ? baseName(text) : normalizePath(text),
        directory: text.slice(0, text.lastIndexOf('/') + 1) || './',
        copy: textOf(copy),
      };
      report({ at, message: 'whole', data, related: [{ at: first, message: 'installed' }] });
    }
  },
});

/** The source that is the whole build context. */
function wholeContext({ from, sources }: CopyStep) {
  if (from) return undefined;
  return sources.find(({ value }) => /^(?:\.?\/?|\.?\/?\*)$/.test(knownText(value) ?? '-'))?.word;
}

function textOf({ instruction }: CopyStep): string {
  return [instruction.name, ...instruction.args.map(({ text }) => text)].join(' ');
}

/** The files with requirements that a RUN installs. */
function readingInstalls({ installs }: RunStep): Install['files'] {
  return installs
    .filter(({ manager }) => manager === 'pip' || manager === 'conda')
    .flatMap(({ files }) => files);
}
