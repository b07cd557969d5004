export interface File { readonly placeholder?: never }
