import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { packageRoot } from '../../src/platform/package-root.ts'
import { type Block, pages, readBlocks, treatmentOf } from './blocks.ts'
import { isLike, patternOf } from './compare.ts'
import { readGiven, withOwn } from './given.ts'
import { type House, type Kind, openHouse } from './house.ts'
import { hasPrograms } from './programs.ts'
import { openShell, type Shell } from './shell.ts'
import { checkTypes, exampleName } from './typescript.ts'

const blocksOf = new Map(pages.map((page) => [page, readBlocks(page)]))
const allBlocks = [...blocksOf.values()].flat()
const isRun = (block: Block) => treatmentOf(block).kind === 'run'

// Which of the servers a page talks about; a trial on one's own machine, without mails, unless it is named here.
const kinds: Readonly<Record<string, Kind>> = {
  'docs/self-hosting.md': 'live',
  'docs/preflight.md': 'live',
  'docs/authentication.md': 'mailing',
}

// What a page shows that gives nothing: how it is where nothing was set.
const unchanged = { PUBLIC_URL: 'http://localhost:3000', DATA_DIR: '/home/kit/porchlight/data' }

// The values that a page may begin with.
const givable = new Set(['CHECKOUT', 'DATA_DIR', 'PASSWORD', 'PUBLIC_URL', 'SEAL', 'SERVER'])

let houses: Readonly<Record<Kind, House>>
beforeAll(async () => {
  const [trial, mailing, live] = await Promise.all([openHouse('trial'), openHouse('mailing'), openHouse('live')])
  houses = { trial, mailing, live }
})
afterAll(() => Promise.all(Object.values(houses ?? {}).map((house) => house.close())))

const examples = allBlocks.filter((block) => block.language === 'ts' && isRun(block))

it('the examples in TypeScript have the right types', async () => {
  expect(await checkTypes(houses.trial.checkout, examples)).toBe('')
})

function commandOf({ language, text }: Block): string {
  if (language !== 'ts') return text
  return `(cd "${houses.trial.checkout.path}" && node ${exampleName(text)})`
}

function expectOutput(shown: Block, said: string): void {
  if (shown.language !== 'json') expect(said.trim()).toMatch(patternOf(shown.text))
  else if (!isLike(JSON.parse(shown.text), JSON.parse(said)))
    expect(JSON.parse(said), 'not alike').toEqual(JSON.parse(shown.text))
}

const isTreated = (block: Block) => !['given', 'drawing', 'not-run'].includes(treatmentOf(block).kind)

describe.skipIf(!hasPrograms).each(pages.filter((page) => blocksOf.get(page)?.some(isTreated)))('%s', (page) => {
  const blocks = blocksOf.get(page) ?? []
  const given = blocks.filter((block) => treatmentOf(block).kind === 'given').map(readGiven)
  const shown: Readonly<Record<string, string>> = Object.assign({}, ...(given.length > 0 ? given : [unchanged]))
  let house: House
  let shell: Shell
  let said = ''
  beforeAll(() => {
    house = houses[kinds[page] ?? 'trial']
    shell = openShell(house.checkout.path)
  })
  afterAll(() => shell?.close())

  it('gives nothing that has no value here', () => {
    expect(Object.keys(shown).filter((name) => !givable.has(name))).toEqual([])
  })

  async function treat(block: Block): Promise<void> {
    const treatment = treatmentOf(block)
    const text = withOwn(block.text, { shown, own: house.own })
    if (treatment.kind === 'run') {
      const done = await shell.run(commandOf(block), house.env())
      expect(done.code, done.all).toBe(treatment.code)
      said = done.out.replaceAll('\r', '')
      await house.after(block)
    } else if (treatment.kind === 'output') {
      expectOutput({ ...block, text }, treatment.of === 'start' ? house.greeting() : said)
    } else if (treatment.kind === 'file') {
      expect(block.text).toBe(readFileSync(join(packageRoot, treatment.path), 'utf8'))
    }
  }

  it.each(
    blocks.filter(isTreated).map((block) => [`${block.line}: ${block.text.trim().split('\n', 1)}`, block] as const),
  )('line %s', (_, block) => treat(block))
})

it('the list of blocks that are not run, with the reason of each, is the one that was read and agreed to', async () => {
  const lines = allBlocks.flatMap((block) => {
    const treatment = treatmentOf(block)
    if (treatment.kind !== 'not-run') return []
    return [`${block.page}: ${block.text.trim().split('\n', 1)}\n    ${treatment.reason}`]
  })
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('./not-run.txt')
})
