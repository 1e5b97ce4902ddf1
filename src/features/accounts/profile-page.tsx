import { Fragment } from 'preact'
import { LinkButton } from '../../platform/html/button.tsx'
import { isolate, joinFacts } from '../../platform/html/facts.ts'
import { Actions } from '../../platform/html/form.tsx'
import type { PageContext } from '../../platform/html/page-context.ts'
import { Card } from '../../platform/html/section.tsx'
import { Shell } from '../../platform/html/shell.tsx'
import { timeWords } from '../../platform/html/time.tsx'
import type { PublicProfile } from './public-profile.ts'
import { accountsTexts } from './texts/index.ts'

/** A person as everybody sees them; `isOwn` adds the way to change it. */
export function ProfilePage({ page, profile, isOwn }: { page: PageContext; profile: PublicProfile; isOwn: boolean }) {
  const t = accountsTexts(page.locale, page.timeZone)
  return (
    <Shell
      page={page}
      title={profile.displayName}
      lead={profile.username === profile.displayName ? undefined : profile.username}
    >
      {(isOwn || profile.isPrivate || profile.joinedOn) && (
        <Card>
          {profile.isPrivate && <p class="muted">{t.profileIsPrivate()}</p>}
          {profile.bio && <Lines text={profile.bio} />}
          <Facts page={page} profile={profile} />
          {isOwn && (
            <Actions>
              <span class="muted">{t.thisIsYou()}</span>
              <LinkButton small href={page.href('/account')}>
                {t.editProfile()}
              </LinkButton>
            </Actions>
          )}
        </Card>
      )}
    </Shell>
  )
}

/** Plain text with its line breaks, an empty line for a new paragraph. */
function Lines({ text }: { text: string }) {
  return (
    <div class="stack-s">
      {text.split('\n\n').map((paragraph, at) => (
        <p key={`${at}`} dir="auto">
          {paragraph.split('\n').map((line, index) => (
            <Fragment key={`${index}`}>
              {index > 0 && <br />}
              {line}
            </Fragment>
          ))}
        </p>
      ))}
    </div>
  )
}

function Facts({ page, profile }: { page: PageContext; profile: PublicProfile }) {
  if (profile.joinedOn === null) return null
  const t = accountsTexts(page.locale, page.timeZone)
  // A day without an hour: it is the same one wherever it is read.
  const day = timeWords(new Date(profile.joinedOn), { ...page, timeZone: 'UTC' }, 'date')
  return (
    <p class="muted">
      {profile.location && joinFacts([isolate(profile.location), ''])}
      <time datetime={profile.joinedOn}>{t.here({ day })}</time>
    </p>
  )
}
