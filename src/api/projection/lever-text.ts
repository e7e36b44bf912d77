import { LeverFile } from '../../contract/lever.ts'
import { isRefusal, refuse, type Refusal } from '../../units/refusal.ts'

/** Read the levers of a parsed file or body. Errors: refuses `levers-not-readable` with every place that does not fit. */
export function readLevers(value: unknown): LeverFile | Refusal {
  const read = LeverFile.safeParse(value)
  if (read.success) return read.data
  return notReadable(read.error.issues.slice(0, 10).map(({ path, message }) => `${path.length === 0 ? 'the file' : path.join('.')}: ${message}`).join('; '))
}

/** Read the levers of an address: JSON as in a file, or `kind=change` joined by semicolons; nothing is no levers. */
export function readLeverText(text: string): LeverFile | Refusal {
  const plain = text.trim()
  if (plain.startsWith('{')) {
    try {
      return readLevers(JSON.parse(plain))
    } catch {
      return notReadable('text that begins like JSON and is none')
    }
  }
  const levers = plain.split(';').filter((each) => each.trim() !== '').map(readShort)
  const refused = levers.find(isRefusal)
  return refused ?? readLevers({ version: 1, levers })
}

/** Read one lever in short, such as `leaver-rate=-1.5` or `leaver-rate=-10 %`: the first unit of the kind where none is written. Errors: refuses `levers-not-readable`. */
export function readShort(text: string): { kind: string; change: number; unit?: string } | Refusal {
  const found = /^\s*([a-z-]+)\s*=\s*([+−-]?\d+(?:\.\d+)?)\s*([^\d\s].*)?$/.exec(text)
  return found ? { kind: found[1]!, change: Number(found[2]!.replace('−', '-')), ...(found[3] === undefined ? {} : { unit: found[3].trim() }) } : notReadable(`“${text.trim().slice(0, 60)}”, which is not a kind and a change`)
}

function notReadable(found: string): Refusal {
  return refuse('levers-not-readable', 'input', {
    doing: 'Reading the levers', found, need: 'version: 1 and a list of levers, each with kind and change; or in short kind=change, several joined by a semicolon',
    next: 'Correct what is named; examples/levers.yaml is a file that works, and cadre project --list-levers says what there is',
  })
}
