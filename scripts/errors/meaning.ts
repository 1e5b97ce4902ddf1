/** What the manual says of a code: when it is given, and what whoever gets it can do. */
export type Meaning = { readonly means: string; readonly todo: string }
