import { basename } from 'node:path'
import type { Command } from 'commander'
import type { Viewer } from '../access/viewer.ts'
import { writeEntry } from '../api/write-down.ts'
import type { House } from '../store/house.ts'
import type { Refusal } from '../units/refusal.ts'

/** Options whose value names a person outside the dataset: it is kept nowhere. */
const unkept = ['--identifier']

/** Write a command into the account of who did and read what, before its answer is printed. Files are named without the folders they lie in. */
export function writeCommand(house: House, viewer: Viewer, { command, words }: { command: Command; words: readonly string[] }, outcome: string): Promise<Refusal | null> {
  const kept = words.map((word, at, all) => {
    if (unkept.includes(all[at - 1] ?? '')) return '…'
    const option = unkept.find((one) => word.startsWith(`${one}=`))
    return option === undefined ? word.includes('/') || word.includes('\\') ? basename(word) : word : `${option}=…`
  })
  return writeEntry(house, viewer, { via: 'command line', under: nameOf(command), what: kept.join(' '), outcome })
}

/** `mapping confirm`: the command with those above it, the program left out. */
function nameOf(command: Command): string {
  return command.parent === null || command.parent.parent === null ? command.name() : `${nameOf(command.parent)} ${command.name()}`
}
