import type { Command } from 'commander'
import type { Shop } from './command.ts'
import { qualityCommand } from './quality.ts'
import { serveCommand } from './serve.ts'
import { snapshotCommand, snapshotsCommand } from './snapshots.ts'

/** Every command, in the order of the help page. */
export const commands: readonly ((shop: Shop) => Command)[] = [serveCommand, snapshotsCommand, snapshotCommand, qualityCommand]
