// One list each: the packages' own entries bring all of theirs, four times as much.
declare module '@zxcvbn-ts/*.json.mjs' {
  const list: string[]
  export default list
}

declare module '@zxcvbn-ts/*.json.esm.js' {
  const list: string[]
  export default list
}

declare module '@zxcvbn-ts/language-common/dist/adjacencyGraphs.json.mjs' {
  const graphs: Record<string, Record<string, (string | null)[]>>
  export default graphs
}
