/** Reads XML as far as our reports have it, and refuses everything else. */

export interface XmlNode {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlNode[];
  readonly text: string;
}

/** The root of a document. */
export function readXml(document: string): XmlNode {
  const tokens = /<\?xml [^?]*\?>|<\/([\w-]+)>|<([\w-]+)((?: [\w-]+="[^"<]*")*)(\/?)>|([^<>]+)/gy;
  const root = { name: '', attributes: {}, children: [] as XmlNode[], text: '' };
  const open: { name: string; attributes: Record<string, string>; children: XmlNode[]; text: string }[] = [
    root,
  ];
  for (let at = 0; at < document.length; at = tokens.lastIndex) {
    const token = tokens.exec(document);
    if (token === null) throw new Error(`no XML at ${at}: ${document.slice(at, at + 80)}`);
    const [, closed, name, attributes, isEmpty, text] = token;
    const parent = open.at(-1)!;
    if (closed !== undefined && open.pop()!.name !== closed) throw new Error(`</${closed}> closes another`);
    if (text !== undefined) parent.text += decoded(text);
    if (name === undefined) continue;
    const pairs = [...attributes!.matchAll(/ ([\w-]+)="([^"]*)"/g)].map(([, key, value]) => [
      key,
      decoded(value!),
    ]);
    const node = { name, attributes: Object.fromEntries(pairs), children: [], text: '' };
    parent.children.push(node);
    if (isEmpty === '') open.push(node);
  }
  if (open.length !== 1 || root.children.length !== 1) throw new Error('not one root');
  return root.children[0]!;
}

/** All texts and values of attributes. */
export function textsOf(document: string): readonly string[] {
  const all = ({ attributes, text, children }: XmlNode): readonly string[] => [
    ...Object.values(attributes),
    text,
    ...children.flatMap(all),
  ];
  return all(readXml(document));
}

const names: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };

function decoded(text: string): string {
  return text.replaceAll(/&(?:#(\d+)|([a-z]+))?;?/g, (reference, code: string, name: string) => {
    const character = code === undefined ? names[name] : String.fromCodePoint(Number(code));
    if (character === undefined || !reference.endsWith(';')) throw new Error(`no reference: ${reference}`);
    return character;
  });
}
