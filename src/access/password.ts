import { refuse, type Refusal } from '../units/refusal.ts'

/** Shortest and longest password, in characters. Length counts, not kinds of characters. Source: NIST SP 800-63B, section 5.1.1. */
const shortest = 12
const longest = 200

/** Judge a password somebody chose. Errors: refuses `password-not-good`, saying what is wrong; null when it is good. */
export function judgePassword(password: string, person: { readonly name: string; readonly email: string }): Refusal | null {
  const length = [...password].length
  if (length < shortest) return refusePassword(`it has ${length} characters`)
  if (length > longest) return refusePassword(`it has more than ${longest} characters`)
  if (new Set(password.toLowerCase()).size < 5) return refusePassword('it repeats very few characters')
  if (isRun(password)) return refusePassword('it is a run of neighbouring characters')
  const own = ownWords(person).find((word) => password.toLowerCase().includes(word))
  return own === undefined ? null : refusePassword('it holds your own name or e-mail address')
}

/** `abcdefghijkl`, `987654321098`: each character is the neighbour of the one before. */
function isRun(password: string): boolean {
  const codes = [...password.toLowerCase()].map((character) => character.codePointAt(0) ?? 0)
  const steps = new Set(codes.slice(1).map((code, at) => code - (codes[at] ?? 0)))
  return steps.size === 1
}

/** Words of four letters or more of the name and of what stands before the @. */
function ownWords({ name, email }: { readonly name: string; readonly email: string }): string[] {
  return `${name} ${email.split('@')[0] ?? ''}`.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter((word) => word.length >= 4)
}

function refusePassword(found: string): Refusal {
  return refuse('password-not-good', 'input', {
    doing: 'Judging the password', found, need: `At least ${shortest} characters, without your own name: a few unrelated words are easy to keep in mind`, next: 'Choose another one',
  })
}
