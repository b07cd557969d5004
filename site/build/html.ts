/** HTML as text: what is put into a template is escaped, unless it is HTML already. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What can be put into a template. Nothing is made of `undefined` and `false`. */
type Piece = Html | string | number | undefined | false | readonly Piece[];

/**
 * A template of HTML.
 *
 * @example
 * html`<p title="${'a "word"'}">${['1 < 2', html`<br>`]}</p>`.text; // => '<p title="a &quot;word&quot;">1 &lt; 2<br></p>'
 */
export function html(strings: TemplateStringsArray, ...pieces: readonly Piece[]): Html {
  return new Html(strings.map((text, index) => text + textOf(pieces[index])).join(''));
}

/** Text that is HTML already, such as what Markdown was made into. */
export function raw(text: string): Html {
  return new Html(text);
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&${names[character]!};`);
}

const names: Readonly<Record<string, string>> = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": '#39' };

function textOf(piece: Piece): string {
  if (piece === undefined || piece === false) return '';
  if (piece instanceof Html) return piece.text;
  return typeof piece === 'object' ? piece.map(textOf).join('') : escapeHtml(String(piece));
}
