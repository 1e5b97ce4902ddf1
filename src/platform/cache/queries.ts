import type { Client } from 'pg'

export const listen = (client: Pick<Client, 'query' | 'escapeIdentifier'>, channels: readonly string[]) =>
  client.query(channels.map((channel) => `listen ${client.escapeIdentifier(channel)}`).join(';'))

export const sendProof = (client: Pick<Client, 'query'>, channel: string, payload: string) =>
  client.query('select pg_notify($1, $2)', [channel, payload])
