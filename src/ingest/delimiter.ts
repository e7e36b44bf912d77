/** Delimiters in the order they are preferred when two fit equally well. */
const candidates = [',', ';', '\t', '|', '^', '~', '¦', '§', '\u001f', '\u0001'] as const

/** Records looked at: enough to outvote a title or a footnote. */
const sampleRecords = 50

/**
 * Find the delimiter of a table in text: the one that cuts most records into the same number of fields, more than one.
 * Errors: answers a comma when none does, as in a file of one column.
 */
export function detectDelimiter(text: string): string {
  let best = { delimiter: ',', score: 0 }
  for (const delimiter of candidates) {
    const score = agreement(fieldCounts(text.slice(0, 200_000), delimiter))
    if (score > best.score) best = { delimiter, score }
  }
  return best.delimiter
}

/** Share of records that agree on a field count, weighed by how many fields they agree on. */
function agreement(counts: readonly number[]): number {
  const votes = new Map<number, number>()
  for (const count of counts) if (count > 1) votes.set(count, (votes.get(count) ?? 0) + 1)
  let best = 0
  for (const [fields, records] of votes) best = Math.max(best, (records / counts.length) * (1 + Math.log2(fields) / 10))
  return best
}

/** Fields per record of the sample; delimiters and line ends inside quotes do not count. */
function fieldCounts(text: string, delimiter: string): number[] {
  const counts: number[] = []
  let fields = 1
  let quoted = false
  let empty = true
  for (let at = 0; at < text.length && counts.length < sampleRecords; at += 1) {
    const character = text[at]
    if (character === '"') quoted = !quoted
    else if (!quoted && character === '\n') {
      if (!empty) counts.push(fields)
      fields = 1
      empty = true
      continue
    } else if (!quoted && character === delimiter) fields += 1
    if (character !== '\r') empty = false
  }
  if (!empty && counts.length < sampleRecords) counts.push(fields)
  return counts
}
