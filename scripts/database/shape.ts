import type { Catalog, Column, Definition, Table } from '../../src/platform/db/catalog/queries.ts'
import type { Claim, PersonalData } from '../../src/platform/personal-data/personal-data.ts'

/** A foreign key: from columns of its own table to columns of another. */
export type Reference = {
  readonly columns: readonly string[]
  readonly table: string
  readonly to: readonly string[]
  readonly onDelete: 'cascade' | 'set null' | null
}

export type ClaimedColumn = Column & { readonly claim: Claim }

/** A table with everything that belongs to it, as the documents tell it. */
export type DescribedTable = {
  readonly name: string
  readonly purpose: string
  readonly unlogged: boolean
  readonly feature: string
  readonly columns: readonly ClaimedColumn[]
  readonly primaryKey: readonly string[]
  readonly references: readonly Reference[]
  /** Unique and check constraints. */
  readonly rules: readonly Definition[]
  readonly indexes: readonly Definition[]
  readonly triggers: readonly Definition[]
  /** What the application role may do with it. */
  readonly granted: readonly string[]
}

const list = (text: string | undefined) => (text ?? '').split(', ').map((name) => name.replaceAll('"', ''))

function referenceOf({ definition }: Definition): Reference[] {
  const [, own, table = '', to, action] =
    /^FOREIGN KEY \(([^)]+)\) REFERENCES ([\w.]+)\(([^)]+)\)(?: ON DELETE (CASCADE|SET NULL))?/.exec(definition) ?? []
  if (own === undefined) return []
  const onDelete = action === undefined ? null : action === 'CASCADE' ? 'cascade' : 'set null'
  return [{ columns: list(own), table, to: list(to), onDelete }]
}

const primaryKeyOf = (constraints: readonly Definition[]) =>
  constraints.flatMap(({ definition }) => {
    const [, columns] = /^PRIMARY KEY \(([^)]+)\)/.exec(definition) ?? []
    return columns === undefined ? [] : list(columns)
  })

const isRule = ({ definition }: Definition) => /^(UNIQUE|CHECK)/.test(definition)

function purposeOf({ name, comment }: Table): string {
  if (comment === null) throw new Error(`The table ${name} has no comment: say in its migration what it is for.`)
  return comment
}

const ownerOf = (table: string, claims: readonly PersonalData[]): PersonalData => {
  const owner = claims.find(({ tables }) => table in tables)
  if (!owner) throw new Error(`No personal-data.ts claims the table ${table}.`)
  return owner
}

function claimOf(column: Column, { feature, tables }: PersonalData): Claim {
  const claim = tables[column.table]?.[column.name]
  if (!claim) throw new Error(`The personal-data.ts of ${feature} does not claim ${column.table}.${column.name}.`)
  return claim
}

/** Brings the catalog and the claims together, table by table. Throws where a table has no comment or a column no claim. */
export function describeTables(catalog: Catalog, claims: readonly PersonalData[]): DescribedTable[] {
  return catalog.tables.map((table) => {
    const own = <T extends { table: string }>(rows: readonly T[]) => rows.filter((row) => row.table === table.name)
    const owner = ownerOf(table.name, claims)
    const constraints = own(catalog.constraints)
    return {
      name: table.name,
      purpose: purposeOf(table),
      unlogged: table.unlogged,
      feature: owner.feature,
      columns: own(catalog.columns).map((column) => ({ ...column, claim: claimOf(column, owner) })),
      primaryKey: primaryKeyOf(constraints),
      references: constraints.flatMap(referenceOf),
      rules: constraints.filter(isRule),
      indexes: own(catalog.indexes),
      triggers: own(catalog.triggers),
      granted: catalog.grants
        .filter(({ target }) => target === `table ${table.name}`)
        .flatMap(({ privileges }) => privileges.split(', ')),
    }
  })
}
