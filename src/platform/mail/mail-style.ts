import { dark, light } from '../html/plain-tokens.ts'
import type { MailBrand } from './content.ts'

// Mail programs know no style sheets of their own accord, few selectors and no custom properties: styles stand at the
// elements, in the colors of day, and a sheet that some read turns them for the night.
const face = '-apple-system,BlinkMacSystemFont,"Segoe UI",Roboto,Helvetica,Arial,sans-serif'
const breaks = 'overflow-wrap:anywhere;word-break:break-word'

/** The styles of a mail by what they are for. */
export const style = {
  page: `margin:0;padding:0;background:${light.ground}`,
  outside: `width:100%;border-collapse:collapse;background:${light.ground}`,
  middle: 'padding:0 12px 32px',
  card: `width:100%;max-width:560px;margin:0 auto;border-collapse:separate;table-layout:fixed;background:${light.surface};border:1px solid ${light.line};border-radius:14px`,
  inside: `padding:28px 28px 12px;font:16px/1.55 ${face};color:${light.ink};text-align:left;${breaks}`,
  site: `margin:0 0 4px;font-size:14px;line-height:1.4;color:${light['ink-2']}`,
  title: 'margin:0 0 20px;font-size:23px;line-height:1.25;font-weight:650;letter-spacing:-0.4px',
  text: 'margin:0 0 16px',
  code: `margin:0 0 20px;padding:14px 16px;background:${light.sunken};border-radius:8px;font:600 28px/1.3 ui-monospace,Menlo,Consolas,monospace;letter-spacing:5px;text-align:center`,
  facts: `width:100%;margin:0 0 20px;border-collapse:collapse;border-top:1px solid ${light.line}`,
  label: `width:34%;padding:9px 14px 9px 0;border-bottom:1px solid ${light.line};font-size:14px;color:${light['ink-2']};vertical-align:top`,
  value: `padding:9px 0;border-bottom:1px solid ${light.line};font-size:15px;vertical-align:top;${breaks}`,
  aside: `margin:0 0 16px;padding:12px 16px;background:${light.sunken};border-radius:8px;font-size:15px;line-height:1.5`,
  action: 'margin:4px 0 12px',
  small: `margin:0 0 20px;font-size:13px;line-height:1.5;color:${light['ink-2']};word-break:break-all`,
  foot: `max-width:520px;margin:20px auto 0;font:13px/1.55 ${face};color:${light['ink-2']};text-align:center;${breaks}`,
  link: `color:${light['ink-2']}`,
  hidden: 'display:none;max-height:0;overflow:hidden;opacity:0',
  cord: `width:2px;height:30px;margin:0 auto;background:${light.edge};font-size:0;line-height:0`,
  shade: `width:56px;height:27px;margin:0 auto;background:${light.ink};border-radius:28px 28px 0 0;font-size:0;line-height:0`,
} as const

/** The bulb and its rim, in the color of the installation. */
export const lampStyle = ({ accent }: MailBrand) => ({
  rim: `width:62px;height:3px;margin:0 auto;background:${accent};border-radius:2px;font-size:0;line-height:0`,
  bulb: `width:18px;height:9px;margin:0 auto 16px;background:${accent};border-radius:0 0 9px 9px;font-size:0;line-height:0`,
})

/** The button; its edge holds where its color is that of the card. */
export const buttonStyle = ({ accent, onAccent }: MailBrand) =>
  `display:inline-block;max-width:100%;box-sizing:border-box;padding:11px 24px;border:1px solid rgba(0,0,0,.25);border-radius:8px;background:${accent};color:${onAccent};font-size:16px;line-height:1.3;font-weight:600;text-decoration:none`

/** Turns the colors where the reader's program is dark and reads style sheets. */
export const inTheDark = `:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (max-width:480px){.inside{padding:22px 20px 6px!important}}
@media (prefers-color-scheme:dark){.page{background:${dark.ground}!important}
.card{background:${dark.surface}!important;border-color:${dark.line}!important}
.ink{color:${dark.ink}!important}.pale,.pale a{color:${dark['ink-2']}!important}
.line{border-color:${dark.line}!important}.well{background:${dark.sunken}!important}.shade{background:${dark.edge}!important}}`
