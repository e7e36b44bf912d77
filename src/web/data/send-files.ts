import type { ImportJob } from '../../contract/import-job.ts'
import type { Problem } from '../../contract/problem.ts'
import { noAnswer, ProblemError } from '../ask/ask.ts'
import type { ChosenFile } from './dropped-files.ts'

/** How far the sending has come. `secondsLeft` is null until a second has passed. */
export interface Sending {
  readonly sent: number
  readonly of: number
  readonly secondsLeft: number | null
}

/**
 * Send files as a stream, telling how far it is. Ending it leaves nothing on the server.
 * Errors: ProblemError with the server's problem details, or with our own when no server answered; AbortError when it was ended.
 */
export function sendFiles(files: readonly ChosenFile[], straightAway: boolean, tell: (sending: Sending) => void, signal: AbortSignal): Promise<ImportJob> {
  const address = `/api/import-jobs${straightAway ? '?straightAway=yes' : ''}`
  const form = new FormData()
  for (const { name, file } of files) form.append('files', file, name)
  const request = new XMLHttpRequest()
  return new Promise((done, failed) => {
    let began: number | null = null
    request.open('POST', address)
    request.setRequestHeader('x-cadre', '1')
    request.setRequestHeader('accept', 'application/json')
    request.responseType = 'json'
    request.upload.addEventListener('progress', ({ loaded, total, timeStamp }) => {
      began ??= timeStamp
      const seconds = (timeStamp - began) / 1000
      tell({ sent: loaded, of: total, secondsLeft: seconds < 1 ? null : Math.ceil((seconds * (total - loaded)) / loaded) })
    })
    request.addEventListener('load', () => (request.status === 202 ? done(request.response as ImportJob) : failed(problemOfAnswer(request.response, address))))
    request.addEventListener('error', () => failed(new ProblemError(noAnswer(address))))
    request.addEventListener('abort', () => failed(new DOMException('The sending was ended', 'AbortError')))
    signal.addEventListener('abort', () => request.abort(), { once: true })
    request.send(form)
  })
}

function problemOfAnswer(body: unknown, address: string): ProblemError {
  const isProblem = typeof body === 'object' && body !== null && 'code' in body && 'detail' in body
  return new ProblemError(isProblem ? (body as Problem) : noAnswer(address))
}
