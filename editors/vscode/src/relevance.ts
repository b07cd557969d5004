/** Which files are worth a server: a workspace of other YAML and Python pays nothing for the extension. */
import { configurationNames } from '../../../src/config/discovery.ts';
import { hasAzuremlType } from '../../../src/kinds/azureml-yaml/recognize.ts';

/** The parts of the editor's `TextDocument` that tell. */
interface Document {
  readonly languageId: string;
  readonly uri: { readonly scheme: string; readonly path: string };
  getText(): string;
}

/** Whether a file may have findings, as far as one can tell without reading others. */
export function needsServer(document: Document): boolean {
  if (document.uri.scheme !== 'file' && document.uri.scheme !== 'untitled') return false;
  if (document.languageId === 'dockerfile') return true;
  if (configurationNames.some((name) => document.uri.path.endsWith(`/${name}`))) return true;
  switch (document.languageId) {
    case 'yaml':
    case 'json':
    case 'jsonc':
      return hasAzuremlType(document.getText());
    case 'python':
      return /^(?:async\s+)?def\s+run\b/m.test(document.getText());
    default:
      return false;
  }
}
