import type { Seeds } from '../../platform/seed/seed.ts'

/** The browsers that made-up people signed in at. */
export const seeds: Seeds = {
  tables: [
    {
      table: 'devices',
      columns: ['id', 'account_id', 'first_seen_at', 'last_seen_at'],
      rows: ({ id, visits }) =>
        [...Map.groupBy(visits, ({ deviceId }) => deviceId)].map(([deviceId, those]) => [
          deviceId,
          id,
          those[0]!.at,
          those.at(-1)!.at,
        ]),
    },
  ],
}
