// A slider moved in the page, and how long each move took to be answered on the screen; shared by the benches of sliders.
import { readdirSync, readFileSync } from 'node:fs'

/**
 * Move a slider, each time until what `says` holds inside `place` is another text and that frame is painted. Units: milliseconds.
 * `values`: what the slider is set to, in order; each must change what is printed. `rests`: how long the hand rests after each, in turn; `letsGo`: whether it lets the slider go then, which keeps the move.
 * Beside the times stands what took part in a slow one: see `watchMoves`.
 */
export async function timeMoves(page, { slider, place, says, values, server = null, rests = [60], letsGo = false }) {
  const found = []
  for (const [at, value] of values.entries()) {
    const before = server === null ? 0 : processorOf(server)
    const move = await page.evaluate(moveOnce, { slider, place, says, value })
    found.push({ ...move, server: server === null ? null : processorOf(server) - before })
    if (letsGo) await page.evaluate((id) => document.getElementById(id).dispatchEvent(new PointerEvent('pointerup', { bubbles: true })), slider)
    await page.waitForTimeout(rests[at % rests.length])
  }
  // Long frames are told a moment after they are over.
  await page.waitForTimeout(500)
  const frames = await page.evaluate(() => window.seenOfMoves?.frames ?? [])
  return found.map((move) => ({ ...move, frames: frames.filter(({ at, lasted }) => at + lasted >= move.started && at <= move.started + move.took).map((frame) => ({ ...frame, at: frame.at - move.started })) }))
}

/** Print how moves went: the first, then the middle, 95 in 100 and the longest of the others. */
export function sayMoves(what, moves, { mostFirst, mostAfter }) {
  const [first, ...after] = moves.map(({ took }) => took)
  const sorted = after.toSorted((a, b) => a - b)
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]
  const held = first <= mostFirst && at(0.95) <= mostAfter
  console.log(`${what}: first ${first.toFixed(0)} ms (at most ${mostFirst}); after, of ${after.length} moves: median ${at(0.5).toFixed(0)} ms, 95 in 100 within ${at(0.95).toFixed(0)} ms (at most ${mostAfter}), longest ${sorted.at(-1).toFixed(0)} ms: ${held ? 'held' : 'not held'}`)
}

/** Print where the slowest moves spent their time. */
export function saySlowest(moves, count) {
  console.log('| move | took | input handled | asked of the thread | thread answered | drawn | long frames of the page | processor time of the server |\n|---|---|---|---|---|---|---|---|')
  for (const [at, { took, handled, asked, answered, drawn, frames, server }] of [...moves.entries()].toSorted(([, a], [, b]) => b.took - a.took).slice(0, count)) {
    console.log(`| ${at} | ${whole(took)} | ${whole(handled)} | ${whole(asked)} | ${whole(answered)} | ${whole(drawn)} | ${frames.map(({ at: when, lasted, script }) => `${whole(when)} + ${whole(lasted)} (script ${whole(script)})`).join(', ')} | ${whole(server)} |`)
  }
}

function whole(value) {
  return value === undefined || value === null ? '–' : value.toFixed(0)
}

/** Before a page opens: hear when it asks its threads something and is answered, and which frames were long. */
export async function watchMoves(page) {
  await page.addInitScript(() => {
    const seen = { asked: [], answered: [], frames: [] }
    window.seenOfMoves = seen
    window.Worker = class extends Worker {
      constructor(...of) {
        super(...of)
        this.addEventListener('message', () => seen.answered.push(performance.now()))
      }
      postMessage(...of) {
        seen.asked.push(performance.now())
        super.postMessage(...of)
      }
    }
    new PerformanceObserver((list) => {
      for (const { startTime, duration, scripts } of list.getEntries()) seen.frames.push({ at: startTime, lasted: duration, script: scripts.reduce((sum, { duration: each }) => sum + each, 0) })
    }).observe({ type: 'long-animation-frame' })
  })
}

/** In the page. */
async function moveOnce({ slider: id, place: where, says: what, value }) {
  const [slider, place] = [document.getElementById(id), document.querySelector(where)]
  const says = () => place.querySelector(what)?.textContent
  const before = says()
  let drawn = 0
  const painted = new Promise((done) => {
    const watcher = new MutationObserver(() => {
      if (says() === before) return
      watcher.disconnect()
      drawn = performance.now()
      // The frame after the next begins when this one is on the screen.
      requestAnimationFrame(() => { const channel = new MessageChannel(); channel.port1.addEventListener('message', () => done(performance.now())); channel.port1.start(); channel.port2.postMessage(0) })
    })
    watcher.observe(place, { subtree: true, childList: true, characterData: true })
  })
  const started = performance.now()
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(slider, String(value))
  slider.dispatchEvent(new Event('input', { bubbles: true }))
  const handled = performance.now() - started
  const took = (await painted) - started
  const since = (times) => times?.find((time) => time >= started)
  const seen = window.seenOfMoves
  const [asked, answered] = [since(seen?.asked), since(seen?.answered)]
  return { started, took, handled, asked: asked === undefined ? null : asked - started, answered: answered === undefined ? null : answered - started, drawn: drawn - started }
}

/** Processor time of a process and its children so far. Units: milliseconds; as far as the system says, else 0. */
function processorOf(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ')
    const children = readdirSync(`/proc/${pid}/task`).flatMap((task) => readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean))
    return 10 * (Number(fields[11]) + Number(fields[12])) + children.reduce((sum, child) => sum + processorOf(child), 0)
  } catch {
    return 0
  }
}
