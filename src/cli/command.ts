import type { Command } from 'commander'
import type { Viewer } from '../access/viewer.ts'
import type { House } from '../store/house.ts'
import { isRefusal, type Refusal } from '../units/refusal.ts'
import { printOutcome, printRefusal, type ExitCode, type Outcome, type Streams } from './outcome.ts'

/** What a command is handed besides its arguments. */
export interface Shop {
  /** What was asked, after the name of the program. */
  readonly words: readonly string[]
  /** The data folder where a command names none. */
  readonly folder: string
  readonly streams: Streams
  readonly open: (directory: string) => Promise<House | Refusal>
  /** Called with the exit code when the command is done. */
  readonly done: (code: ExitCode) => void
}

export interface Form { readonly data: string; readonly json?: boolean; readonly csv?: boolean }
type Work<T> = (subject: T, form: Form) => Promise<Outcome | Refusal>

/** Run a command that needs the data folder: open it, say who asks, work, close it whatever happened, print. What only such commands need is read here and not before. */
export function withHouse(shop: Shop, command: Command, work: Work<{ house: House; viewer: Viewer }>): Promise<void> {
  return run(shop, command, async (form) => {
    const house = await shop.open(form.data)
    if (isRefusal(house)) return house
    try {
      const [{ whoAsks }, { writeCommand }] = await Promise.all([import('./who-asks.ts'), import('./write-command.ts')])
      const viewer = await whoAsks(house, command, new Date().toISOString())
      if (isRefusal(viewer)) return viewer
      const answer = await work({ house, viewer }, form)
      return await writeCommand(house, viewer, { command, words: shop.words }, isRefusal(answer) ? answer.code : 'done') ?? answer
    } finally { await house.close() }
  })
}

/** Run a command that needs no data folder. */
export async function run(shop: Shop, command: Command, work: (form: Form) => Promise<Outcome | Refusal>): Promise<void> {
  const form = command.optsWithGlobals<Form>()
  const answer = await work(form)
  shop.done(isRefusal(answer) ? printRefusal(answer, form, shop.streams) : printOutcome(answer, form, shop.streams))
}

/** Help text at the end of a command's help. */
export function example(...lines: readonly string[]): string {
  return `\nExample:\n${lines.map((line) => `  ${line}`).join('\n')}\n`
}
