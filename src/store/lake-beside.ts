import { dirname } from 'node:path'
import { realDisk } from './disk.ts'
import { folderAt } from './folder.ts'
import type { Catalogue, House } from './house.ts'
import { openLake, type OpenLake } from './lake.ts'
import { localViewer } from '../access/viewer.ts'

/** Open the lake of a house once more, to read it in another thread: with an engine of its own, in the same places, and the parts that the catalogue lists. */
export function openLakeBeside({ directory, arriving }: Pick<House, 'directory' | 'arriving'>, files: Catalogue['files']): Promise<OpenLake> {
  const folder = { ...folderAt(directory), unfinished: dirname(arriving) }
  return openLake(folder, realDisk, async (_viewer, snapshot) => {
    const parts = (await files(localViewer, snapshot)).flatMap((file) => file.parts)
    return parts.length === 0 ? null : parts
  })
}
