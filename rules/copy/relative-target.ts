import { baseName, type CopyStep, defineRule } from 'azml-lint';

export default defineRule({
  id: 'copy/relative-target',
  aliases: { DL3045: 'differs' },
  title: 'COPY to a relative target, in a directory that the base image decides',
  presetOptions: { hadolint: { targets: 'all' } },
  level: { inference: 'info', training: 'info', other: 'info' },
  options: {
    defaults: { targets: 'unread' as 'unread' | 'all' },
    schema: {
      targets: {
        enum: ['unread', 'all'],
        description:
          'Which targets are reported: those that no later RUN of the stage reads by the same relative path, or all.',
      },
    },
  },
  messages: {
    relative:
      '`{target}` is relative, and no WORKDIR is above it: where this goes is for the base image to decide, and may change with it. ' +
      'Write `WORKDIR /…` before it, or the whole path.',
  },
  check({ file, options: { targets }, report }) {
    for (const copy of file.copies) {
      const { name, destination } = copy.instruction;
      if (name !== 'COPY' || copy.onbuild || !isRelative(destination.text) || isDirectoryKnown(copy))
        continue;
      if (targets === 'unread' && (copy.stage.root.base.kind === 'scratch' || isRead(copy))) continue;
      report({ at: destination, message: 'relative', data: { target: destination.text } });
    }
  },
});

/** A variable at the beginning may hold an absolute path; a drive letter is one on Windows. */
function isRelative(target: string): boolean {
  return !/^["']?(?:[/\\$]|[a-z]:)/i.test(target);
}

/** Whether a RUN in the same directory reads what is copied, by its relative path: wherever it is, it is found there. */
function isRead({ instruction, stage, start, sources }: CopyStep): boolean {
  const target = plain(instruction.destination.text);
  const paths = [target, ...sources.map(({ word }) => plain(`${target}/${baseName(word.text)}`))];
  const moved =
    stage.stepsOf('WORKDIR').find((step) => step.start > start)?.start ?? Number.POSITIVE_INFINITY;
  return stage.runs
    .filter((run) => run.start > start && run.start < moved)
    .some(({ commands }) =>
      commands.some(({ nameWord, words }) =>
        [nameWord, ...words].some((word) =>
          paths.some((path) => path !== '' && isAt(plain(word?.text ?? ''), path)),
        ),
      ),
    );
}

function isAt(word: string, path: string): boolean {
  return word === path || word.startsWith(`${path}/`) || word.endsWith(`=${path}`);
}

/** A relative path without quotes, and without what says nothing: `./`, `/` at the end. */
function plain(path: string): string {
  return path
    .replace(/^["']|["']$/g, '')
    .replace(/(?:^|\/)\.(?=\/|$)/g, '')
    .replace(/^\/+|\/+$/g, '');
}

/** Whether a WORKDIR is above, or the catalog knows that of the base image. */
function isDirectoryKnown({ stage, start }: CopyStep): boolean {
  if (stage.image?.workdir !== undefined) return true;
  return stage.ancestors.some((one) => (one.stepsOf('WORKDIR')[0]?.start ?? start) < start);
}
