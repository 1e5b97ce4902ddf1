/** Our tables' own schema: the database may be shared. */
export const schemaName = 'porchlight'
