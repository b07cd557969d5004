/** The list of findings beside the editor. */
import type { ShownFinding } from './engine.ts';
import { linkToRule, messageNodes } from './message.ts';

export interface FindingEvents {
  readonly reveal: (path: string, start: number, end: number) => void;
  readonly fix: (finding: ShownFinding) => void;
  readonly switchOff: (rule: string) => void;
}

export function listFindings(
  list: HTMLElement,
  findings: readonly ShownFinding[],
  severalFiles: boolean,
  events: FindingEvents,
): void {
  list.replaceChildren(...findings.map((finding) => item(finding, severalFiles, events)));
}

function item(finding: ShownFinding, severalFiles: boolean, events: FindingEvents): HTMLElement {
  const { severity, rule, message, related, fix } = finding;
  const shown = element('li', severity);
  const head = element('div', 'head');
  head.append(
    text('span', `badge ${severity}`, severity),
    place(finding, severalFiles, events),
    linkToRule(rule),
  );
  const said = element('p', 'message');
  said.append(...messageNodes(message));
  shown.append(head, said);
  for (const one of related) {
    const line = element('p', 'related');
    line.append(place(one, severalFiles, events), ' ', ...messageNodes(one.message));
    shown.append(line);
  }
  const actions = element('div', 'actions');
  if (fix) actions.append(button(`Fix (${fix.safety}): `, fix.title, 'fix', () => events.fix(finding)));
  actions.append(button('Switch off', '', 'off', () => events.switchOff(rule)));
  shown.append(actions);
  return shown;
}

function place(
  { path, line, column, start, end }: Pick<ShownFinding, 'path' | 'line' | 'column' | 'start' | 'end'>,
  severalFiles: boolean,
  { reveal }: FindingEvents,
): HTMLElement {
  const shown = text(
    'button',
    'place',
    `${severalFiles ? `${path}:` : ''}${line}:${column}`,
  ) as HTMLButtonElement;
  shown.type = 'button';
  shown.addEventListener('click', () => reveal(path, start, end));
  return shown;
}

function button(before: string, message: string, name: string, act: () => void): HTMLButtonElement {
  const shown = element('button', name) as HTMLButtonElement;
  shown.type = 'button';
  shown.append(before, ...messageNodes(message));
  shown.addEventListener('click', act);
  return shown;
}

function element(tag: string, name: string): HTMLElement {
  const made = document.createElement(tag);
  made.className = name;
  return made;
}

function text(tag: string, name: string, content: string): HTMLElement {
  const made = element(tag, name);
  made.textContent = content;
  return made;
}
