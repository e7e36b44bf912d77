import { useNavigate, useSearch } from '@tanstack/react-router'
import type { ProgrammeAnswer } from '../../contract/programme-answer.ts'
import { Lens } from '../lens/lens.tsx'

/** The other ways of counting the staff of one role of a programme; those are offered whom one question singles out. */
export function ProgrammeLens({ answer }: { answer: ProgrammeAnswer }) {
  const { role: asked } = useSearch({ from: '/programme' })
  const navigate = useNavigate({ from: '/programme' })
  const roles = answer.roles.flatMap(({ id, name, where, staff }) => (where === null ? [] : [{ id, name, where, asOf: staff.asOf }]))
  const role = roles.find(({ id }) => id === asked) ?? roles[0]
  if (role === undefined) return null
  return (
    <Lens question={{ measure: 'fte', where: { area: answer.area, ...role.where }, at: role.asOf ?? undefined }}>
      <p className="cdr-choices">
        <label className="nhsuk-label" htmlFor="lens-role">
          Staff of
          <select id="lens-role" className="nhsuk-select" value={role.id} onChange={(event) => void navigate({ search: (previous) => ({ ...previous, role: event.target.value }), replace: true, resetScroll: false })}>
            {roles.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      </p>
    </Lens>
  )
}
