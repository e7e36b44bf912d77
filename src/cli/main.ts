import { runProgram } from './program.ts'

// A reader that has seen enough (`cadre query … | head`) is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => { if (error.code !== 'EPIPE') throw error })

/** The composition root: the streams, the store and the commands meet here and nowhere else. */
await runProgram({
  words: process.argv.slice(2),
  folder: process.env['CADRE_DATA'] ?? '.cadre',
  streams: { out: (text) => process.stdout.write(text), err: (text) => process.stderr.write(text) },
  open: async (directory) => (await import('../store/open.ts')).openHouse(directory, { postgres: process.env['DATABASE_URL'] || undefined }),
  done: (code) => { process.exitCode = code },
})
