import '../styles/overview.css'
import type { ValueStatus } from '../../units/status.ts'
import { sayCell } from '../format.ts'
import { useMapKeys } from './map-keys.ts'
import { MapLink, type MapOpening } from './map-link.tsx'
import { MapHatch, StepKey, stepFills } from './step-key.tsx'
import { stepOf, stepsOf } from './steps.ts'

export interface OutlinedArea {
  readonly code: string
  readonly name: string
  readonly value: number | null
  readonly status: ValueStatus
  readonly path: string
  /** Middle of its largest part. */
  readonly x: number
  readonly y: number
}

interface OutlineMapParts {
  readonly areas: readonly OutlinedArea[]
  readonly width: number
  readonly height: number
  readonly unit: string
  readonly current: string | null
  readonly says: string
  readonly opening?: MapOpening
}

/** Draw areas by their boundaries in five tints of one amount; hatched: not available. The current one has an ink outline. */
export function OutlineMap({ areas, width, height, unit, current, says, opening }: OutlineMapParts) {
  const steps = stepsOf(areas.flatMap(({ value }) => (value === null ? [] : [value])))
  const keysOf = useMapKeys(areas, areas.findIndex(({ code }) => code === current))
  const edge = Math.max(width, height) / 100
  // The current one is drawn last, so that no neighbour covers its outline.
  const ordered = areas.map((area, index) => ({ area, index })).toSorted((a, b) => Number(a.area.code === current) - Number(b.area.code === current))
  return (
    <div className="cdr-outlines">
      <svg viewBox={`${-edge} ${-edge} ${width + 2 * edge} ${height + 2 * edge}`} role={opening === undefined ? 'img' : 'group'} aria-label={says}>
        <MapHatch id="outline-hatch" />
        {ordered.map(({ area, index }) => (
          <MapLink key={area.code} code={area.code} says={`${area.name}: ${sayCell(area.value, area.status, unit)}${area.value === null ? '' : ` ${unit}`}`} isPrinted={false} opening={opening} keys={keysOf(index)}>
            <path
              d={area.path}
              fill={area.value === null ? 'url(#outline-hatch)' : stepFills[stepOf(steps, area.value)]}
              className={area.code === current ? 'cdr-outlines__here' : undefined}
              fillRule="evenodd"
            />
          </MapLink>
        ))}
      </svg>
      <StepKey steps={steps} unit={unit} hasMissing={areas.some(({ value }) => value === null)} />
    </div>
  )
}
