/** Limits of chance about a share for a place of a size. Source: normal approximation to the binomial; 1.96 and 3.09 standard errors. */
export function limitsOfShare(share: number, size: number): { low95: number; high95: number; low998: number; high998: number } {
  const error = Math.sqrt((share * (1 - share)) / size)
  return { low95: share - 1.96 * error, high95: share + 1.96 * error, low998: share - 3.09 * error, high998: share + 3.09 * error }
}
