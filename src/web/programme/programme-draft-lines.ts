import type { ProgrammeFile, ProgrammeRecogniser } from '../../contract/programme.ts'

const kinds: readonly (readonly [word: string, field: keyof ProgrammeRecogniser])[] = [['Profession', 'profession'], ['Staff group', 'staffGroup'], ['Band', 'band'], ['Occupation codes', 'occupationCodes'], ['Job role', 'jobRole'], ['Area of work', 'areaOfWork']]

/** A recogniser on one line: `Profession: Midwife; Band: Band 6`. */
export function sayLine(one: ProgrammeRecogniser): string {
  return kinds.flatMap(([word, field]) => { const value = one[field]; return value === undefined ? [] : [`${word}: ${Array.isArray(value) ? value.join(', ') : value}`] }).join('; ')
}

/** Words without a kind before them are taken for a profession. */
export function readLine(line: string): ProgrammeRecogniser {
  const parts = line.split(';').map((part): [keyof ProgrammeRecogniser, string | string[]] => {
    const [, word = '', rest = ''] = /^\s*([A-Za-z ]+?)\s*:\s*(.*)$/s.exec(part) ?? []
    const field = kinds.find(([known]) => known.toLowerCase() === word.toLowerCase())?.[1]
    if (field === undefined) return ['profession', part.trim()]
    return [field, field === 'occupationCodes' ? rest.split(',').map((code) => code.trim()).filter((code) => code !== '') : rest.trim()]
  })
  return Object.fromEntries(parts) as ProgrammeRecogniser
}

type Amount = ProgrammeFile['lists'][number]['amounts'][number]

/** What is stated of a list for an area, on one line: `NHS Alder Vale; 11,400; 2026-03-31; hospital returns`. */
export function sayAmount({ area, people, on, source }: Amount): string {
  return [area, String(people), on, source].join('; ')
}

/** A part that is missing is left empty, so that the check says so. */
export function readAmount(line: string): Record<keyof Amount, number | string> {
  const [area = '', people = '', on = '', ...source] = line.split(';').map((part) => part.trim())
  return { area, people: numberOf(people), on, source: source.join('; ') }
}

/** Lines of a field that say something. */
export function linesIn(text: string): string[] {
  return text.split('\n').map((line) => line.trim()).filter((line) => line !== '')
}

/** Names parted by commas. */
export function namesIn(text: string): string[] {
  return text.split(',').map((name) => name.trim()).filter((name) => name !== '')
}

/** A name in the letters that ids are made of. */
export function slug(text: string): string {
  return text.toLowerCase().normalize('NFKD').replace(/[^a-z0-9]+/g, '-').replace(/^[^a-z]+|-+$/g, '').slice(0, 60)
}

/** A number as typed, or the text itself where it is none: the check then says what is wrong with it. */
export function numberOf(text: string): number | string {
  const plain = text.replaceAll(/[,\s]/g, '')
  return /^(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : text
}

/** A share from per cent. */
export function shareOf(text: string): number | string {
  const percent = numberOf(text.replace('%', ''))
  return typeof percent === 'number' ? Number((percent / 100).toPrecision(12)) : percent
}

/** A share in per cent, without what a computer adds to a tenth. */
export function percentOf(share: number): string {
  return String(Number((share * 100).toPrecision(12)))
}
