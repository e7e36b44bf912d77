import { describe, expect, test } from 'vitest'
import { statusOf } from '../../src/api/problem.ts'
import { exitOf } from '../../src/cli/outcome.ts'
import type { Refusal } from '../../src/units/refusal.ts'
import { listCodes, type ListedCode } from './list-codes.ts'

const root = new URL('../..', import.meta.url).pathname
const { codes, unread } = listCodes(root)

describe('the codes of refusals', () => {
  test('every refusal in the source is written so that it can be listed', () => {
    expect(unread).toEqual([])
    expect(codes.length).toBeGreaterThan(10)
  })

  // A drifted list is written anew by running this file with `-u`.
  test('docs/generated/codes.md lists them', async () => {
    await expect(writePage(codes)).toMatchFileSnapshot('../../docs/generated/codes.md')
  })

  test('the reference page of the API lists them', async () => {
    await expect(`${JSON.stringify(codes.map(({ code, kind, need, next }) => ({ code, kind, need, next })), null, 2)}\n`).toMatchFileSnapshot('../../src/api/codes.json')
  })
})

function writePage(listed: readonly ListedCode[]): string {
  const rows = listed.map(({ code, kind, need, next, file }) => `| \`${code}\` | ${kind} | ${exitOf[kind as Refusal['kind']]} | ${statusOf[kind as Refusal['kind']]} | ${cell(need)} | ${cell(next)} | ${file} |`)
  return `# Codes

Every refusal has a stable code, on the command line and in the API. This page is made from the source by \`tests/house/api-codes.test.ts\`.
Exit: what \`cadre\` ends with. HTTP: status of the problem details; 413 \`request-too-large\`, 421 \`host-not-allowed\`, 403 \`origin-not-allowed\` and 429 \`too-many-requests\` have their own.
Our own faults are not refusals: \`our-fault\` (exit 1, HTTP 500), \`disk-full\` and \`folder-not-writable\` (exit 1).

| code | kind | exit | HTTP | what we need | what to do next | said by |
|---|---|---|---|---|---|---|
${rows.join('\n')}
`
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ')
}
