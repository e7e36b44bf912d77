import { isRefusal, refuse } from '../units/refusal.ts'
import { printRefusal, type ExitCode, type Streams } from './outcome.ts'

/** Say what was thrown: a disk that is full or not ours to write is said as such, anything else is our fault. Answers the exit code. */
export function ourFault(error: unknown, form: { json?: boolean }, streams: Streams): ExitCode {
  const refused = (error as { refusal?: unknown } | null)?.refusal
  if (isRefusal(refused)) return printRefusal(refused, form, streams)
  const { code, message, stack } = error instanceof Error ? (error as NodeJS.ErrnoException) : { code: undefined, message: String(error), stack: undefined }
  if (code === 'ENOSPC') return printRefusal(diskFull, form, streams)
  if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM') return printRefusal(notWritable(message), form, streams)
  if (form.json) streams.out(`${JSON.stringify({ fault: { code: 'our-fault', message } }, null, 2)}\n`)
  streams.err(`cadre: This is our fault, not yours: ${message}\n${process.env['CADRE_DEBUG'] ? stack ?? '' : 'Run again with CADRE_DEBUG=1 to see where, and report it.'}\n`)
  return 1
}

const diskFull = refuse('disk-full', 'conflict', {
  doing: 'Writing to the data folder', found: 'the disk is full', need: 'Nothing was published and what was loaded before is untouched', next: 'Free some space, or move the data folder to a larger disk, and run the command again',
})
const notWritable = (message: string): ReturnType<typeof refuse> => refuse('folder-not-writable', 'conflict', {
  doing: 'Writing to a folder', found: `the system does not allow it (${message})`, need: 'A folder that you may write to', next: 'Check who owns it, or choose another',
})
