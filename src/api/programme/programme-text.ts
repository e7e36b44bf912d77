import { parse as parseYaml, stringify } from 'yaml'
import type { z } from 'zod'
import { ProgrammeFile, type ProgrammeChecked, type ProgrammeTrouble } from '../../contract/programme.ts'
import { refuse, type Refusal } from '../../units/refusal.ts'
import { programmeTroubles } from './programme-laws.ts'

/** Read the text of a programme, YAML or JSON. Errors: refuses `programme-not-readable` with every place that does not fit. */
export function readProgramme(text: string): ProgrammeFile | Refusal {
  const { file, troubles } = checkProgramme(text)
  return file ?? notReadable(troubles)
}

/** Say all that is wrong with the text of a programme, and what it says when nothing is. */
export function checkProgramme(text: string): ProgrammeChecked {
  let value: unknown
  try {
    value = parseYaml(text)
  } catch (error) {
    return { file: null, yaml: null, troubles: [{ at: '', says: `text that is neither YAML nor JSON (${error instanceof Error ? error.message.split('\n')[0] : ''})` }] }
  }
  const read = ProgrammeFile.safeParse(value)
  const troubles = read.success ? programmeTroubles(read.data) : read.error.issues.map(sayIssue)
  return read.success && troubles.length === 0 ? { file: read.data, yaml: writeProgramme(read.data), troubles } : { file: null, yaml: null, troubles: troubles.slice(0, mostTroubles) }
}

const mostTroubles = 40

/** Write a programme as YAML; what only repeats a default is left in, so that the file says all it stands for. */
export function writeProgramme(file: ProgrammeFile): string {
  return stringify(file, { lineWidth: 160 })
}

function sayIssue({ path, message }: z.core.$ZodIssue): ProgrammeTrouble {
  return { at: path.join('.'), says: message }
}

function notReadable(troubles: readonly ProgrammeTrouble[]): Refusal {
  return refuse('programme-not-readable', 'input', {
    doing: 'Reading a programme', found: troubles.slice(0, 10).map(({ at, says }) => `${at === '' ? 'the file' : at}: ${says}`).join('; '),
    need: 'version: 1, an id and a name, stages, and roles with staff, settings, time, source and grade', next: 'Correct what is named; docs/programmes.md says what each part means',
  })
}
