import { randomUUID } from 'node:crypto'
import type { House } from '../../src/store/house.ts'
import type { Query, RecordsDriver } from '../../src/store/records-driver.ts'

/** Builds that are broken on purpose, each as a hurried change could break it. A test that does not find them proves nothing. */
export const breaks = ['ignores the version', 'drops the keys', 'forgets the history', 'writes the history and forgets the plan', 'answers before it is kept'] as const
export type Break = (typeof breaks)[number]

/** A house whose plans take every edit as if it were made from the latest version. */
export function ignoringVersions(house: House): House {
  return { ...house, mode: house.mode, plans: { ...house.plans, edit: async (viewer, once, given) => house.plans.edit(viewer, once, { ...given, from: (await house.plans.find(viewer, given.plan))?.version ?? given.from }) } }
}

/** Stand between the store and its database, and break what it does with plans. */
export function breaking(how: Break): (driver: RecordsDriver) => RecordsDriver {
  return (driver) => {
    const behind = new WeakMap<Query, Query>()
    return {
      ...driver,
      script: (query, sql) => driver.script(behind.get(query) ?? query, sql),
      transaction: (work) => new Promise((resolve, reject) => {
        driver.transaction(async (query) => {
          let edited = false
          const broken: Query = async (sql, parameters = []) => {
            edited ||= /insert into cadre\.plan_edit/.test(sql)
            if (how === 'drops the keys' && /into cadre\.answered/.test(sql)) return query(sql, parameters.map((one, at) => (at === 1 ? randomUUID() : one)))
            if (how === 'forgets the history' && /insert into cadre\.plan_edit/.test(sql)) return []
            if (how === 'writes the history and forgets the plan' && /update cadre\.plan set/.test(sql)) return query('update cadre.plan set version = $2 where id = $1', parameters.slice(0, 2))
            return query(sql, sql.includes('$') ? parameters : undefined)
          }
          behind.set(broken, query)
          const answer = await work(broken)
          // Answered now, and done a moment later: what comes between, another edit or a kill, is lost.
          if (how === 'answers before it is kept' && edited) throw new Undone(answer)
          return answer
        }).catch((error: unknown) => {
          if (!(error instanceof Undone)) throw error
          setTimeout(() => { driver.transaction(work).catch(() => {}) }, 100)
          return error.answer as Awaited<ReturnType<typeof work>>
        }).then(resolve, reject)
      }),
    }
  }
}

class Undone extends Error {
  readonly answer: unknown

  constructor(answer: unknown) {
    super('answered before it is kept')
    this.answer = answer
  }
}
