/** The editor: a text, its colors, and underlines below what is found. */
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { python } from '@codemirror/lang-python';
import { yaml } from '@codemirror/lang-yaml';
import { indentOnInput, indentUnit, LanguageSupport, syntaxHighlighting } from '@codemirror/language';
import { type Diagnostic, lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint';
import { EditorState, type Extension } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { classHighlighter } from '@lezer/highlight';
import { dockerfileLanguage } from '../dockerfile-language.ts';
import { theme } from './editor-theme.ts';
import type { ShownEdit, ShownFinding } from './engine.ts';
import { linkToRule, messageNodes } from './message.ts';

export interface EditorEvents {
  readonly changed: (text: string) => void;
  readonly fix: (finding: ShownFinding) => void;
}

/** One view, and the state of each file, with its history. */
export class Editor {
  private readonly view: EditorView;
  private readonly states = new Map<string, EditorState>();
  private readonly events: EditorEvents;
  private path = '';

  constructor(host: HTMLElement, events: EditorEvents) {
    this.events = events;
    // Styles of a shadow tree are objects, which the policy of the page allows; elements it does not.
    const root = host.attachShadow({ mode: 'open' });
    this.view = new EditorView({ root, parent: root });
  }

  /** Forgets all files and takes others. */
  load(files: readonly (readonly [path: string, text: string])[]): void {
    this.states.clear();
    this.path = '';
    for (const [path, text] of files) this.add(path, text);
  }

  add(path: string, text: string): void {
    this.states.set(path, EditorState.create({ doc: text, extensions: this.extensions(path) }));
  }

  remove(path: string): void {
    this.states.delete(path);
    if (this.path === path) this.path = '';
  }

  open(path: string): void {
    if (this.path !== '') this.states.set(this.path, this.view.state);
    this.path = path;
    this.view.setState(this.states.get(path)!);
  }

  textOf(path: string): string {
    return this.stateOf(path).doc.toString();
  }

  /** Shows an open file at a place. */
  reveal(start: number, end: number): void {
    const most = this.view.state.doc.length;
    this.view.dispatch({
      selection: { anchor: Math.min(start, most), head: Math.min(end, most) },
      effects: EditorView.scrollIntoView(Math.min(start, most), { y: 'center' }),
    });
    this.view.focus();
  }

  /** Edits of a file, which can be undone together. */
  edit(path: string, edits: readonly ShownEdit[]): void {
    const changes = edits.map(({ start, end, text }) => ({ from: start, to: end, insert: text }));
    if (path === this.path) this.view.dispatch({ changes, userEvent: 'input.fix' });
    else this.states.set(path, this.stateOf(path).update({ changes, userEvent: 'input.fix' }).state);
  }

  /** Puts another text in place of one, changing only what differs. */
  replace(path: string, text: string): void {
    const before = this.textOf(path);
    let start = 0;
    while (start < before.length && before[start] === text[start]) start++;
    let left = 0;
    const most = Math.min(before.length, text.length) - start;
    while (left < most && before.at(-1 - left) === text.at(-1 - left)) left++;
    this.edit(path, [{ start, end: before.length - left, text: text.slice(start, text.length - left) }]);
  }

  /** Underlines what is found in the open file. */
  show(findings: readonly ShownFinding[]): void {
    const { state } = this.view;
    const most = state.doc.length;
    const diagnostics = findings
      .filter(({ path, end }) => path === this.path && end <= most)
      .map((finding) => this.diagnostic(finding));
    this.view.dispatch(setDiagnostics(state, diagnostics));
  }

  private stateOf(path: string): EditorState {
    return path === this.path ? this.view.state : this.states.get(path)!;
  }

  private diagnostic(finding: ShownFinding): Diagnostic {
    const { start, end, severity, rule, fix, message } = finding;
    return {
      from: start,
      to: end,
      severity,
      message,
      renderMessage: () => {
        const shown = document.createElement('span');
        shown.append(...messageNodes(message), ' ', linkToRule(rule));
        return shown;
      },
      actions: fix ? [{ name: fix.title.replaceAll('`', ''), apply: () => this.events.fix(finding) }] : [],
    };
  }

  private extensions(path: string): Extension {
    return [
      lineNumbers(),
      lintGutter(),
      history(),
      drawSelection(),
      highlightActiveLine(),
      highlightActiveLineGutter(),
      indentOnInput(),
      indentUnit.of(/\.py$/.test(path) ? '    ' : '  '),
      syntaxHighlighting(classHighlighter),
      languageOf(path),
      theme,
      keymap.of([...lintKeymap, ...defaultKeymap, ...historyKeymap, indentWithTab]),
      EditorView.contentAttributes.of({
        'aria-label': path,
        spellcheck: 'false',
        autocorrect: 'off',
        autocapitalize: 'off',
      }),
      EditorView.updateListener.of(({ docChanged, state }) => {
        if (docChanged) this.events.changed(state.doc.toString());
      }),
    ];
  }
}

function languageOf(path: string): Extension {
  if (/\.py$/i.test(path)) return python();
  if (/\.ya?ml$/i.test(path)) return yaml();
  if (/dockerfile|containerfile/i.test(path) && !/\.dockerignore$/i.test(path))
    return new LanguageSupport(dockerfileLanguage);
  return [];
}
