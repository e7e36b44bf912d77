/**
 * A fair request that we cannot serve. It is returned, never thrown, so that every edge has to answer it.
 * Message parts follow STYLE.md: what we were doing, what we found, what we need, what to do next.
 */
export interface Refusal {
  readonly refused: true
  /** Stable code, listed in docs/generated/codes.md: lower-case words joined by hyphens. */
  readonly code: string
  readonly doing: string
  readonly found: string
  readonly need: string
  readonly next: string
  /** What kind of no it is: decides exit code (2, 3, 4) and HTTP status. */
  readonly kind: 'usage' | 'input' | 'absent' | 'conflict' | 'check'
}

/** Make a refusal from its parts. */
export function refuse(code: string, kind: Refusal['kind'], parts: { doing: string; found: string; need: string; next: string }): Refusal {
  return { refused: true, code, kind, ...parts }
}

/** Say whether an answer is a refusal. */
export function isRefusal(answer: unknown): answer is Refusal {
  return typeof answer === 'object' && answer !== null && 'refused' in answer && answer.refused === true
}

/** One message a person can act on. */
export function sayRefusal(refusal: Refusal): string {
  return `${refusal.doing}: ${refusal.found}. ${refusal.need}. ${refusal.next}.`
}
