/** Dockerfiles as the highlighter of pages and the editor of the playground read them. */
import { StreamLanguage, type StreamParser, type StringStream } from '@codemirror/language';
import { shell } from '@codemirror/legacy-modes/mode/shell';

interface State {
  /** The instruction whose words come next; `undefined` where one may begin. */
  instruction: string | undefined;
  /** The words that end the here-documents which follow the line. */
  heredocs: string[];
  inHeredoc: boolean;
  shell: unknown;
}

const instruction =
  /^[ \t]*(ADD|ARG|CMD|COPY|ENTRYPOINT|ENV|EXPOSE|FROM|HEALTHCHECK|LABEL|MAINTAINER|ONBUILD|RUN|SHELL|STOPSIGNAL|USER|VOLUME|WORKDIR)(?=\s|$)/i;
const withShell = new Set(['RUN', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK']);

const parser: StreamParser<State> = {
  name: 'dockerfile',
  startState: () => ({
    instruction: undefined,
    heredocs: [],
    inHeredoc: false,
    shell: shell.startState?.(4),
  }),
  copyState: (state) => ({
    ...state,
    heredocs: [...state.heredocs],
    shell: shell.copyState ? shell.copyState(state.shell) : { ...(state.shell as object) },
  }),
  token(stream, state) {
    if (state.inHeredoc) return heredocLine(stream, state);
    if (stream.sol() && stream.match(/^[ \t]*#.*/)) return 'comment';
    if (state.instruction === undefined || state.instruction === 'ONBUILD') {
      const found = stream.match(instruction) as RegExpMatchArray | null;
      if (found) return begin(found[1]!.toUpperCase(), stream, state);
    }
    const token = word(stream, state);
    if (stream.eol() && !/\\[ \t]*$/.test(stream.string)) endLine(state);
    return token;
  },
  blankLine: (state) => {
    if (state.inHeredoc) return;
    if (state.heredocs.length > 0) state.inHeredoc = true;
  },
  languageData: { commentTokens: { line: '#' } },
};

export const dockerfileLanguage = StreamLanguage.define(parser);

function begin(name: string, stream: StringStream, state: State): string {
  state.instruction = name;
  state.shell = shell.startState?.(4);
  const heredocs = stream.string.matchAll(/<<-?(["']?)([A-Za-z_]\w*)\1/g);
  if (['RUN', 'COPY', 'ADD'].includes(name)) state.heredocs = [...heredocs].map(([, , end]) => end!);
  if (stream.eol()) endLine(state);
  return 'keyword';
}

function endLine(state: State): void {
  state.inHeredoc = state.heredocs.length > 0;
  if (!state.inHeredoc) state.instruction = undefined;
}

function heredocLine(stream: StringStream, state: State): string | null {
  if (stream.sol() && stream.string.trim() === state.heredocs[0]) {
    stream.skipToEnd();
    state.heredocs.shift();
    endLine(state);
    return 'keyword';
  }
  if (state.instruction === 'RUN') return shell.token(stream, state.shell);
  stream.skipToEnd();
  return 'string';
}

function word(stream: StringStream, state: State): string | null {
  if (stream.eatSpace()) return null;
  if (stream.match(/^\\[ \t]*$/)) return 'punctuation';
  if (stream.match(/^--[a-z][\w-]*(?==|\s|$)/)) return 'attribute';
  if (withShell.has(state.instruction ?? '')) return shell.token(stream, state.shell);
  if (stream.match(/^\$(?:\w+|\{[^}]*\}?)/)) return 'variableName.special';
  if (stream.match(/^"(?:[^"\\]|\\.)*"?|^'[^']*'?/)) return 'string';
  if (stream.match(/^(?:AS|NONE)(?=\s|$)/i)) return 'keyword';
  if (stream.match(/^[\w.-]+(?==)/)) return 'propertyName';
  if (stream.match(/^\d+(?=\s|$|\/)/)) return 'number';
  if (!stream.match(/^[^\s$"'\\=]+/)) stream.next();
  return null;
}
