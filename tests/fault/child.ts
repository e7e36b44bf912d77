import { spawn, type ChildProcess } from 'node:child_process'

export interface Child {
  readonly process: ChildProcess
  /** What it has said so far, and went on saying until it ended. */
  said(): string
  /** Wait for a line that begins with `word`; throws with its errors when it ends before. */
  hears(word: string): Promise<void>
  /** Kill it where it stands and wait until it is gone. */
  kill(): Promise<void>
}

/** Start a TypeScript file as a process of its own, on the Node we run on. */
export function startChild(file: URL, parameters: readonly string[], env: Readonly<Record<string, string>> = {}): Child {
  const child = spawn(process.execPath, [file.pathname, ...parameters], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } })
  let [said, errors, ended] = ['', '', false]
  child.stdout.setEncoding('utf8').on('data', (text: string) => { said += text })
  child.stderr.setEncoding('utf8').on('data', (text: string) => { errors += text })
  const gone = new Promise<void>((resolve) => void child.once('close', () => { ended = true; resolve() }))
  return {
    process: child,
    said: () => said,
    hears: async (word) => {
      while (!said.split('\n').some((line) => line.startsWith(word))) {
        if (ended) throw new Error(`${file.pathname} ended before it said ${word}: ${errors.slice(-2000)}`)
        await new Promise((resolve) => { setTimeout(resolve, 5) })
      }
    },
    kill: async () => {
      child.kill('SIGKILL')
      await gone
    },
  }
}
