export { endLinks, findLink, type Link, offerLink, spendLink } from './one-time-link.ts'
export { personalData } from './personal-data.ts'
export { deleteOldLinks } from './queries.ts'
