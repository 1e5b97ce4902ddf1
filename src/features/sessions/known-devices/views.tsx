import { Button } from '../../../platform/html/button.tsx'
import { joinFacts } from '../../../platform/html/facts.ts'
import type { PageContext } from '../../../platform/html/page-context.ts'
import { Row, Rows } from '../../../platform/html/rows.tsx'
import { Section } from '../../../platform/html/section.tsx'
import { timeWords } from '../../../platform/html/time.tsx'
import { browserIcon, browserName } from '../browser-name.ts'
import { sessionsTexts } from '../texts/index.ts'
import type { DeviceList, ListedDevice } from './list-known-devices.ts'

type ForgetProps = {
  page: PageContext
  deviceId: string
  name: string
  /** Beside another button. */
  quiet?: boolean
}

/** Makes a browser a stranger. */
export function ForgetButton({ page, deviceId, name, quiet }: ForgetProps) {
  const t = sessionsTexts(page.locale, page.timeZone)
  return (
    <form method="post" action={page.href(`/account/devices/${deviceId}/forget`)}>
      <Button small kind={quiet ? 'quiet' : 'plain'} label={t.forgetLabel({ name })}>
        {t.forget()}
      </Button>
    </form>
  )
}

function DeviceRow({ page, device }: { page: PageContext; device: ListedDevice }) {
  const t = sessionsTexts(page.locale, page.timeZone)
  const facts = [
    t.knownSince({ when: timeWords(device.firstSeenAt, page, 'date') }),
    t.lastUse({ when: timeWords(device.lastSeenAt, page, 'relative') }),
    device.trustedUntil && t.trusted({ when: timeWords(device.trustedUntil, page, 'date') }),
  ]
  const name = browserName(page, device)
  return (
    <Row
      icon={browserIcon(device)}
      title={name}
      facts={joinFacts(facts)}
      actions={<ForgetButton page={page} deviceId={device.id} name={name} />}
    />
  )
}

/** The browsers where nobody is signed in and that know the person all the same. */
export function KnownDevicesSection({ page, list }: { page: PageContext; list: DeviceList }) {
  const t = sessionsTexts(page.locale, page.timeZone)
  const { items } = list
  return (
    <Section id="known" title={t.knownTitle()} lead={t.knownLead()}>
      <Rows>
        {items.map((device) => (
          <DeviceRow key={device.id} page={page} device={device} />
        ))}
        {items.length === 0 && <Row icon="laptop" title={t.knownNone()} facts={t.knownNoneFacts()} />}
      </Rows>
    </Section>
  )
}
