import { readFileSync, readdirSync } from 'node:fs'
import { join, relative } from 'node:path'

export interface ListedCode { readonly code: string; readonly kind: string; readonly need: string; readonly next: string; readonly file: string }

/** Read every refusal out of the source: its code, its kind, what it needs and what to do next. Sorted by code; the first file by name speaks for a code. */
export function listCodes(root: string): { codes: ListedCode[]; unread: string[] } {
  const codes = new Map<string, ListedCode>()
  const unread: string[] = []
  for (const file of sourceFiles(join(root, 'src'))) {
    const text = readFileSync(file, 'utf8')
    if (!/units\/refusal\.ts'/.test(text)) continue
    const calls = [...text.matchAll(/(?<![\w.])refuse\(/g)]
    for (const call of calls) {
      const found = parseCall(text.slice(call.index, call.index + 2000))
      for (const each of found) if (!codes.has(each.code)) codes.set(each.code, { ...each, file: relative(root, file) })
      if (found.length === 0) unread.push(`${relative(root, file)}: ${text.slice(call.index, call.index + 80)}`)
    }
  }
  return { codes: [...codes.values()].sort((a, b) => (a.code < b.code ? -1 : 1)), unread }
}

/** One code, or the two of a choice between them. */
function parseCall(call: string): Omit<ListedCode, 'file'>[] {
  const [, one, other, kind] = /^refuse\(\s*(?:[^'(),]*'[a-z]+' \? )?'([a-z0-9-]+)'(?: : '([a-z0-9-]+)')?,\s*'(usage|input|absent|conflict|check)'/.exec(call) ?? []
  if (one === undefined || kind === undefined) return []
  return [one, other].filter((code) => code !== undefined).map((code) => ({ code, kind, need: readPart(call, 'need'), next: readPart(call, 'next') }))
}

/** The text of one part of a message; what is filled in at run time becomes an ellipsis. */
function readPart(call: string, part: string): string {
  const [, text] = new RegExp(`\\b${part}:\\s*(?:'((?:[^'\\\\]|\\\\.)*)'|\`((?:[^\`\\\\]|\\\\.)*)\`)`).exec(call)?.filter((group) => group !== undefined) ?? []
  return (text ?? '…').replaceAll(/\$\{[^}]*\}/g, '…').replaceAll(/\\(.)/g, '$1')
}

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name)).sort()
}
