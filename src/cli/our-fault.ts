import type { ExitCode, Streams } from './outcome.ts'

/** Say that we failed, in a form that can be reported; answers exit code 1. A full disk is said as such. */
export function ourFault(error: unknown, streams: Streams): ExitCode {
  const { code, message, stack } = error instanceof Error ? (error as NodeJS.ErrnoException) : { code: undefined, message: String(error), stack: undefined }
  if (code === 'ENOSPC' || /no space left|disk full/i.test(message)) streams.err('cadre: Writing to the data folder: the disk is full. Nothing that was there is lost or half done. Free some space and run the command again. [disk-full]\n')
  else if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM') streams.err(`cadre: Writing to the data folder: not allowed (${message}). Check who owns the folder, or choose another with --data DIR. [folder-not-writable]\n`)
  else streams.err(`cadre: This is our fault, not yours: ${message}\n${process.env['CADRE_DEBUG'] ? `${stack ?? ''}\n` : 'Run again with CADRE_DEBUG=1 to see where, and report it.\n'}`)
  return 1
}
