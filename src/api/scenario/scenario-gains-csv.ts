import type { ScenarioGain, ScenarioGains } from '../../contract/scenario-gains.ts'

/** A figure of who gains and loses, under the columns of a scenario’s csv. */
interface GainCells { readonly part: string; readonly year: number; readonly id: string; readonly name: string; readonly what: string; readonly value: number | null; readonly unit: string; readonly why?: string }

/** Who gains and who loses as lines of csv: areas, what is not told apart, and groups of areas by deprivation. A share of no need is absent. */
export function gainCells({ byArea, byDeprivation, year }: ScenarioGains, unit: string): GainCells[] {
  const lines = (part: string, id: string, name: string, gain: ScenarioGain): GainCells[] => figures(gain, unit).map((figure) => ({ part, year, id, name, ...figure }))
  return [
    ...(byArea === null ? [] : [
      ...byArea.areas.flatMap((area) => lines('area', area.code, area.name, area)), ...lines('area', '', 'the whole', byArea.whole), ...lines('area', '', 'areas together', byArea.together),
      { part: 'area', year, id: '', name: 'not told apart', what: 'change of the gap', value: byArea.apart, unit, why: byArea.apartSays },
      ...byArea.without.map(({ code, name, why }) => ({ part: 'area', year, id: code, name, what: 'not projected', value: null, unit, why })),
      ...byArea.untold.map(({ id, title, why, areas }) => ({ part: 'area', year, id, name: title, what: 'lever not told apart in so many areas', value: areas, unit: 'areas', why })),
    ]),
    ...(byDeprivation === null ? [] : [
      ...(byArea?.areas ?? []).map(({ code, name, deprivation }) => ({ part: 'deprivation', year, id: code, name, what: byDeprivation.indicator, value: deprivation, unit: '%' })),
      ...byDeprivation.groups.flatMap((group) => lines('deprivation', String(group.group), group.name, group)), ...(byDeprivation.notKnown === null ? [] : lines('deprivation', '', 'not known', byDeprivation.notKnown)),
    ]),
  ]
}

function figures(gain: ScenarioGain, unit: string): Pick<GainCells, 'what' | 'value' | 'unit'>[] {
  return [
    { what: 'need without levers', value: gain.without.need, unit }, { what: 'gap without levers', value: gain.without.gap, unit }, { what: 'gap with levers', value: gain.with.gap, unit }, { what: 'change of the gap', value: gain.change, unit },
    { what: 'gap without levers', value: gain.without.share, unit: 'share of need' }, { what: 'gap with levers', value: gain.with.share, unit: 'share of need' }, { what: 'change of the gap', value: gain.shareChange, unit: 'share of need' },
  ]
}
