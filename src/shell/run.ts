/** The scripts that an instruction runs. */
import type { Heredoc, InstructionBase } from '../dockerfile/tree.ts';
import type { Fragment } from '../text/fragment.ts';
import { type EffectiveShell, interpreterOf, shebangShell } from './interpreter.ts';
import { readExecForm, readScript } from './read.ts';
import type { Script } from './script.ts';
import { type Substitute, splice } from './splice.ts';

/** RUN, CMD, ENTRYPOINT or HEALTHCHECK: what runs a command in one of the two forms. */
export type Runnable = Pick<InstructionBase, 'args' | 'heredocs' | 'rest'> & {
  readonly form: 'exec' | 'shell';
};

/**
 * What a RUN runs under the shell in force. Today BuildKit never makes more than one script of it; none comes from
 * an instruction without arguments.
 */
export function readRun(run: Runnable, shell: EffectiveShell): readonly Script[] {
  const [line] = run.args;
  if (!line) return [];
  if (run.form === 'exec') return [readExecForm(run.args, run.rest)];
  const [heredoc] = run.heredocs;
  if (!heredoc) return [readScript(line, interpreterOf(shell))];
  if (isAllOf(heredoc, line)) {
    return [readScript(heredoc.body, shebangShell(heredoc.body.text) ?? interpreterOf(shell))];
  }
  return [readScript(withBodies(line, run.heredocs), interpreterOf(shell))];
}

/** `RUN <<EOF`: the body is the script. */
function isAllOf(heredoc: Heredoc, line: Fragment): boolean {
  const blanks = line.text.length - line.text.trimStart().length;
  return (
    heredoc.start <= line.start + blanks &&
    heredoc.end >= line.end - (line.text.length - line.text.trimEnd().length)
  );
}

/** `RUN cat <<EOF > file`: the shell gets the line, then each body with its delimiter, and finds its own way. */
function withBodies(line: Fragment, heredocs: readonly Heredoc[]): Fragment {
  const parts: (Fragment | Substitute)[] = [line];
  for (const { body, name } of heredocs) {
    parts.push({ text: '\n', start: body.start, end: body.start });
    parts.push(body);
    parts.push({ text: name, start: body.end, end: body.end });
  }
  return splice(parts, line.start);
}
