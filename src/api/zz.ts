import { openHouse } from '../store/open.ts'
import { localViewer } from '../access/viewer.ts'
import { answerOverview } from './overview.ts'
import { OverviewAnswer } from '../contract/overview.ts'
const house = await openHouse(process.argv[2]!) as any
for (const area of process.argv.slice(3)) for (const _ of [1, 2]) { const s = performance.now(); const r = await answerOverview(house, localViewer, area === '-' ? {} : { area }) as any; console.log(area, Math.round(performance.now() - s)); if (_ === 2) {
 if (r.refused) { console.log(r); continue }
 console.log(OverviewAnswer.safeParse(r).error ?? 'valid', r.summary, r.path.map((p: any) => p.name), r.children.length, r.fanWhy, r.fanTitle, r.fan.length, r.gaps.length, r.gapsWhy, r.tiles.tiles.length, r.tiles.why, r.changed)
 console.log(r.figures.map((f: any) => [f.name, f.value, f.comparison, f.trend, f.why])) ; console.log(r.history.slice(-2), r.gaps.slice(0,4).map((g: any) => [g.profession, g.gap.p50]))} }
await house.close()
