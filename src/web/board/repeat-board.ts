/** The command whose answer is the whole board page. */
export function repeatBoard(area: string): string {
  return `cadre board-pack --area ${area}`
}
