import { Pool, type PoolConfig } from 'pg'

/**
 * Open lines to a PostgreSQL server that may break at any moment: what is asked next finds it out.
 *
 * Heard until they are closed, and after: a server that ends while they are being closed says so to lines nobody holds, and what nobody hears ends the process.
 */
export function openLines(address: string, options: PoolConfig = {}): Pool {
  return new Pool({ ...options, connectionString: address })
    .on('error', letPass)
    .on('connect', (client) => void client.on('error', letPass))
}

function letPass(): void {}
