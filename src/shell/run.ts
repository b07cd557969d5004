/** Reads the scripts that an instruction runs. */
import type { CommandForm, Heredoc, InstructionBase } from '../dockerfile/tree.ts';
import { concat, type Fragment, inserted } from '../text/fragment.ts';
import { type EffectiveShell, interpreterOf, shebangShell } from './interpreter.ts';
import { readExecForm, readScript } from './read.ts';
import type { Script } from './script.ts';

/** RUN, CMD, ENTRYPOINT or HEALTHCHECK: an instruction with a command in one of the two forms. */
export type Runnable = Pick<InstructionBase, 'args' | 'heredocs' | 'rest'> & {
  readonly form: CommandForm;
  /** The keyword that HEALTHCHECK has before its command. */
  readonly kind?: Fragment;
};

/** The scripts that an instruction runs with the shell in force: one, or none if there is no command. */
export function readRun(run: Runnable, shell: EffectiveShell): readonly Script[] {
  const args = run.kind ? run.args.slice(1) : run.args;
  const [line] = args;
  if (!line) return [];
  if (run.form === 'exec') return [readExecForm(args, run.rest)];
  const [heredoc] = run.heredocs;
  if (!heredoc) return [readScript(line, interpreterOf(shell))];
  if (isAllOf(heredoc, line)) {
    return [readScript(heredoc.body, shebangShell(heredoc.body.text) ?? interpreterOf(shell))];
  }
  return [readScript(withBodies(line, run.heredocs), interpreterOf(shell))];
}

/** `RUN <<EOF`: the line holds nothing else, so the body is the script. */
function isAllOf(heredoc: Heredoc, { text, start, end }: Fragment): boolean {
  const before = text.length - text.trimStart().length;
  const after = text.length - text.trimEnd().length;
  return heredoc.start <= start + before && heredoc.end >= end - after;
}

/** `RUN cat <<EOF > file`: the shell gets the line, then each body with its delimiter, and reads them itself. */
function withBodies(line: Fragment, heredocs: readonly Heredoc[]): Fragment {
  const parts = [line];
  for (const { body, name } of heredocs) {
    parts.push(inserted('\n', body.start), body, inserted(name, body.end));
  }
  return concat(parts, line.start);
}
