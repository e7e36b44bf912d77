/** A file on its way in, by the name its sender gives it: with its folders, when a whole folder was chosen. */
export interface ChosenFile {
  readonly name: string
  readonly file: File
}

/** Files of a field; a field for folders says where in the folder each stands. */
export function filesOfField(files: FileList | null): ChosenFile[] {
  return [...(files ?? [])].map((file) => ({ name: file.webkitRelativePath === '' ? file.name : file.webkitRelativePath, file })).filter(isMeant)
}

/** Files that were dropped, with all that is in dropped folders, in the order of their names. Call it at once: the browser forgets what was dropped. */
export async function filesOfDrop(data: DataTransfer): Promise<ChosenFile[]> {
  const entries = [...data.items].flatMap((item) => item.webkitGetAsEntry() ?? [])
  const whole = [...data.files].map((file) => ({ name: file.name, file }))
  if (entries.length === 0) return whole.filter(isMeant)
  const found = await Promise.all(entries.map(filesOfEntry))
  return found.flat().filter(isMeant)
}

async function filesOfEntry(entry: FileSystemEntry): Promise<ChosenFile[]> {
  if (entry.isDirectory) {
    const inside = await entriesOf((entry as FileSystemDirectoryEntry).createReader())
    return (await Promise.all(inside.toSorted((a, b) => (a.fullPath < b.fullPath ? -1 : 1)).map(filesOfEntry))).flat()
  }
  const file = await new Promise<File>((found, failed) => (entry as FileSystemFileEntry).file(found, failed))
  return [{ name: entry.fullPath.replace(/^\//, ''), file }]
}

/** A reader hands out a hundred entries at a time, and an empty list at the end. */
async function entriesOf(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  const some = await new Promise<FileSystemEntry[]>((found, failed) => reader.readEntries(found, failed))
  return some.length === 0 ? [] : [...some, ...(await entriesOf(reader))]
}

/** Files that systems leave in folders for themselves are not meant. */
function isMeant({ name }: ChosenFile): boolean {
  const last = name.split('/').at(-1) ?? ''
  return !last.startsWith('.') && !last.startsWith('~$') && last !== 'Thumbs.db' && last !== 'desktop.ini'
}
