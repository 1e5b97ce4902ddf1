import { Empty } from '../../../platform/html/empty.tsx'
import { joinFacts } from '../../../platform/html/facts.ts'
import type { PageContext } from '../../../platform/html/page-context.ts'
import { Row, Rows } from '../../../platform/html/rows.tsx'
import { Section } from '../../../platform/html/section.tsx'
import { timeWords } from '../../../platform/html/time.tsx'
import { browserIcon, browserName, type DeviceList } from '../../sessions/index.ts'
import { accountsTexts } from './texts/index.ts'

/** The browsers that know somebody: at which of them, and until when, no second factor is asked for. */
export function Devices({ page, devices: { items, total } }: { page: PageContext; devices: DeviceList }) {
  const t = accountsTexts(page.locale, page.timeZone)
  return (
    <Section id="devices" title={t.devices()} lead={t.devicesLead({ count: total })}>
      {items.length === 0 ? (
        <Empty inSection title={t.noDevices()} />
      ) : (
        <Rows>
          {items.map((device) => (
            <Row
              key={device.id}
              icon={browserIcon(device)}
              title={browserName(page, device)}
              facts={joinFacts([
                t.factorSince({ when: timeWords(device.firstSeenAt, page, 'date') }),
                t.lastUse({ when: timeWords(device.lastSeenAt, page, 'relative') }),
                device.trustedUntil && t.trusted({ when: timeWords(device.trustedUntil, page, 'date') }),
              ])}
            />
          ))}
        </Rows>
      )}
    </Section>
  )
}
