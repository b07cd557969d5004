import { defineRule, deleteLines, type Edit, type ProposedFix, type RunStep } from 'azml-lint';
import {
  APT_LISTS,
  aptUpdatesIn,
  containerStartOf,
  deleteAptListsEdit,
  deleteAptListsFix,
  fetchesForOthers,
  laterRemovals,
  leavesNoAptLists,
  readersInWords,
  readersOfLists,
} from 'azml-lint/facts';

const READ_AS = { yes: 'read', perhaps: 'perhaps' } as const;
/** At most this many later readers of the lists are shown, nearest first. */
const MOST_READERS = 3;

export default defineRule({
  id: 'apt/lists-kept',
  aliases: { DL3009: 'differs' },
  presetOptions: { hadolint: { updateAlone: true } },
  title: 'Package lists of apt stay in the image',
  level: { inference: 'error', training: 'warning', other: 'warning' },
  fix: 'safe',
  options: {
    defaults: { updateAlone: false },
    schema: {
      updateAlone: {
        type: 'boolean',
        description: 'Also a RUN that fetches the lists for others, which is what apt/update-alone reports.',
      },
    },
  },
  messages: {
    kept:
      '`{command}` leaves its package lists in this layer: tens of megabytes that every node pulls when the endpoint ' +
      'scales. Remove them at the end of this RUN: `{removal}`.{readers}',
    keptByTraining:
      '`{command}` leaves its package lists in this layer: tens of megabytes that every node of the cluster pulls before ' +
      'a job starts. Remove them at the end of this RUN: `{removal}`.{readers}',
    keptByOthers:
      '`{command}` leaves its package lists in this layer: tens of megabytes that everybody pulls with the image. ' +
      'Remove them at the end of this RUN: `{removal}`.{readers}',
    unread:
      '`{command}` leaves its package lists in this layer, and nothing in this file reads them: tens of megabytes for ' +
      'nothing. Take `{command}` out.',
    alone:
      '`{command}` leaves its package lists in this layer, where they are read by others: tens of megabytes. Write ' +
      '`apt-get update && … {removal}` in the RUN that needs them.',
    tooLate: 'removed here, they are hidden but still in the layer above',
    read: 'packages are looked up in them here',
    perhaps: 'this may look packages up in them',
  },
  check({ file, options, report }) {
    for (const [run, updates] of aptUpdatesIn(file)) {
      if (!run.stage.shipped || run.isMounted(APT_LISTS) || leavesNoAptLists(run)) continue;
      const update = updates.at(-1)!;
      const removal = laterRemovals(file).get(run);
      const later = readersOfLists(file).get(run) ?? [];
      const isForOthers = fetchesForOthers(run);
      // apt/update-alone reports lists that are fetched for others; an ONBUILD fetches them for later builds.
      const isNeeded = isForOthers && (later.length > 0 || run.onbuild);
      if (isNeeded && !options.updateAlone) continue;
      const edit = isNeeded ? undefined : deleteAptListsEdit(run, update);
      const alone = isNeeded ? 'alone' : 'unread';
      report({
        at: update.head,
        message: isForOthers ? alone : messageFor(run),
        data: {
          command: update.head.text,
          readers: readersInWords(file, later),
          removal: removalAs(edit),
        },
        related: [
          ...(removal ? [{ at: removal.head, message: 'tooLate' as const }] : []),
          ...later.slice(0, MOST_READERS).map(({ at, reading }) => ({ at, message: READ_AS[reading] })),
        ],
        fix: isForOthers ? takenOut(run, isNeeded) : deleteAptListsFix(run, update, edit, later),
      });
    }
  },
});

function messageFor({ stage }: RunStep): 'kept' | 'keptByTraining' | 'keptByOthers' {
  const { kind } = containerStartOf(stage.file.finalStage ?? stage);
  if (kind === 'other' || kind === 'unknown') return 'keptByOthers';
  if (stage.family === 'inference' || stage.serves) return 'kept';
  return stage.family === 'training' ? 'keptByTraining' : 'keptByOthers';
}

/** In the form for the end of a script: after `&&`, errexit would not work in a loop. */
function removalAs(edit: Edit | undefined): string {
  const removal = `rm -rf ${APT_LISTS}/*`;
  const written = edit?.text ?? '&&';
  if (written.includes('&&')) return `&& ${removal}`;
  return written.includes(';') ? `; ${removal}` : removal;
}

/** A RUN that does nothing else; in builds on top of this image, something may rely on the lists. */
function takenOut({ instruction, stage, commands }: RunStep, isNeeded: boolean): ProposedFix | undefined {
  if (isNeeded || commands.length !== 1 || instruction.mounts.length > 0) return undefined;
  const lines = deleteLines(stage.file, instruction.startLine, instruction.endLine);
  return lines && { title: 'Take the RUN out', edits: [lines], safety: 'unsafe' };
}
