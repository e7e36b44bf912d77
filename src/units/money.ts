import { formatNumber } from './format.ts'

/** Say an amount of money in the size people say it in. Units: GBP. */
export function sayMoney(amount: number): string {
  const size = Math.abs(amount)
  const said = size >= 1e9 ? `${formatNumber(size / 1e9, 1)} billion` : size >= 1e6 ? `${formatNumber(size / 1e6, 1)} million` : formatNumber(Math.round(size / 100) * 100, 0)
  return `${amount < 0 ? '−' : ''}£${said}`
}
