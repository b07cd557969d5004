import { type CopyStep, defineRule } from 'azml-lint';

export default defineRule({
  id: 'copy/relative-target',
  aliases: { DL3045: 'differs' },
  title: 'COPY to a relative target, in a directory that the base image decides',
  level: { inference: 'info', training: 'info', other: 'info' },
  messages: {
    relative:
      '`{target}` is relative, and no WORKDIR is above it: where this goes is for the base image to decide, and may change with it. ' +
      'Write `WORKDIR /…` before it, or the whole path.',
  },
  check({ file, report }) {
    for (const copy of file.copies) {
      const { name, destination } = copy.instruction;
      if (name !== 'COPY' || copy.onbuild || !isRelative(destination.text) || isDirectoryKnown(copy))
        continue;
      report({ at: destination, message: 'relative', data: { target: destination.text } });
    }
  },
});

/** A variable at the beginning may hold an absolute path; a drive letter is one on Windows. */
function isRelative(target: string): boolean {
  return !/^["']?(?:[/\\$]|[a-z]:)/i.test(target);
}

/** Whether a WORKDIR is above, or the catalog knows that of the base image. */
function isDirectoryKnown({ stage, start }: CopyStep): boolean {
  if (stage.image?.workdir !== undefined) return true;
  return stage.ancestors.some((one) => (one.stepsOf('WORKDIR')[0]?.start ?? start) < start);
}
