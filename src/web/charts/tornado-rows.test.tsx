import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { sayShare, TornadoRows } from './tornado-rows.tsx'

const row = (name: string, gapAtP10: number, gapAtP90: number, share: number) => ({ name, gapAtP10, gapAtP90, share })

// From −100 to 300 on a scale of 400: the middle, 100, lies half way; 200 down to 0 covers a quarter to three quarters.
test('bars lie between both ends whichever way the input works, the line at the middle, and every number is printed', () => {
  const markup = renderToStaticMarkup(<TornadoRows rows={[row('Need', -100, 300, 0.8), row('Joining', 200, 0, 0.2)]} middle={100} unit="FTE" says="Need moves it most." />)
  expect(markup).toContain('Need moves it most.')
  expect(markup).toContain('left:0%;width:100%')
  expect(markup).toContain('left:25%;width:50%')
  expect(markup.match(/cdr-range__zero" style="left:50%"/g)).toHaveLength(2)
  for (const printed of ['80 %', '−100 to 300', '0 to 200', 'over 100']) expect(markup).toContain(printed)
})

test('an answer without a range draws no width and does not divide by it', () => {
  const markup = renderToStaticMarkup(<TornadoRows rows={[row('Need', 5, 5, 0)]} middle={5} unit="FTE" says="Nothing moves it." />)
  expect(markup).toContain('width:0%')
  expect(markup).not.toContain('NaN')
})

test.each([[-0.004, '0 %'], [0, '0 %'], [0.004, 'under 1 %'], [0.42, '42 %']])('a share of %d is said as %s', (share, said) => {
  expect(sayShare(share)).toBe(said)
})
