import { expect, test } from 'vitest'
import { codeOfStep, factorAddress, makeFactorSecret, stepOfCode } from './one-time-code.ts'

/** The secret of RFC 6238, appendix B, “12345678901234567890” in base 32. */
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'

test.each([
  { seconds: 59, code: '94287082' }, { seconds: 1_111_111_109, code: '07081804' }, { seconds: 1_111_111_111, code: '14050471' },
  { seconds: 1_234_567_890, code: '89005924' }, { seconds: 2_000_000_000, code: '69279037' }, { seconds: 20_000_000_000, code: '65353130' },
])('the code of second $seconds is that of RFC 6238, appendix B', ({ seconds, code }) => {
  expect(codeOfStep(secret, Math.floor(seconds / 30), 8)).toBe(code)
})

test('a code holds in its step and the one before and after, and no longer', () => {
  const at = 1_700_000_010_000
  const step = Math.floor(at / 30_000)
  expect([-2, -1, 0, 1, 2].map((away) => stepOfCode(secret, codeOfStep(secret, step + away, 6), at))).toEqual([null, step - 1, step, step + 1, null])
  expect(stepOfCode(secret, '12345', at)).toBeNull()
  const own = codeOfStep(secret, step, 6)
  expect(stepOfCode(secret, `${own.slice(0, 3)} ${own.slice(3)}`, at)).toBe(step)
})

test('a secret has 160 bits, and its address names issuer and account', () => {
  const made = makeFactorSecret()
  expect(made).toMatch(/^[A-Z2-7]{32}$/)
  expect(made).not.toBe(makeFactorSecret())
  expect(factorAddress(made, 'a b@example.org')).toBe(`otpauth://totp/Cadre:a%20b%40example.org?secret=${made}&issuer=Cadre&algorithm=SHA1&digits=6&period=30`)
})
