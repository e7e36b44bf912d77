import { refuse, type Refusal } from '../units/refusal.ts'
import { sayScope, type Scope } from './grant.ts'
import type { Policy } from './policy.ts'

/** Nobody is signed in, and the address needs somebody. */
export const signInNeeded: Refusal = refuse('sign-in-needed', 'conflict', {
  doing: 'Checking who asks', found: 'nobody is signed in', need: 'A session, or a token in the header `authorization: Bearer …`', next: 'Sign in on the page /sign-in',
})

/** What came to say who asks opens nothing: the same words whatever the reason, for they go to whoever holds it. */
export const tokenOpensNothing: Refusal = refuse('sign-in-needed', 'conflict', {
  doing: 'Checking who asks', found: 'the token that came with it opens nothing: it was taken back, has ended, or was never made here', need: 'A token that opens this installation, in the header `authorization: Bearer …`', next: 'Make a new one on the page /account',
})

/** The right is not held, or not there. */
export function refuseRight({ says }: Policy, where: readonly Scope[] | null): Refusal {
  const place = where?.[0] === undefined ? '' : ` for ${sayScope(where[0])}`
  return refuse('not-allowed', 'conflict', {
    doing: 'Checking what may be done', found: `no role of yours gives this${place} today`, need: says, next: 'Ask an administrator of your organisation for the role',
  })
}

/** The second factor has not been given in this session. */
export function refuseSecondFactor({ says }: Policy): Refusal {
  return refuse('second-factor-needed', 'conflict', {
    doing: 'Checking the second factor', found: 'it was not given in this session', need: says, next: 'Give the code of your authenticator on the page /account, or set it up there first',
  })
}

/**
 * The question reaches beyond whose records may be read. It is refused whole: a part of an answer would look like all of it.
 */
export function refuseOutside(what: string): Refusal {
  return refuse('outside-your-scope', 'conflict', {
    doing: `Reading records of ${what}`, found: 'it reaches beyond the records you may see', need: 'An area or organisation whose records are all within your scope', next: 'See /account for your scope, ask for a part of it, or ask an administrator for more',
  })
}
