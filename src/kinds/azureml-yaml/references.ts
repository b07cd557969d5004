/**
 * How deployments, jobs and components name environments, and a deployment its model: what `az ml` accepts as such a reference (azure-ai-ml 1.35.2,
 * `_schema/_deployment/deployment.py`, `_schema/core/fields.py`; each case was tried).
 */
import type { Fragment, Span } from '../../text/fragment.ts';
import { entryOf, type YamlEntry, type YamlScalar } from '../../yaml-tree/tree.ts';
import { environmentEntries } from './environments.ts';
import type { AzuremlDocument, AzuremlYaml } from './model.ts';
import { isSpelledOut } from './written-path.ts';

/** A text that is refused as the name of an environment or of a model. */
export interface InvalidReference {
  readonly of: 'environment' | 'model';
  readonly text: Fragment;
  /** What it seems to be. */
  readonly seems: 'file' | 'folder' | 'name' | 'image' | 'other';
  /** What to write instead, if that is clear, as YAML. */
  readonly instead: string | undefined;
  /** What `instead` replaces: a mapping also the quotes. `undefined` if the text is not written as it is read. */
  readonly replaces: Span | undefined;
}

/** The references in a file that `az ml` refuses. */
export function invalidReferences({ documents }: AzuremlYaml): readonly InvalidReference[] {
  return documents.flatMap((document) =>
    (['environment', 'model'] as const).flatMap((of) =>
      namesIn(document, of).flatMap(({ value }) => {
        if (value.type !== 'scalar' || !isSpelledOut(value) || isReference(value.text.text, of)) return [];
        return [{ of, text: value.text, ...meantBy(value, of) }];
      }),
    ),
  );
}

/** Where a document names an environment, or a deployment its model. */
function namesIn({ type, root }: AzuremlDocument, of: InvalidReference['of']): readonly YamlEntry[] {
  const isDeployment = type === 'online-deployment' || type === 'batch-deployment';
  if (of === 'model') return isDeployment ? [entryOf(root, of)].filter((entry) => entry !== undefined) : [];
  return root && (isDeployment || type === 'job' || type === 'component') ? environmentEntries(root) : [];
}

/** `azureml:name:1`, `azureml:name@latest`, `azureml:/subscriptions/…`, `azureml://…`, and for an environment `file:env.yml`. */
function isReference(text: string, of: InvalidReference['of']): boolean {
  if (of === 'environment' && text.startsWith('file:')) return true;
  if (!text.startsWith('azureml:')) return false;
  const name = text.slice('azureml:'.length);
  return name.startsWith('/') || !name.includes('/');
}

const FILE = /\.(?:ya?ml|json)$/i;
/** As in the addresses of registered things: `churn/versions/4`. */
const VERSIONS = /(?<=^[\w.-]+)\/versions\/(?=[\w.-]+$)/;
const VERSIONED = /^[A-Za-z0-9][\w.-]*(?::[\w.-]+|@latest)$/;

type Meant = Pick<InvalidReference, 'seems' | 'instead' | 'replaces'>;

function meantBy(scalar: YamlScalar, of: InvalidReference['of']): Meant {
  const text = scalar.text.text.replace(/^(?:azureml|file):/i, '').replace(VERSIONS, ':');
  if (VERSIONED.test(text)) return { seems: 'name', ...asText(scalar, `azureml:${text}`) };
  if (of === 'model') {
    const isPath = /^\.{0,2}\/|\/|^[\w.-]+$/.test(text) && !text.includes(':');
    return isPath ? { seems: 'folder', ...asMapping(scalar, 'path', text) } : OTHER;
  }
  if (FILE.test(text)) return { seems: 'file', ...asText(scalar, `file:${text}`) };
  if (/^[\w-]+(?:\.[\w-]+)+(?::\d+)?\//.test(text))
    return { seems: 'image', ...asMapping(scalar, 'image', text) };
  return OTHER;
}

const OTHER: Meant = { seems: 'other', instead: undefined, replaces: undefined };

/** Another text, between the quotes that are there. */
function asText(scalar: YamlScalar, instead: string): Omit<Meant, 'seems'> {
  return { instead, replaces: isVerbatim(scalar) ? scalar.text : undefined };
}

/** A mapping in place of the text with its quotes, which then are around the value. */
function asMapping(scalar: YamlScalar, key: string, value: string): Omit<Meant, 'seems'> {
  const isQuoted = scalar.text.start > scalar.start || /[,[\]]/.test(value);
  const instead = `{${key}: ${isQuoted ? JSON.stringify(value) : value}}`;
  return { instead, replaces: isVerbatim(scalar) ? { start: scalar.start, end: scalar.end } : undefined };
}

function isVerbatim({ text }: YamlScalar): boolean {
  return text.end - text.start === text.text.length;
}
