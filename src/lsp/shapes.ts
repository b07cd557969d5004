/** What a client may send, as far as it is read: anything else is refused before something is done with it. */

/** The name of a type, the shape of all items, or those of the keys; one that ends in `?` may be missing or null. */
export type Shape =
  | 'string'
  | 'integer'
  | 'object'
  | 'list'
  | readonly [Shape]
  | { readonly [key: string]: Shape };

/** Whether a value has a shape. Keys that it does not name may be there. */
export function fits(value: unknown, shape: Shape): boolean {
  if (shape === 'string') return typeof value === 'string';
  if (shape === 'integer') return Number.isInteger(value);
  if (shape === 'list') return Array.isArray(value);
  if (isListShape(shape)) return Array.isArray(value) && value.every((one) => fits(one, shape[0]));
  if (typeof value !== 'object' || value === null) return false;
  if (shape === 'object') return true;
  return Object.entries(shape).every(([key, inner]) => {
    const isOptional = key.endsWith('?');
    const found: unknown = Reflect.get(value, isOptional ? key.slice(0, -1) : key);
    return (isOptional && (found === undefined || found === null)) || fits(found, inner);
  });
}

function isListShape(shape: Shape): shape is readonly [Shape] {
  return Array.isArray(shape);
}

const NAMED: Shape = { uri: 'string' };
const POSITION: Shape = { line: 'integer', character: 'integer' };
const RANGE: Shape = { start: POSITION, end: POSITION };
const FOLDERS: Shape = [NAMED];
const AT_PLACE: Shape = { textDocument: NAMED, position: POSITION };

/** The parameters of each message. */
export const shapes = {
  initialize: {
    capabilities: {
      'general?': { 'positionEncodings?': ['string'] },
      'textDocument?': { 'codeAction?': { 'resolveSupport?': { properties: ['string'] } } },
    },
    'workspaceFolders?': FOLDERS,
    'rootUri?': 'string',
    'rootPath?': 'string',
  },
  open: { textDocument: { uri: 'string', languageId: 'string', version: 'integer', text: 'string' } },
  change: {
    textDocument: { uri: 'string', 'version?': 'integer' },
    contentChanges: [{ text: 'string', 'range?': RANGE }],
  },
  ofDocument: { textDocument: NAMED },
  watchedFiles: { changes: [NAMED] },
  folders: { event: { added: FOLDERS, removed: FOLDERS } },
  atPlace: AT_PLACE,
  codeAction: {
    textDocument: NAMED,
    range: RANGE,
    context: { diagnostics: [{ range: RANGE }], 'only?': ['string'] },
  },
  command: { command: 'string', 'arguments?': 'list' },
  any: 'object',
} as const satisfies Readonly<Record<string, Shape>>;
