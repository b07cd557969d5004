import { printedLine } from '../printed-line.ts';

/** The text report, in the colors of a terminal. */
export function printedNodes(report: string): readonly Node[] {
  return report
    .split('\n')
    .flatMap((line) => [...printedLine(line).map(node), document.createTextNode('\n')]);
}

function node([text, kind]: ReturnType<typeof printedLine>[number]): Node {
  if (kind === undefined) return document.createTextNode(text);
  const shown = document.createElement('span');
  shown.className = kind;
  shown.textContent = text;
  return shown;
}
