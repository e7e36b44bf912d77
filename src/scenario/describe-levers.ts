import type { SimpleLevers } from '../supply/parameters.ts'
import { formatNumber } from '../units/format.ts'

/** Say which levers are moved: `10 % fewer leavers and 5 % more joiners`; null when none is. */
export function sayLevers(levers: SimpleLevers | undefined): string | null {
  if (levers === undefined) return null
  const said = [more(levers.leaving, 'leavers'), more(levers.joining, 'joiners'), levers.participation === 0 ? null : `${size(levers.participation)} ${levers.participation > 0 ? 'more' : 'less'} FTE per head`].filter((part) => part !== null)
  return said.length === 0 ? null : said.length === 1 ? said[0]! : `${said.slice(0, -1).join(', ')} and ${said.at(-1)!}`
}

function more(change: number, who: string): string | null {
  return change === 0 ? null : `${size(change)} ${change > 0 ? 'more' : 'fewer'} ${who}`
}

/** Per cent with as many decimals as were stated, at most two. */
function size(change: number): string {
  const percent = Math.abs(change) * 100
  const decimals = [0, 1].find((places) => Math.abs(percent - Number(percent.toFixed(places))) < 1e-9) ?? 2
  return `${formatNumber(percent, decimals)} %`
}
