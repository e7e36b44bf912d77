import { bridgeYear } from '../../src/dataset/establishment-bridge.ts'
import { meetLine } from '../../src/dataset/establishment-line.ts'
import { sumOf, type PlacedLine } from '../../src/dataset/establishment-sums.ts'
import { bridgeBases, vacanciesOnEach, type PostsOfOne } from '../../src/dataset/vacancy-basis.ts'
import { number } from './specification.ts'
import type { Row, Specification } from './specification.ts'

/** The word none stands for an absence: no line in the ledger, nobody in post, not said. */
const orNull = (row: Row, column: string): number | null => (row[column] === 'none' ? null : number(row, column))
const placedOf = (row: Row): PlacedLine => ({ key: '', share: 1, line: {
  level: 'organisation', organisation: 'A', costCentre: null, staffGroup: 'Nurses', profession: null, band: null, ledgerCodes: '', funded: orNull(row, 'funded'), inPost: orNull(row, 'inPost'), positions: 1, away: null, leavers: null, longVacant: null } })
const postsOf = (row: Row): PostsOfOne => ({ funded: number(row, 'funded'), inPost: number(row, 'inPost'), away: orNull(row, 'away'), cover: orNull(row, 'cover') })

const lines: readonly Row[] = [
  { line: 'C1, nurse, band 5', funded: 3, inPost: 1.6 }, { line: 'C1, nurse, band 6', funded: 1, inPost: 'none' }, { line: 'C1, nurse, band 7', funded: 'none', inPost: 1 }, { line: 'C2, midwife, band 6', funded: 2, inPost: 2.5 }]
const organisations: readonly Row[] = [{ organisation: 'A', funded: 7, inPost: 6.1, away: 0.6, cover: 0.8 }, { organisation: 'B', funded: 3, inPost: 1.8, away: 0, cover: 'none' }]
const organisationColumns = { organisation: 'organisation', funded: 'funded', inPost: 'in post', away: 'away', cover: 'bank and agency' }

