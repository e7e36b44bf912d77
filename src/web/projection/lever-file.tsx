/** What a command calls the levers of an address, once they are saved as a file. */
const leverFile = 'levers.json'

/** The levers of the address as the file that a command reads; nothing where a command takes them in short. */
export function LeverFileLink({ levers }: { levers: string | undefined }) {
  if (levers === undefined || !isFile(levers)) return null
  return (
    <p className="cdr-subtitle">
      <a href={`data:application/json;charset=utf-8,${encodeURIComponent(levers)}`} download={leverFile}>
        The levers as a file
      </a>
      : <code>cadre project --levers {leverFile}</code> repeats these figures
    </p>
  )
}

/** Name the levers of an address in the command that repeats what they do: by the file that holds them, or in short. */
export function nameLevers(repeat: string, levers: string | undefined): string {
  if (levers === undefined) return repeat
  const named = isFile(levers) ? `--levers ${leverFile}` : levers.split(';').map((one) => `--lever ${one.trim()}`).join(' ')
  return repeat.replace('--levers FILE', named)
}

function isFile(levers: string): boolean {
  return levers.trim().startsWith('{')
}
