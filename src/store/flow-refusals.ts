import { bases } from '../dataset/basis.ts'
import type { FlowCoverage } from '../dataset/flows.ts'
import { refuse } from '../units/refusal.ts'
import type { Refusal } from '../units/refusal.ts'
import type { CubeContext } from './cube-context.ts'
import { holdingsOf } from './cube-holdings.ts'
import { placeRows } from './cube-places.ts'
import type { Question } from './cube-question.ts'
import type { FlowsAsked } from './flow-question.ts'

/** Quality rule that says a source numbers its people anew in every file. */
const unstable = 'unstable-identifier'

/** Nothing follows people in the area: say whether that is for want of records, or because those held cannot be followed. */
export async function refuseNoRecords(context: CubeContext, asked: FlowsAsked): Promise<Refusal> {
  const where = asked.inside[0]?.name ?? 'everything held'
  const files = (await context.files()).filter((file) => file.findings.some(({ rule }) => rule === unstable))
  const sources = new Set(files.map(({ source }) => source))
  const here = (await holdingsOf(context, bases.countsFte)).filter((holding) => sources.has(holding.source) && placeRows(asked.map, holding, asked as unknown as Question, []) !== null)
  const [found] = here
  if (found) return refuse('identifiers-unstable', 'absent', { doing: `Following people in ${where}`, found: `the person identifiers of ${files.find(({ source }) => source === found.source)?.title ?? found.source} are made anew in every file, so the same person cannot be found again`, need: 'Records whose person numbers stay the same from month to month', next: 'Ask for stock, which these files do give, or load staff records' })
  return refuse('flows-not-held', 'absent', { doing: `Following people in ${where}`, found: 'no staff records are held there, and no counts of joiners or leavers', need: 'Staff records of two month-ends, or a return of joiners and leavers', next: 'Load them with cadre import, or ask for a wider area' })
}

/** Records are held, and none of them can be followed over any pair of month-ends. */
export function refuseAllExcluded(asked: FlowsAsked, coverage: FlowCoverage): Refusal {
  const [first] = coverage.exclusions
  const numbers = coverage.exclusions.find(({ kind }) => kind === 'identifiers-changed')
  const where = asked.inside[0]?.name ?? 'everything held'
  if (numbers) return refuse('identifiers-unstable', 'absent', { doing: `Following people in ${where}`, found: `${numbers.name}, ${numbers.from} to ${numbers.to}: ${numbers.says}`, need: 'Records whose person numbers stay the same from month to month', next: 'Ask for a period without the change, or send the earlier months again under the new numbers' })
  return refuse('flows-not-followed', 'absent', { doing: `Following people in ${where}`, found: `${first?.name ?? where}: ${first?.says ?? 'no two month-ends can be compared'}`, need: 'Two month-ends with records of the same organisations', next: 'Ask for another period, or load the months that are missing' })
}