/** Funded posts held against people in post. */
export const establishment: Specification = {
  document: 'establishment',
  title: 'Establishment: the ledger held against the staff record',
  text: [
    'An establishment ledger says which posts are funded, a staff record who is in post. They are held against each other at one month-end, for organisations that sent both; who sent one without the other is left out of both sides and named. All amounts are full-time equivalents (FTE).',
    'A vacancy rate is shown with the name of its basis everywhere, because the three in use differ by more than most changes over time: the difference between ledger and payroll record (Welsh Government, NHS vacancy statistics; NHS England’s vacancy statistics say that theirs “do not indicate how much of the reported substantive gap is filled by temporary staff”), the posts nobody works in, and what is left after bank and agency (Nuffield Trust, evidence RTR0163 to the Health and Social Care Committee, 2022).',
  ],
  sections: [
    {
      code: 'E1',
      title: 'A line, and how it fills',
      text: [
        'A line is one cost centre, staff group, profession and band of one organisation. Cost centre, profession and band are parts of the key only where both sides of the organisation record them. Organisations that have merged are one, whichever code their files still carry.',
        'The match rate has two shares: of the funded FTE, those on lines with somebody in post; of the FTE in post, those on lines of the ledger. A ledger line without an amount is left out, with the staff on it: nothing is not zero. A post is long-vacant as far as it was vacant at every one of the last month-ends (six unless asked otherwise): the least vacant FTE of them.',
      ],
      equation: ['matched = min(funded, in post)', 'vacant = funded − matched', 'over-established = in post − matched, on a line of the ledger', 'unfunded = in post, where the ledger has no line'],
      examples: [{
        title: 'four lines',
        source: 'By hand.',
        given: { columns: { line: 'line', funded: 'funded', inPost: 'in post' }, rows: lines },
        expected: { columns: { matched: 'matched', vacant: 'vacant', over: 'over-established', unfunded: 'unfunded' }, decimals: { matched: 1, vacant: 1, over: 1, unfunded: 1 }, rows: [
          { matched: 1.6, vacant: 1.4, over: 0, unfunded: 0 }, { matched: 0, vacant: 1, over: 0, unfunded: 0 }, { matched: 0, vacant: 0, over: 0, unfunded: 1 }, { matched: 2, vacant: 0, over: 0.5, unfunded: 0 }] },
        work: (rows) => rows.map((row) => ({ ...meetLine({ funded: orNull(row, 'funded'), inPost: orNull(row, 'inPost') }) })),
      }, {
        title: 'their match rate',
        source: 'By hand: 3 and 2 of 6 funded; 1.6 and 2.5 of 5.1 in post.',
        given: { columns: { line: 'line', funded: 'funded', inPost: 'in post' }, rows: lines },
        expected: { columns: { funded: 'of funded, %', inPost: 'of in post, %' }, decimals: { funded: 2, inPost: 2 }, rows: [{ funded: 83.33, inPost: 80.39 }] },
        work: (rows) => {
          const sums = sumOf(rows.map(placedOf))
          return [{ funded: (sums.fundedMet / sums.funded) * 100, inPost: (sums.inPostMet / sums.inPost) * 100 }]
        },
      }],
    },
    {
      code: 'E2',
      title: 'Vacancies on three bases',
      text: [
        'Contracted basis: everybody with a contract fills a post, at work or not; bank and agency fill none. Working basis: people on maternity or adoption leave, on a career break, seconded out, suspended, or held and not worked do not fill their post; people seconded inside the organisation do. After temporary cover: the working basis, and bank and agency work of the month fills posts; overtime does not, it is done by staff in post.',
        'An organisation that states bank and not agency, or the other way round, does not say how much is covered: nothing stated is not nothing done. Each basis covers the organisations that say what it needs. Where some do not, the figure is of the others, marked as estimated, with how many it covers. Vacancies may be negative.',
      ],
      equation: ['contracted = funded − in post', 'working = funded − (in post − away)', 'after temporary cover = funded − (in post − away) − bank − agency', 'rate = vacancies ÷ funded × 100, over the same organisations'],
      examples: [{
        title: 'two organisations, one without a return of temporary staffing',
        source: 'By hand: 10 − 7.9 of 10; 0.6 more; for A alone 7 − 5.5 − 0.8 of 7.',
        given: { columns: organisationColumns, rows: organisations },
        expected: { columns: { basis: 'basis', vacancies: 'vacancies', rate: 'rate, %', covers: 'organisations' }, decimals: { vacancies: 1, rate: 1 }, rows: [
          { basis: 'Contracted basis', vacancies: 2.1, rate: 21, covers: 2 }, { basis: 'Working basis', vacancies: 2.7, rate: 27, covers: 2 }, { basis: 'After temporary cover', vacancies: 0.7, rate: 10, covers: 1 }] },
        work: (rows) => vacanciesOnEach(rows.map(postsOf)).map((found) => ({ basis: found.basis.name, vacancies: found.vacancies ?? 'none', rate: found.rate ?? 'none', covers: found.organisations })),
      }],
    },
    {
      code: 'E3',
      title: 'From one basis to the next',
      text: ['Each basis is the one before plus the steps between them, in FTE and in percentage points, exactly. Organisations that do not say what the next basis needs leave in a step of their own, so a change of basis is never mixed with a change of who is covered.'],
      equation: ['working − contracted = away', 'after temporary cover − working = (change of who is covered) − bank − agency'],
      examples: [{
        title: 'the same two organisations',
        source: 'By hand: A alone has 1.5 vacancies on the working basis, 21.43 % of 7.',
        given: { columns: organisationColumns, rows: organisations },
        expected: { columns: { item: 'item', fte: 'FTE', points: 'points' }, decimals: { fte: 1, points: 2 }, rows: [
          { item: 'Contracted basis', fte: 2.1, points: 21 }, { item: 'People away on long leave, seconded out, suspended or not worked', fte: 0.6, points: 6 }, { item: 'Working basis', fte: 2.7, points: 27 },
          { item: '1 organisation does not say what after temporary cover needs', fte: -1.2, points: -5.57 }, { item: 'Bank and agency', fte: -0.8, points: -11.43 }, { item: 'After temporary cover', fte: 0.7, points: 10 }] },
        work: (rows) => bridgeBases(rows.map(postsOf)).map(({ says, fte, points }) => ({ item: says, fte, points })),
      }],
    },
    {
      code: 'E4',
      title: 'Twelve months',
      text: [
        'Vacancies of a staff group on the contracted basis, twelve months apart, over organisations that sent both sides at both ends. Funded posts are compared line by line: increases are new posts, decreases removed ones. People are followed by their pseudonyms: in the area at one end and nowhere in it at the other is a leaver or joiner; in the area at both ends and in the staff group at one only is a move; in the group at both ends with other hours is a change in hours.',
        'The residual is what these parts do not explain. It is shown, never folded into another part; from staff records it is nothing but rounding.',
      ],
      equation: ['closing = opening + new − removed + leavers − joiners − moves in + moves out − hours + residual'],
      examples: [{
        title: 'nurses of one organisation',
        source: 'By hand: 3 funded and 3.4 in post; a year later 4 and 3.6. One left, two joined, one moved to midwifery, one works 0.2 more.',
        given: { columns: { opening: 'opening, funded', openingInPost: 'opening, in post', closing: 'closing, funded', closingInPost: 'closing, in post', leavers: 'leavers', joiners: 'joiners', movedOut: 'moved out', hours: 'hours' }, rows: [
          { opening: 3, openingInPost: 3.4, closing: 4, closingInPost: 3.6, leavers: 1, joiners: 2, movedOut: 1, hours: 0.2 }] },
        expected: { columns: { opening: 'opening vacancies', newFunded: 'new posts', leavers: 'leavers', joiners: 'joiners', moves: 'net moves in', hours: 'hours', residual: 'residual', closing: 'closing vacancies' }, decimals: { opening: 1, hours: 1, residual: 6, closing: 1 }, rows: [
          { opening: -0.4, newFunded: 1, leavers: 1, joiners: 2, moves: -1, hours: 0.2, residual: 0, closing: 0.4 }] },
        work: (rows) => rows.map((row) => {
          const [opened, closed] = [number(row, 'opening'), number(row, 'closing')]
          const { key: _, ...found } = bridgeYear({
            group: 'Nurses', opening: { funded: opened, inPost: number(row, 'openingInPost') }, closing: { funded: closed, inPost: number(row, 'closingInPost') }, newFunded: Math.max(closed - opened, 0), removedFunded: Math.max(opened - closed, 0),
            leavers: number(row, 'leavers'), joiners: number(row, 'joiners'), movedIn: 0, movedOut: number(row, 'movedOut'), hours: number(row, 'hours') })
          return found
        }),
      }],
    },
  ],
}
