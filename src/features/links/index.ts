export { endLinks, findLink, type Link, type LinkPurpose, offerLink, spendLink } from './one-time-link.ts'
