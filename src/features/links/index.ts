export { endLinks, findLink, type Link, offerLink, replaceLink, spendLink } from './one-time-link.ts'
export { personalData } from './personal-data.ts'
export { deleteOldLinks } from './queries.ts'
