/** What is shown, as the fragment of the address: `#findings?rule=apt%2Funpinned&sort=-line`. A link keeps all of it. */

export interface Place {
  readonly view: string;
  readonly params: ReadonlyMap<string, string>;
}

export function currentPlace(): Place {
  const [view = '', query = ''] = location.hash.slice(1).split(/\?(.*)/s);
  return { view, params: new Map(new URLSearchParams(query)) };
}

export type Params = Readonly<Record<string, string | undefined>>;

/** The address of a view. The filter of repositories, `in`, goes along. */
export function addressOf(view: string, params: Params = {}): string {
  const query = new URLSearchParams();
  const all = { in: currentPlace().params.get('in'), ...params };
  for (const [key, value] of Object.entries(all)) if (value) query.set(key, value);
  const text = query.toString();
  return text === '' ? `#${view}` : `#${view}?${text}`;
}

/**
 * Changes some of what is shown, without a new entry in the browser's history. It is shown at once: who types fast must not
 * see an earlier state of what was typed.
 */
export function change(params: Params): void {
  const { view, params: before } = currentPlace();
  const address = addressOf(view, { ...Object.fromEntries(before), ...params });
  try {
    history.replaceState(null, '', address);
  } catch {
    // Some browsers refuse many changes in a short time.
    location.replace(address);
    return;
  }
  dispatchEvent(new Event('hashchange'));
}
