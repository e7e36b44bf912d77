import type { Parameters } from '../ask/ask.ts'
import { amount, repeatable, repeatableShare, type TableCell } from '../figure/cell.ts'
import type { ProjectionSearch } from '../search.ts'

/** Parts of the Projection page that stand below the answer, in their order. */
export const projectionParts = [
  { part: 'flows', name: 'Flows' },
  { part: 'ages', name: 'Ages' },
  { part: 'method', name: 'Method and rates' },
  { part: 'sensitivity', name: 'Sensitivity' },
  { part: 'accuracy', name: 'Accuracy' },
  { part: 'what-if', name: 'What if?' },
  { part: 'every-area', name: 'Every area' },
] as const
export type ProjectionPart = (typeof projectionParts)[number]['part']

/** Panels of figures that open, by the part they stand in. */
const panelsOf: readonly (readonly [ProjectionPart, RegExp])[] = [
  ['flows', /^(flows|account|ends|spill|sectors)/],
  ['ages', /^pyramid/],
  ['method', /^assumptions/],
  ['sensitivity', /^(sensitivity|methods|regret)/],
  ['accuracy', /^(accuracy|backtest)/],
  ['what-if', /^(lever|nation|what-if)/],
  ['every-area', /^every/],
]

/** The part an address asks for: by its name, else by what only one part shows, else the first. Links made before parts had names show what they showed. */
export function partOf({ part, open, levers, every, pyramidYear, retirementAge }: ProjectionSearch): ProjectionPart {
  const named = projectionParts.find((one) => one.part === part)
  if (named !== undefined) return named.part
  const opened = open?.split('.').flatMap((panel) => panelsOf.filter(([, shows]) => shows.test(panel)).map(([own]) => own)) ?? []
  const found: (ProjectionPart | undefined)[] = [opened.at(-1), levers === undefined ? undefined : 'what-if', every === undefined ? undefined : 'every-area', pyramidYear ?? retirementAge ? 'ages' : undefined]
  return found.find((each) => each !== undefined) ?? 'flows'
}

/** The command whose JSON has every figure of an answer; null where it reads a file that only the reader has. */
export function commandOf({ provenance: { repeat } }: { readonly provenance: { readonly repeat: string } }): string | null {
  return / FILE( |$)/.test(repeat) ? null : repeat
}

/** Name the command of an answer on its figures: a cell, and where its figure stands in the command's JSON below `from`. */
export function namedBy(answer: { readonly provenance: { readonly repeat: string } }, from = ''): (cell: TableCell, path: string) => TableCell {
  const command = commandOf(answer)
  return (cell, path) => repeatable(cell, command, from + path)
}

/** The same for figures that are printed in per cent, which the command has as shares. */
export function sharesNamedBy(answer: { readonly provenance: { readonly repeat: string } }, from = ''): (share: number | null, path: string, decimals?: number) => TableCell {
  const command = commandOf(answer)
  return (share, path, decimals = 0) => repeatableShare(amount(share === null ? null : 100 * share, decimals), share, command, from + path)
}

/** What an address asks of the projection itself, without what only the page shows. */
export function askedOf({ part: _part, open: _open, every: _every, levers: _levers, pyramidYear: _year, retirementAge: _age, ...asked }: ProjectionSearch): Parameters {
  return asked
}
