import { useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import type { PeersAnswer } from '../../contract/peers.ts'
import { areasQuestion } from '../ask/questions.ts'
import { Combobox } from '../pickers/combobox.tsx'
import { sayLevel } from '../pickers/levels.ts'

interface Peer { readonly code: string; readonly name: string; readonly reason: string }

/** Choose peers: those of like size are suggested with the reason, any other of the level is in the list. What is chosen stands in the address. */
export function PeerPicker({ answer, chosen, map, onPick }: { answer: PeersAnswer; chosen: string | undefined; map: string | undefined; onPick: (peers: string) => void }) {
  const { data } = useQuery(areasQuestion(map))
  const codes = (chosen ?? '').split(',').filter((code) => code !== '')
  const names = new Map<string, string>([...(data?.areas ?? []).map((area) => [`${area.level}:${area.code}`, area.name] as const), ...answer.rows.map((row) => [`${row.level}:${row.code}`, row.name] as const)])
  const add = (code: string) => onPick([...new Set([...codes, code])].join(','))
  const remove = (code: string) => onPick(codes.filter((other) => other !== code).join(','))
  const list = useRef<HTMLUListElement>(null)
  const reasons = new Map(answer.suggestions.map((one) => [one.code, one.reason]))
  const choices = (data?.areas ?? []).filter((area) => area.level === answer.area.level && area.code !== answer.area.code && !codes.includes(`${area.level}:${area.code}`)).map((area) => {
    const reason = reasons.get(area.code)
    return { value: `${area.level}:${area.code}`, label: area.name, group: reason === undefined ? `Every ${sayLevel(area.level)}` : 'Of like size', depth: 0, ...(reason === undefined ? {} : { note: reason }) }
  })
  const suggested = answer.suggestions.slice(0, mostSuggested).map(({ level, code, name, reason }): Peer => ({ code: `${level}:${code}`, name, reason }))
  const others = codes.filter((code) => !suggested.some((one) => one.code === code)).map((code): Peer => ({ code, name: names.get(code) ?? code, reason: 'Chosen' }))
  return (
    <>
      <Combobox label="Add a peer" choices={choices.toSorted((a, b) => Number(b.group === 'Of like size') - Number(a.group === 'Of like size'))} value={undefined} onPick={add} nothing="No area of this level has this name or code" />
      <ul className="cdr-peers__suggested" aria-label="Peers of like size, and those chosen" tabIndex={-1} ref={list}>
        {[...suggested, ...others].map(({ code, name, reason }) => {
          const isIn = codes.includes(code)
          return (
            <li key={code}>
              <button
                type="button"
                className="cdr-action"
                onClick={() => {
                  // What was only chosen goes from the list: the focus stays with the list.
                  if (isIn && reason === 'Chosen') list.current?.focus()
                  if (isIn) remove(code)
                  else add(code)
                }}
              >
                {isIn ? 'Remove' : 'Add'} {name}
              </button>
              <span>{reason}</span>
            </li>
          )
        })}
      </ul>
    </>
  )
}

/** Suggestions that are shown beside the field; its list has more. */
const mostSuggested = 4
