import type { Examples } from '../../platform/http/examples.ts'
import type { AccountReply } from './schema.ts'

/** Kev's account, wherever a reply shows it. */
export const exampleAccount: AccountReply = {
  id: '7',
  username: 'kev',
  email: 'kev@example.org',
  emailVerifiedAt: null,
  mailState: 'working',
  firstName: 'Kev',
  lastName: 'McAleer',
  displayName: 'Kev McAleer',
  dateOfBirth: null,
  location: null,
  bio: null,
  visibility: 'public',
  language: 'en',
  timeZone: null,
  role: 'member',
  status: 'active',
  createdAt: '2026-03-14T09:26:53.589Z',
  lastSignInAt: '2026-03-14T09:26:53.589Z',
}

export const readAccount: Examples = {
  success: { as: 'member', status: 200, reply: { ...exampleAccount } },
}

export const changeAccount: Examples = {
  success: {
    as: 'member',
    body: { location: 'Chester', bio: 'Builds robots, and then finds out why they fall over.' },
    status: 200,
    reply: {
      ...exampleAccount,
      location: 'Chester',
      bio: 'Builds robots, and then finds out why they fall over.',
    },
  },
  errors: [
    {
      as: 'member',
      body: { username: 'ada' },
      status: 422,
      code: 'input-invalid',
      when: 'A value is not acceptable, such as a username that is taken.',
      errors: [{ pointer: '/username', code: 'username-taken' }],
    },
  ],
}

export const changeEmail: Examples = {
  success: { as: 'member', body: { email: 'kev@example.net' }, status: 204 },
  errors: [
    {
      as: 'member',
      body: { email: 'ada@example.org' },
      status: 422,
      code: 'input-invalid',
      when: 'The address is none, or belongs to another account.',
      errors: [{ pointer: '/email', code: 'email-taken' }],
    },
    {
      as: 'member-an-hour-later',
      body: { email: 'kev@example.net' },
      status: 403,
      code: 'identity-not-recent',
      when: 'The password was last given more than 15 minutes ago; confirm it first.',
    },
  ],
}

export const readProfile: Examples = {
  success: {
    as: 'stranger',
    params: { username: 'kev' },
    status: 200,
    reply: { username: 'kev', displayName: 'Kev McAleer', joinedOn: '2026-03-14', location: null, bio: null },
  },
  errors: [
    {
      as: 'stranger',
      params: { username: 'nobody-here' },
      status: 404,
      code: 'profile-not-found',
      when: 'Nobody has this name, or nobody may see the profile.',
    },
  ],
}
