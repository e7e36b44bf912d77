import { describe, expect, test } from 'vitest'
import { checkOrigin, isLoopbackName } from './same-origin.ts'

const code = (method: string, headers: Record<string, string>): string | null => checkOrigin({ method, headers })?.code ?? null

describe('who may ask', () => {
  test.each([
    { host: 'localhost:4180', refused: null }, { host: '127.0.0.1', refused: null }, { host: '[::1]:80', refused: null }, { host: 'LOCALHOST:80', refused: null },
    { host: '127.0.0.1.example.org', refused: 'host-not-allowed' }, { host: 'localhost.example.org:80', refused: 'host-not-allowed' }, { host: '10.0.0.8', refused: 'host-not-allowed' }, { host: '', refused: 'host-not-allowed' },
  ])('the host “$host” is answered: $refused', ({ host, refused }) => {
    expect(code('GET', { host })).toBe(refused)
  })

  test.each([
    { case: 'our page', headers: { 'x-cadre': '1', 'sec-fetch-site': 'same-origin' }, refused: null },
    { case: 'a script on this machine', headers: { 'x-cadre': '1' }, refused: null },
    { case: 'a form on another site', headers: { 'sec-fetch-site': 'cross-site' }, refused: 'origin-not-allowed' },
    { case: 'another port of this machine', headers: { 'x-cadre': '1', 'sec-fetch-site': 'same-site' }, refused: 'origin-not-allowed' },
  ])('a change from $case: $refused', ({ headers, refused }) => {
    expect(code('POST', { host: 'localhost', ...(headers as Record<string, string>) })).toBe(refused)
  })
})

test.each(['0.0.0.0', '::', '192.168.0.1', 'example.org'])('%s reaches further than this machine', (host) => {
  expect(isLoopbackName(host)).toBe(false)
})
