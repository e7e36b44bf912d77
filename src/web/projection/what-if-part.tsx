import type { ProjectionAnswer } from '../../contract/projection.ts'
import type { ProjectionSearch } from '../search.ts'
import { askedOf } from './projection-part.ts'
import { Slider } from './slider.tsx'
import { WhatIf } from './what-if.tsx'

/** What if? Levers by slider, for this group and the whole nation, and every lever there is. Levers that the address carries are answered first. */
export function WhatIfPart({ search, answer }: { search: ProjectionSearch; answer: ProjectionAnswer }) {
  const [sliders, levers] = [<Slider key="sliders" search={search} answer={answer} />, <WhatIf key="levers" search={search} asked={askedOf(search)} answer={answer} />]
  return search.levers === undefined ? [sliders, levers] : [levers, sliders]
}
