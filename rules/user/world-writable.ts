import { type Command, defineRule, isWithin, knownText, knownWord, type RunStep, type Word } from 'azml-lint';
import {
  letsAllWrite,
  type PlacedCommand,
  placedCommands,
  resolvePathIn,
  SERVER_USER,
  withoutWriteForAll,
} from 'azml-lint/facts';

/** What the official images of Ruby and Go open on purpose, so that any user can install. */
const OPEN_BY_DESIGN = /\$\{?(?:GEM_HOME|GOPATH|BUNDLE_APP_CONFIG|CARGO_HOME|RUSTUP_HOME)\b/;
const TEMPORARY = ['/tmp', '/var/tmp', '/dev', '/proc', '/run/lock', '/var/lock'];
/** What programs write while they run: nothing is started from there. */
const STATE = /^(?:\/var)?\/(?:run|log|spool)(?:\/|$)|\/(?:\.?cache|logs?)(?:\/|$)/;

export default defineRule({
  id: 'user/world-writable',
  title: 'Everybody may write to a directory of the image',
  level: { inference: 'warning', training: 'warning', other: 'warning' },
  fix: 'unsafe',
  security: 4,
  messages: {
    directory:
      '`chmod {mode}` lets whatever runs in the container change {what}: code, models and what starts them. Write ' +
      '`chmod {better}`, and give to its user what must be written to: `chown -R {user} …`.',
    state:
      '`chmod {mode}` lets whatever runs in the container change {what}, also what others have written there. Write ' +
      '`chmod {better}`, and give it to the user that writes there: `chown -R {user} …`.',
    file: '`chmod {mode}` lets whatever runs in the container change {what}. Write `chmod {better}`.',
  },
  check({ file, report }) {
    for (const run of file.runs) {
      for (const place of placedCommands(run)) {
        const mode = modeOf(place.command);
        const opened = mode && letsAllWrite(mode.text) ? openedBy(place, run) : undefined;
        if (!mode || !opened) continue;
        const { what, isProgram, isState } = opened;
        const better = withoutWriteForAll(mode.text);
        const user = run.stage.family === 'inference' ? SERVER_USER : 'USER';
        const fix = {
          title: `Write \`${better}\``,
          edits: [{ start: mode.start, end: mode.end, text: better }],
        };
        const data = { mode: mode.text, better, what };
        if (isProgram) report({ at: mode, message: 'file', data, severity: 'info', fix });
        else if (isState)
          report({ at: mode, message: 'state', data: { ...data, user }, severity: 'info', fix });
        else report({ at: mode, message: 'directory', data: { ...data, user }, fix });
      }
    }
  },
});

/** The mode that a chmod sets, unless it is that of another file. */
function modeOf(command: Command): Word | undefined {
  return command.is('chmod') && !command.flag('--reference') ? command.operands[0] : undefined;
}

/** What a chmod opens, in words for a message; `undefined`: only what is meant for all, such as `/tmp/x`. */
function openedBy({ command, directory }: PlacedCommand, run: RunStep): Opened | undefined {
  if (command.wrappers.some(({ name }) => name === 'find' || name === 'xargs'))
    return { what: 'what it finds', isProgram: false, isState: false };
  const targets = command.operands.slice(1).map((word) => {
    const text = knownWord(run, command, word) ?? word.text;
    return { word, path: knownText(resolvePathIn(directory, text)) ?? text };
  });
  const opened = targets.filter(({ word, path }) => !isForAll(word, path));
  const [first] = opened;
  const isRecursive = command.flag('-R', '--recursive') !== undefined;
  return (
    first && {
      what: `\`${first.word.text}\``,
      isProgram: !isRecursive && targets.every(({ path }) => isProgram(path, run)),
      isState: opened.every(({ word, path }) => STATE.test(path) || isVolume(word, path, run)),
    }
  );
}

interface Opened {
  readonly what: string;
  readonly isProgram: boolean;
  readonly isState: boolean;
}

function isForAll(word: Word, path: string): boolean {
  return OPEN_BY_DESIGN.test(word.text) || TEMPORARY.some((directory) => isWithin(path, directory));
}

/** A directory of data that VOLUME keeps out of the image, as those of databases are. */
function isVolume({ text }: Word, path: string, { stage }: RunStep): boolean {
  const written = text.replace(/^"|"$/g, '');
  return stage
    .stepsOf('VOLUME')
    .some(({ instruction }) => instruction.args.some((one) => one.text === written || one.text === path));
}

/** A script or program, judging by its name or its place, or by what the file copies there. */
function isProgram(path: string, { stage }: RunStep): boolean {
  if (/\.\w{1,5}$|\/s?bin\/[^/*?[]+$/.test(path)) return true;
  return stage.copies.some(
    ({ content, destinationPaths }) => !content.isTree && destinationPaths.includes(path),
  );
}
