export {
  addLink,
  countLinks,
  endLinks,
  endLinksSince,
  endPasswordLinks,
  findLink,
  isLinkLiving,
  type Link,
  type LinkPurpose,
  offerLink,
  prolongLink,
  replaceLink,
  spendLink,
} from './one-time-link.ts'
export { personalData } from './personal-data.ts'
export { deleteOldLinks } from './queries.ts'
