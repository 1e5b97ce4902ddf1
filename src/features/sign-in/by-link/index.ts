export { lockMails } from './mails.ts'
export { signInLinkPages } from './pages.tsx'
export { tellOwnerJob } from './tell-owner-job.ts'
