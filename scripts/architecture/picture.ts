import type { Import } from './read-imports.ts'

type Arrow = readonly [from: string, to: string]

const featureOf = (path: string) => /^src\/features\/([^/]+)\//.exec(path)?.[1] ?? null
const layerOf = (path: string) => /^src\/(\w+)/.exec(path)?.[1] ?? null

/** The arrows between what the files belong to, each once, in the order of their names. */
function arrowsBetween(imports: readonly Import[], groupOf: (path: string) => string | null): Arrow[] {
  const arrows = new Map<string, Arrow>()
  for (const { from, to } of imports) {
    const [one, other] = [groupOf(from), groupOf(to)]
    if (one !== null && other !== null && one !== other) arrows.set(`${one} ${other}`, [one, other])
  }
  return [...arrows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, arrow]) => arrow)
}

const draw = (arrows: readonly Arrow[]) => arrows.map(([from, to]) => `  ${from} --> ${to}`)

const block = (lines: readonly string[]) => ['```mermaid', ...lines, '```'].join('\n')

const drawTier = (names: readonly string[], tier: number) => [
  `  subgraph tier${tier}["tier ${tier}"]`,
  ...names.map((name) => `    ${name}`),
  '  end',
]

/** The layers of src/ and which of them uses which. */
export const drawLayers = (imports: readonly Import[]): string =>
  block(['flowchart TD', ...draw(arrowsBetween(imports, layerOf))])

/** The features that exist, the highest tier on top, and which of them uses which. Throws where one stands in no tier. */
export function drawFeatures(tiers: readonly (readonly string[])[], imports: readonly Import[]): string {
  const there = new Set(
    imports.flatMap(({ from, to }) => [featureOf(from), featureOf(to)]).filter((name) => name !== null),
  )
  const homeless = [...there].filter((name) => !tiers.flat().includes(name))
  if (homeless.length > 0) throw new Error(`In no tier of architecture.cjs: ${homeless.join(', ')}`)
  const shown = tiers
    .map((names, tier) => ({ names: names.filter((name) => there.has(name)), tier }))
    .filter(({ names }) => names.length > 0)
    .reverse()
  return block([
    'flowchart TD',
    ...shown.flatMap(({ names, tier }) => drawTier(names, tier)),
    ...draw(arrowsBetween(imports, featureOf)),
  ])
}

/** Puts a picture between its two marks, `<!-- NAME -->` and `<!-- /NAME -->`. Throws where the document lacks them. */
export function putBetweenMarks(document: string, name: string, picture: string): string {
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`]
  const [from, to] = [document.indexOf(start), document.indexOf(end)]
  if (from < 0 || to < from) throw new Error(`The document has no place for the picture: ${start} … ${end}`)
  return `${document.slice(0, from + start.length)}\n${picture}\n${document.slice(to)}`
}
