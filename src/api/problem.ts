import type { Problem } from '../contract/problem.ts'
import { refuse, sayRefusal, type Refusal } from '../units/refusal.ts'

/** Say a refusal as problem details (RFC 9457). */
export function problemOf(refusal: Refusal): Problem {
  return {
    type: `/api/docs#${refusal.code}`, title: titles[refusal.kind], status: ownStatus[refusal.code] ?? statusOf[refusal.kind], code: refusal.code,
    detail: sayRefusal(refusal), found: refusal.found, need: refusal.need, next: refusal.next,
  }
}

/** HTTP status for each kind of no. */
export const statusOf: Record<Refusal['kind'], number> = { usage: 400, input: 422, absent: 404, conflict: 409, check: 422 }

/** Codes with a status of their own in HTTP. */
const ownStatus: Readonly<Record<string, number>> = { 'too-many-requests': 429, 'request-too-large': 413, 'host-not-allowed': 421, 'origin-not-allowed': 403, 'sign-in-needed': 401, 'sign-in-refused': 401, 'not-allowed': 403, 'second-factor-needed': 403, 'outside-your-scope': 403, 'too-many-attempts': 429, 'too-many-live-pages': 429, 'if-match-missing': 428, 'plan-changed-meanwhile': 412, 'plan-version-unknown': 412 }

const titles: Record<Refusal['kind'], string> = {
  usage: 'The request cannot be understood', input: 'The input was refused', absent: 'There is nothing here', conflict: 'This does not fit what is there', check: 'A check did not hold',
}

/** Say the first faults of a request that does not fit its schema. */
export function refuseRequest(faults: readonly { path: string; says: string }[]): Refusal {
  return refuse('request-not-valid', 'usage', {
    doing: 'Reading the request', found: faults.slice(0, 3).map(({ path, says }) => `${path || 'request'}: ${says}`).join('; '),
    need: 'Each field has to fit its description', next: 'See /api/docs for the fields of this address',
  })
}

/** Our own fault: nothing of the inside is shown, the reference finds the line in the log. */
export function ourFault(reference: string): Problem {
  return {
    type: '/api/docs#our-fault', title: 'Something went wrong in Cadre', status: 500, code: 'our-fault',
    detail: `Answering the request: Cadre failed, and nothing was changed. Reference ${reference}. Try again; if it happens again, report it with the reference.`,
    next: 'Try again; if it happens again, report it with the reference',
  }
}

/** Refusals that belong to the address, not to a question. */
export const notFound = (url: string): Refusal => refuse('address-not-found', 'absent', {
  doing: 'Looking for an address', found: `there is nothing at ${url.slice(0, 200)}`, need: 'An address of the API', next: 'See /api/docs for every address',
})
export const tooMany: Refusal = refuse('too-many-requests', 'conflict', {
  doing: 'Answering requests', found: 'too many of them within one minute', need: 'A pause', next: 'Wait a minute and try again',
})
export const tooLarge: Refusal = refuse('request-too-large', 'input', {
  doing: 'Receiving a request', found: 'it is larger than this address takes', need: 'A smaller file', next: 'Use `cadre import` for large files: it reads from disk',
})
export const notUnderstood = (why: string): Refusal => refuse('request-not-understood', 'usage', {
  doing: 'Reading the request', found: why, need: 'A request in the form this address takes', next: 'See /api/docs for the form',
})
