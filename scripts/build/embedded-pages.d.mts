/** Types for `embedded-pages.mjs`. */
export function embeddedPages(): Promise<{
  readonly name: string;
  load(id: string): { readonly code: string; readonly moduleType: string } | undefined;
}>;
