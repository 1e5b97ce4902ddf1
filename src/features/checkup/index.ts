export { checkupPanel } from './panel.tsx'
