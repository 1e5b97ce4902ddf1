import { describe, expect, it } from 'vitest'
import type { Catalog } from '../../src/platform/db/catalog/queries.ts'
import type { PersonalData } from '../../src/platform/personal-data/personal-data.ts'
import { databaseDbml } from './dbml.ts'
import { databasePage } from './markdown.ts'
import { describeTables } from './shape.ts'

const column = (table: string, name: string, more: Partial<Catalog['columns'][number]> = {}) =>
  ({ table, name, type: 'bigint', nullable: false, default: null, identity: '', generated: false, ...more }) as const

const catalog: Catalog = {
  tables: [
    { name: 'cups', unlogged: false, comment: "Anybody's cups." },
    { name: 'shelves', unlogged: true, comment: 'Where cups stand.' },
  ],
  columns: [
    column('cups', 'id', { identity: 'a' }),
    column('cups', 'shelf_id', { nullable: true }),
    column('cups', 'owner', { type: 'text' }),
    column('shelves', 'id'),
    column('shelves', 'made_at', { type: 'timestamp with time zone', default: 'now()' }),
  ],
  constraints: [
    { table: 'cups', name: 'cups_pkey', definition: 'PRIMARY KEY (id)' },
    {
      table: 'cups',
      name: 'cups_shelf_id_fkey',
      definition: 'FOREIGN KEY (shelf_id) REFERENCES shelves(id) ON DELETE SET NULL',
    },
    { table: 'cups', name: 'cups_owner_key', definition: 'UNIQUE (shelf_id, owner)' },
    { table: 'shelves', name: 'shelves_pkey', definition: 'PRIMARY KEY (id, made_at)' },
  ],
  indexes: [
    { table: 'cups', name: 'cups_owner_index', definition: 'CREATE UNIQUE INDEX x ON cups USING btree (lower(owner))' },
  ],
  functions: [{ table: '', name: 'wash', definition: 'CREATE FUNCTION wash() SECURITY DEFINER' }],
  triggers: [
    {
      table: 'cups',
      name: 'cups_stay',
      definition: 'CREATE TRIGGER cups_stay BEFORE DELETE ON cups FOR EACH ROW EXECUTE FUNCTION refuse()',
    },
  ],
  grants: [
    { target: 'table cups', grantee: 'porchlight', privileges: 'insert, select' },
    { target: 'function wash', grantee: 'porchlight', privileges: 'execute' },
  ],
}
const claims: PersonalData[] = [
  {
    feature: 'kitchen',
    tables: {
      cups: {
        id: 'nothing personal',
        shelf_id: 'nothing personal',
        owner: {
          what: 'Whose cup',
          why: 'Nobody drinks from it',
          kept: 'a year',
          exportedAs: null,
          erasedBy: 'washing',
        },
      },
      shelves: { id: 'nothing personal', made_at: 'nothing personal' },
    },
  },
]

describe('the documents of the database', () => {
  const tables = describeTables(catalog, claims)

  it('say of each table what it is for, what it holds, what it leads to and who may do what', () => {
    const page = databasePage(catalog, tables)
    for (const line of [
      "Anybody's cups. Belongs to `kitchen`.",
      'Where cups stand. Belongs to `kitchen`. Not logged: empty after a crash.',
      '| `id` | bigint |  | numbered | nothing |',
      '| `shelf_id` | bigint | yes |  | nothing |',
      '| `made_at` | timestamptz |  | `now()` | nothing |',
      '| `owner` | Nobody drinks from it | a year | no | washing |',
      '- known by `id`',
      '- `shelf_id` leads to `id` of [shelves](#shelves); its end empties the field',
      '- unique `cups_owner_index` on `lower(owner)`',
      '- trigger `cups_stay`: before delete, for each row, `refuse`',
      "- the server may insert, select; everything else is the owner's alone",
      '- the server may not touch it',
      '- `wash` runs with the rights of the owner; the server may call it',
    ])
      expect(page.split('\n')).toContain(line)
  })

  it('draw the same tables with what leads where', () => {
    const drawn = databaseDbml(tables).split('\n')
    for (const line of [
      '  id bigint [pk, increment, not null]',
      "  owner text [not null, note: 'Whose cup']",
      '  made_at timestamptz [not null, default: `now()`]',
      "    (shelf_id, owner) [unique, name: 'cups_owner_key']",
      "    (`lower(owner)`) [unique, name: 'cups_owner_index']",
      '    (id, made_at) [pk]',
      "  Note: 'Anybody\\'s cups.'",
      'Ref: cups.shelf_id > shelves.id [delete: set null]',
    ])
      expect(drawn).toContain(line)
  })

  it('are not written while a table has no purpose or a column no claim', () => {
    const [cups, shelves] = catalog.tables
    const nameless = { ...catalog, tables: [cups!, { ...shelves!, comment: null }] }
    expect(() => describeTables(nameless, claims)).toThrow('The table shelves has no comment')
    const more = { ...catalog, columns: [...catalog.columns, column('cups', 'color')] }
    expect(() => describeTables(more, claims)).toThrow('kitchen does not claim cups.color')
  })
})
