import type { ScenarioAnswer } from '../contract/scenario.ts'
import type { ScenarioGain } from '../contract/scenario-gains.ts'
import { formatNumber } from '../units/format.ts'
import { layTable } from './table.ts'

/** Lay out who gains and who loses, by area and by how deprived areas are, as lines of text; what is missing stands with what is not available. */
export function layGains({ gains: { byArea, byDeprivation, year, rule }, unit }: Pick<ScenarioAnswer, 'gains' | 'unit'>): string[] {
  const header = (first: string): string[] => [first, `gap in ${year}, ${unit}`, 'with levers', 'gained', 'gap, % of need', 'with levers, %']
  return [
    ...(byArea === null ? [] : [
      `${byArea.says}.`, layTable(header('area'), [...byArea.areas.map((area) => [area.name, ...figures(area)]), ['together', ...figures(byArea.together)], ['the whole', ...figures(byArea.whole)]]),
      `${byArea.apartSays}. ${rule}`, ...byArea.untold.map(({ title, why, areas }) => `${title} is not told apart in ${areas} of them: ${why}.`), ...byArea.without.map(({ name, why }) => `${name} is not projected: ${why}`),
    ]),
    ...(byDeprivation === null ? [] : [
      `${byDeprivation.says}. ${byDeprivation.apartSays}.`, layTable(header('areas'), [...byDeprivation.groups.map((group) => [`${group.name}, ${group.areas}`, ...figures(group)]), ...(byDeprivation.notKnown === null ? [] : [[`not known, ${byDeprivation.notKnown.areas}`, ...figures(byDeprivation.notKnown)]])]),
    ]),
  ]
}

function figures({ without, with: moved, change }: ScenarioGain): string[] {
  return [formatNumber(without.gap, 0), formatNumber(moved.gap, 0), formatNumber(-change, 0), share(without.share), share(moved.share)]
}

function share(of: number | null): string {
  return of === null ? '[z]' : formatNumber(100 * of, 1)
}
