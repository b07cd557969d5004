/** The line above the findings. */
import type { Linted } from './engine.ts';
import { messageNodes } from './message.ts';

const severities = ['error', 'warning', 'info'] as const;

/** @param notice what is told besides */
export function summaryNodes({ findings, problems }: Linted, notice: string): readonly Node[] {
  const counts = severities.flatMap((severity) => {
    const count = findings.filter((one) => one.severity === severity).length;
    const name = severity === 'info' || count === 1 ? severity : `${severity}s`;
    return count === 0 ? [] : [badge(severity, `${count} ${name}`)];
  });
  const told = problems.map((problem) => line('.azml-lint.yaml: ', ...messageNodes(problem)));
  const nothing = findings.length === 0 && problems.length === 0 ? [badge('none', 'Nothing found')] : [];
  return [...counts, ...nothing, ...told, ...(notice === '' ? [] : [line(notice)])];
}

function badge(kind: string, text: string): HTMLElement {
  const shown = document.createElement('span');
  shown.className = `badge ${kind}`;
  shown.textContent = text;
  return shown;
}

function line(...content: readonly (string | Node)[]): HTMLElement {
  const shown = document.createElement('p');
  shown.className = 'problem';
  shown.append(...content);
  return shown;
}
