/** Elements without HTML: text is only ever text. */

export type Child = Node | string | number | undefined | false;

type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** An element with attributes and children. What is `undefined` or `false` is left out. */
export function h<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    element.setAttribute(key, value === true ? '' : String(value));
  }
  element.append(...present(children));
  return element;
}

function present(children: readonly Child[]): (Node | string)[] {
  return children.flatMap((child) => {
    if (child === undefined || child === false || child === '') return [];
    return [child instanceof Node ? child : String(child)];
  });
}

/** A button. */
export function button(
  attributes: Attributes,
  press: () => void,
  ...children: readonly Child[]
): HTMLButtonElement {
  const element = h('button', { type: 'button', ...attributes }, ...children);
  element.addEventListener('click', press);
  return element;
}

/** A link to a web page, or just what is in it if the address is not one. */
export function webLink(address: string | undefined, ...children: readonly Child[]): HTMLElement {
  if (address === undefined || !/^https?:\/\//i.test(address)) return h('span', {}, ...children);
  return h('a', { href: address, rel: 'noopener noreferrer' }, ...children);
}

export function byId<Element extends HTMLElement>(id: string): Element {
  return document.getElementById(id) as Element;
}
