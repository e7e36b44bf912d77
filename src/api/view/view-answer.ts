import type { Viewer } from '../../access/viewer.ts'
import type { QueryAnswer, QueryRow } from '../../contract/query.ts'
import type { CubeRequest } from '../../dataset/cube.ts'
import type { House } from '../../store/house.ts'
import { formatNumber } from '../../units/format.ts'
import { isRefusal, refuse, type Refusal } from '../../units/refusal.ts'
import { viewCategories, viewLevels, type ViewCategory, type ViewLevel } from './view-cube.ts'
import { flowCategories } from './view-flows.ts'
import { viewMeasures, type MeasuredFigure, type MeasuredView } from './view-measures.ts'
import { refuseScopes } from './view-scopes.ts'

/**
 * Answer a question about records that the viewer may not read, from the views that anybody signed in may see: people, FTE, who left and joined within twelve
 * months and funded posts of the nation, its regions and integrated care systems, at a month-end, split by one category. Hidden figures are `suppressed`.
 *
 * Errors: refuses `view-not-in-catalogue` what no view shows, `unknown-area`, `unknown-value`, and what the views and refuseScopes refuse.
 */
export async function answerView(house: House, viewer: Viewer, request: CubeRequest): Promise<QueryAnswer | Refusal> {
  const asked = readAsked(request)
  if (isRefusal(asked)) return asked
  const snapshot = await house.catalogue.live(viewer)
  if (snapshot === null) return notInCatalogue('nothing is loaded')
  const view = await viewMeasures[asked.measure]!.read(house, snapshot, asked.category, request.at)
  if (isRefusal(view)) return view
  const tooMuch = await refuseScopes(house, viewer, snapshot, `${asked.measure} ${asked.category ?? ''}`, view.cube, view.judged)
  if (tooMuch !== null) return tooMuch
  const figures = chosenFigures(view.figures, asked)
  return isRefusal(figures) ? figures : writeView(view, asked, figures, snapshot)
}

interface Asked { readonly measure: string; readonly level: ViewLevel | null; readonly category: ViewCategory | null; readonly split: boolean; readonly area: string | null; readonly value: string | null }

/** What is asked, when it is in the catalogue of views. */
function readAsked({ measure, by, where, from, to, map, basis }: CubeRequest): Asked | Refusal {
  const categories = viewMeasures[measure]?.categories
  if (categories === undefined) return notInCatalogue(`the measure ${measure}`)
  if (from !== null || to !== null) return notInCatalogue('a period')
  if (map !== null) return notInCatalogue('a map of another date')
  if (basis === 'host') return notInCatalogue('people where they work')
  const levels = viewLevels.filter((level) => by.includes(level))
  const splits = viewCategories.filter((category) => by.includes(category))
  const filters = viewCategories.filter((category) => where[category] !== undefined)
  const places = Object.keys(where).filter((name) => !filters.some((category) => category === name))
  if (levels.length + splits.length < by.length || levels.length > 1) return notInCatalogue(`a split by ${by.join(' and ')}`)
  if (new Set([...splits, ...filters]).size > 1) return notInCatalogue(`${[...new Set([...splits, ...filters])].join(' and ')} together`)
  if (places.length > 1 || places.some((name) => name !== 'area' && !viewLevels.some((level) => level === name))) return notInCatalogue(`a filter by ${places.join(' and ')}`)
  const category = splits[0] ?? filters[0] ?? null
  if (category !== null && !categories.includes(category)) return notInCatalogue(`${measure} by ${category}`)
  const place = places[0] as 'area' | ViewLevel | undefined
  return { measure, level: levels[0] ?? null, category, split: splits.length > 0, area: place === undefined ? null : where[place] ?? null, value: filters[0] === undefined ? null : where[filters[0]] ?? null }
}

/** The figures asked for, in the order of their codes: the order says nothing about their size. */
function chosenFigures(all: readonly MeasuredFigure[], { level, area, value, split }: Asked): MeasuredFigure[] | Refusal {
  const place = area === null ? all.find((figure) => figure.level === 'nation') : all.find(({ code, name }) => same(code, area) || same(name, area))
  if (place === undefined) return refuse('unknown-area', 'absent', { doing: 'Looking for an area in the views', found: `no nation, region or integrated care system “${area}”`, need: 'One of these', next: 'Ask by ics for all of them' })
  const figures = all.filter(({ level: own, within, category }) => own === (level ?? place.level) && within.includes(place.code)
    && (value === null ? (category !== null) === split : category !== null && (same(category.code, value) || same(category.name, value))))
  if (figures.length > 0) return figures
  return refuse('unknown-value', 'absent', { doing: 'Looking for a category in the views', found: `none is “${value ?? ''}” there`, need: 'A value as the view has it', next: 'Split by it instead, to see them all' })
}

/** Codes and names are the same in capitals and small letters. */
function same(one: string, text: string): boolean {
  return one.toLowerCase() === text.trim().toLowerCase()
}

function writeView({ asOf, cube, notes: own }: MeasuredView, { measure, level, category, split, value }: Asked, figures: readonly MeasuredFigure[], snapshot: string): QueryAnswer {
  const named = split || value !== null
  const rows = figures.map((figure): QueryRow => ({
    ...(level === null ? {} : { [level]: figure.code, [`${level}_name`]: figure.name }), ...(split && category !== null ? { [category]: figure.category?.code ?? null, [`${category}_name`]: figure.category?.name ?? null } : {}),
    value: figure.value, status: figure.status,
  }))
  const { name, unit } = viewMeasures[measure]!
  const hidden = rows.filter(({ status }) => status === 'suppressed').length
  const summary = rows.length === 1 ? `${figures[0]!.name}${named ? `, ${figures[0]!.category?.name ?? ''}` : ''}: ${sayOne(rows[0]!, unit)} on ${asOf}.`
    : `${name} on ${asOf}: ${rows.length} figures, ${unit.startsWith('%') ? 'from rounded parts' : 'rounded'}${hidden === 0 ? '' : `; ${hidden} hidden to protect small numbers`}.`
  const notes = [cube.policy.says, 'Further figures are hidden where a hidden one could be worked out from the others.', ...own, `Made from staff records of ${cube.organisations} organisations; a person with posts at two of them counts at each.`, 'Files and organisations behind a view are not named: whoever may read the records sees them.']
  return {
    measure, name, unit, asOf, summary, rows, totals: [],
    provenance: { measure, definition: `${name} of staff records, as a view for people who may not read the records`, formula: `${unit.startsWith('%') ? 'From parts rounded' : 'Rounded'} to the nearest ${cube.policy.roundTo}; hidden where the policy “${cube.policy.id}” says`, sources: [], snapshot, asOf, map: cube.map, notes },
  }
}

function sayOne({ value, status }: QueryRow, unit: string): string {
  if (status === 'suppressed') return 'hidden, to protect a small number'
  return value === null ? 'not available' : `about ${unit.startsWith('%') ? formatNumber(value, 1) : value} ${unit}`
}

function notInCatalogue(found: string): Refusal {
  return refuse('view-not-in-catalogue', 'conflict', {
    doing: 'Answering from the views, for the records are outside your scope', found: `${found}, which no view shows`,
    need: `${Object.keys(viewMeasures).join(', ')} at one month-end, by nation, region or ics, and people and FTE by one of ${viewCategories.join(', ')} (flows by one of ${flowCategories.join(', ')}; posts by staff_group)`, next: 'Ask for that, or ask an administrator of your organisation for the record viewer role',
  })
}
