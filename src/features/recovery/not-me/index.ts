export { newBrowserMailKind } from './new-browser-mail.ts'
export { notMePages } from './pages.tsx'
