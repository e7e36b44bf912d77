import type { ProjectionAnswer } from '../../contract/projection.ts'
import type { ProjectionSearch } from '../search.ts'
import { askedOf } from './projection-part.ts'
import { Slider } from './slider.tsx'
import { WhatIf } from './what-if.tsx'

/** What if? Levers by slider, for this group and the whole nation, and every lever there is. */
export function WhatIfPart({ search, answer }: { search: ProjectionSearch; answer: ProjectionAnswer }) {
  return (
    <>
      <Slider search={search} answer={answer} />
      <WhatIf search={search} asked={askedOf(search)} answer={answer} />
    </>
  )
}
