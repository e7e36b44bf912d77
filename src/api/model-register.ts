import { z } from 'zod'
import type { Viewer } from '../access/viewer.ts'
import { ModelRegister } from '../contract/model-register.ts'
import register from '../reference/model-register.json' with { type: 'json' }
import { modelVersion } from '../scenario/manifest.ts'
import type { House } from '../store/house.ts'
import { sayDate } from '../units/calendar-date.ts'
import { readRoute, type Route } from './route.ts'

/** The day by which something that was signed off is looked at again: the same day of the month, so many months on. */
export function sunsetOf(day: string): string {
  const months = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + register.reviewMonths
  return `${String(Math.floor(months / 12)).padStart(4, '0')}-${String((months % 12) + 1).padStart(2, '0')}-${Number(day.slice(8, 10)) > 28 ? '28' : day.slice(8, 10)}`
}

/** Every version of the model: what changed, what moved by it, how it did against the past, what it cannot, and its sunset; with the back-tests kept here. */
export async function listModels(house: House, viewer: Viewer): Promise<ModelRegister> {
  const versions = register.versions.map((one, at) => ({ ...one, until: register.versions[at + 1]?.since ?? null, review: sunsetOf(one.since) })).toReversed()
  const kept = (await house.backtests.all(viewer)).map(({ model, source, at, snapshot }) => ({ model, source, at, snapshot }))
  const used = versions[0]!
  return { summary: `${used.model} is in use since ${sayDate(used.since)}, to be reviewed by ${sayDate(used.review)}; ${versions.length} versions are registered${used.model === modelVersion ? '' : `, and the version that runs, ${modelVersion}, is not among them`}.`, versions, kept }
}

/** A registered version of the model with its limits and the day of its review; null where it is not registered. */
export function modelNamed(model: string): { readonly limits: string; readonly backTest: string; readonly review: string } | null {
  const at = register.versions.findIndex((one) => one.model === model)
  const found = register.versions[at]
  // “As before” is said by the last version before it that says more.
  const said = (field: 'limits' | 'backTest'): string => register.versions.slice(0, at + 1).findLast((one) => !one[field].startsWith('As before'))?.[field] ?? ''
  return found === undefined ? null : { limits: said('limits'), backTest: said('backTest'), review: sunsetOf(found.since) }
}

export const modelRegisterRoutes: readonly Route[] = [
  readRoute({ url: '/api/models', policy: 'figures', says: 'The model register: versions, what changed and moved, back-tests, limits and sunset dates', group: 'Projection', query: z.object({}), answer: ModelRegister, refuses: [], handle: ({ house, viewer }) => listModels(house, viewer) }),
]
