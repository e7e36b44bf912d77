import type { Viewer } from '../access/viewer.ts'
import { writeBundle } from '../api/bundle.ts'
import { readLevers, readShort } from '../api/projection/lever-text.ts'
import { answerProjection } from '../api/projection.ts'
import { answerWhatIf, writeWhatIfCsv } from '../api/what-if.ts'
import type { LeverFile } from '../contract/lever.ts'
import type { Fan, ProjectionRequest } from '../contract/projection.ts'
import type { WhatIfAnswer } from '../contract/what-if.ts'
import type { House } from '../store/house.ts'
import { leverKinds } from '../supply/lever-list.ts'
import { formatNumber } from '../units/format.ts'
import { isRefusal, type Refusal } from '../units/refusal.ts'
import type { Outcome } from './outcome.ts'
import { layTable } from './table.ts'
import { readValueFile } from './value-file.ts'

/** Take one `--lever` after another, as they stand. */
export function readLeverOption(text: string, before: string[] = []): string[] {
  return [...before, text]
}

/** `cadre project --levers FILE`, `--lever kind=change`: the projection beside itself with levers. */
export async function projectWhatIf(house: House, viewer: Viewer, request: ProjectionRequest, stated: { readonly file: string | undefined; readonly short: readonly string[]; readonly out: string | undefined }): Promise<Outcome | Refusal> {
  const levers = await readStated(stated)
  if (isRefusal(levers)) return levers
  const projected = await answerProjection(house, viewer, request)
  if (isRefusal(projected)) return projected
  const done = await answerWhatIf(house, viewer, request, levers)
  if (isRefusal(done)) return done
  const { answer } = done
  const refused = stated.out === undefined ? null : await writeBundle(stated.out, projected, done)
  return refused ?? { json: { ...projected.answer, whatIf: answer }, text: sayWhatIf(answer), csv: writeWhatIfCsv(answer).text, notes: [...answer.notes, ...sayWritten(stated.out)] }
}

/** Where a bundle was written, and how it is repeated; nothing where none was. */
export function sayWritten(out: string | undefined): string[] {
  return out === undefined ? [] : [`Written to ${out}; repeat it with: cadre run verify ${out}`]
}

/** The levers of the file, then those stated in short. */
export async function readStated({ file, short }: { readonly file: string | undefined; readonly short: readonly string[] }): Promise<LeverFile | Refusal> {
  const read = file === undefined ? { value: { version: 1, levers: [] } } : await readValueFile(file, 'lever file')
  if (isRefusal(read)) return read
  const levers = readLevers(read.value)
  if (isRefusal(levers)) return levers
  const more = short.map(readShort)
  const refused = more.find(isRefusal)
  return refused ?? readLevers({ ...levers, levers: [...levers.levers, ...more] })
}

function sayWhatIf(answer: WhatIfAnswer): string {
  const { manifest, training, places } = answer
  return [
    answer.summary, '',
    ...answer.levers.map(({ says, alone }, at) => `${at + 1}. ${says}${alone === null ? '' : `: by itself ${signed(alone)} ${answer.unit} at the end`}`), '',
    `Supply of ${answer.profession}, ${answer.areaName}, ${answer.unit}: median (80 % range)`,
    layTable(['year', 'without', 'with levers', 'difference', 'gap with levers'], answer.rows.map(({ year, baseline, scenario, difference }) => [String(year), sayRange(baseline.supply), sayRange(scenario.supply), signedRange(difference.supply), sayRange(scenario.gap)])),
    ...(answer.binds.length === 0 ? ['Every lever does what it says.'] : ['What binds:', ...sayBinds(answer)]), '',
    ...training.flatMap(({ programme, provider, years }) => [`${programme} at ${provider}, people`, layTable(['year', 'places', 'start', 'find no placement', 'qualify', 'without levers'], years.map((row) => [String(row.year), row.asked, row.started, row.turnedAway, row.qualified, row.qualifiedBefore]), 0)]),
    ...(places.length > 1 ? ['Others in the run, supply: median (80 % range)', layTable(['who', 'year', 'with levers', 'difference'], places.slice(1).map(({ name, rows }) => [name, String(rows.at(-1)!.year), sayRange(rows.at(-1)!.scenario), signedRange(rows.at(-1)!.difference)]))] : []),
    'Everybody, over all years, rates at their middle, people',
    layTable(['who', 'start', 'joined', 'left', 'aged out', 'moved in', 'moved out', 'end', 'unaccounted'], manifest.conservation.map((row) => [row.name, row.start, row.joined, row.left, row.agedOut, row.movedIn, row.movedOut, row.end, Math.abs(row.residual)]), 0),
    ...answer.notAvailable.map(({ what, needed }) => `${what}: not available. Needed: ${needed}.`),
    `Snapshot ${manifest.dataset}, model ${manifest.model}, seed ${manifest.seed}, ${manifest.draws} draws, levers ${manifest.scenario.slice(0, 12)}, result ${manifest.outputs.slice(0, 12)}.`,
    'A possible future, not a forecast of what must happen.',
  ].join('\n')
}

/** One line for each thing that binds, with the years in which it does. */
function sayBinds({ binds }: WhatIfAnswer): string[] {
  return binds.map(({ year, lever, says }) => `  ${year}, lever ${lever + 1}: ${says}.`)
}

function sayRange({ p10, p50, p90 }: Fan): string {
  const [low, middle, high] = [p10, p50, p90].map((value) => formatNumber(value, 0))
  return `${middle} (${low} to ${high})`
}

function signedRange({ p10, p50, p90 }: Fan): string {
  return `${signed(p50)} (${signed(p10)} to ${signed(p90)})`
}

function signed(value: number): string {
  const size = formatNumber(Math.abs(value), Math.abs(value) < 10 ? 1 : 0)
  return Number(size.replaceAll(',', '')) === 0 ? '0' : `${value < 0 ? '−' : '+'}${size}`
}

/** `cadre project --list-levers`: what can be changed, in which units, and how far. */
export function listLevers(): Outcome {
  const rows = leverKinds.flatMap(({ kind, title, says, units }) => units.map(({ unit, low, high }) => ({ kind, title, says, unit, low, high })))
  return {
    json: leverKinds, notes: ['All changes are from what happens if nothing changes; 0 is no change. docs/method/levers.md says how each acts.'],
    text: layTable(['lever', 'unit', 'from', 'to', 'what it changes'], rows.map(({ kind, unit, low, high, says }) => [kind, unit, low, high, says]), 0),
  }
}
