import { expect, test } from 'vitest'
import { hashPassword, hashSecret, isPassword, makeSecret } from './secrets.ts'

test('a password is known again, another one is not, and nobody’s takes as long', async () => {
  const kept = await hashPassword('four herons by the weir')
  expect(kept).toMatch(/^argon2id\$m=19456,t=2,p=1\$/)
  expect(kept).not.toBe(await hashPassword('four herons by the weir'))
  expect(await isPassword('four herons by the weir', kept)).toBe(true)
  expect(await isPassword('four herons by the wear', kept)).toBe(false)
  expect(await isPassword('four herons by the weir', null)).toBe(false)
})

test('letters written in two ways are one password', async () => {
  expect(await isPassword('cafe\u0301 at the weir', await hashPassword('caf\u00e9 at the weir'))).toBe(true)
})

test('a secret has 256 bits and is kept as a hash', () => {
  const secret = makeSecret('cadre_')
  expect(secret).toMatch(/^cadre_[\w-]{43}$/)
  expect(hashSecret(secret)).toMatch(/^[0-9a-f]{64}$/)
})
