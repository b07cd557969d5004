import { pushTo } from '../text/multimap.ts';
import { pathOf } from './paths.ts';
import type { XmlReporter } from './reporter.ts';
import type { FileView, FindingView } from './view.ts';
import { type Element, element } from './xml.ts';

/** For programs that read what Checkstyle writes, such as Jenkins: every file, with the findings in it. */
export const checkstyle: XmlReporter = {
  kind: 'xml',
  document: ({ files }) => {
    const byPath = new Map<string, Element[]>(files.map(({ path }) => [path, []]));
    for (const file of files) for (const finding of file.findings) addTo(byPath, file, finding);
    const elements = [...byPath].map(([name, errors]) => element('file', { name }, errors));
    return element('checkstyle', { version: '4.3' }, elements);
  },
};

function addTo(
  byPath: Map<string, Element[]>,
  file: FileView<string>,
  { code, range, severity, message, rule }: FindingView<string>,
): void {
  const { line, column } = range.start;
  const source = `azml-lint.${rule}`;
  pushTo(byPath, pathOf(file, code), element('error', { line, column, severity, message, source }));
}
