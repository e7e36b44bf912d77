import { agesWith, compiledHere, growTo, taker, type Compiled } from './fast.ts'
import { checkLinked, type LinkedEnds, type LinkedProfessions, type LinkedWalker } from './linked.ts'
import { filledUp, lanes, type Future, type Profession } from './profession.ts'

// Words of the two tables that assembly/linked.ts reads.
const [wordsOfProfession, wordsOfMove] = [27, 5]

/**
 * Start the fast kernel for linked professions: the same bits as `openLinkedPlain`. Opening others ends the walker before.
 *
 * Errors: throws where the engine has no WebAssembly with vectors; the plain form runs everywhere.
 */
export function linkedFast(): (linked: LinkedProfessions) => LinkedWalker {
  const kernel = compiledHere()
  return (linked) => openLinked(linked, kernel)
}

function openLinked(linked: LinkedProfessions, kernel: Compiled): LinkedWalker {
  checkLinked(linked)
  const { professions, moves } = linked
  const { areas, ages, years } = professions[0]!
  const wide = filledUp(areas)
  const [byAge, byYear, byMonth, bench] = [wide * ages, wide * years, wide * years * 12, kernel.benchBytes(ages) / 8]
  const words = professions.length * (wordsOfProfession + 1) + moves.length * wordsOfMove
  growTo(kernel, 2048 + 8 * (words + professions.length * (6 * byAge + 12 * byYear + byMonth + bench) + moves.length * (byYear + lanes * ages)))
  const take = taker(kernel.memory.buffer, 1024)
  const table = take(Math.ceil((professions.length * wordsOfProfession) / 2))
  const moveTable = take(Math.ceil((moves.length * wordsOfMove) / 2))
  const taken = professions.map((profession) => {
    const own = [profession.opening, profession.participation, profession.hazard, profession.monthlyAges, profession.yearlyAgesA, profession.yearlyAgesB].map((values) => {
      const place = take(byAge)
      place.set(values)
      return place
    })
    const future: Future = { leaveTimes: take(byYear), monthly: take(byMonth), growth: take(byYear), yearlyA: take(byYear), yearlyB: take(byYear) }
    const ends: LinkedEnds = { heads: take(byYear), fte: take(byYear), leavers: take(byYear), leaversFte: take(byYear), agedOut: take(byYear), joinedMonthly: take(byYear), movedIn: take(byYear), movedOut: take(byYear) }
    return { own, future, ends, bench: take(bench) }
  })
  const moved = moves.map(() => ({ shares: take(byYear), room: take(lanes * ages) }))
  const write = new Int32Array(kernel.memory.buffer, table.byteOffset)
  const lineOf = (profession: number): number => table.byteOffset + 4 * wordsOfProfession * profession
  taken.forEach(({ own, future: f, ends: e, bench: place }, at) => {
    const arrays = [...own, f.leaveTimes, f.monthly, f.growth, f.yearlyA, f.yearlyB, e.heads, e.fte, e.leavers, e.leaversFte, e.agedOut, e.joinedMonthly, e.movedIn, e.movedOut, place]
    write.set([...arrays.map(({ byteOffset }) => byteOffset), ...settingsOf(professions[at]!, linked, at)], at * wordsOfProfession)
  })
  const writeMoves = new Int32Array(kernel.memory.buffer, moveTable.byteOffset)
  moves.forEach(({ from, to }, at) => writeMoves.set([lineOf(from), lineOf(to), moved[at]!.shares.byteOffset, moved[at]!.room.byteOffset, moves.findIndex((move) => move.to === to) === at ? 1 : 0], at * wordsOfMove))
  return {
    future: { of: taken.map(({ future }) => future), shares: moved.map(({ shares }) => shares) }, ends: taken.map(({ ends }) => ends),
    walk: () => kernel.walkLinked(table.byteOffset, professions.length, moveTable.byteOffset, moves.length, wide / lanes, ages, years),
  }
}

/** The words of a profession that are no addresses, in the order of the table. */
function settingsOf({ growing, monthlyAges, yearlyAgesA, yearlyAgesB, ages }: Profession, { moves, joinsLike }: LinkedProfessions, at: number): number[] {
  return [growing ? 1 : 0, joinsLike[at]!, moves.some(({ to }) => to === at) ? 1 : 0, ...agesWith([monthlyAges], ages), ...agesWith([yearlyAgesA, yearlyAgesB], ages)]
}
