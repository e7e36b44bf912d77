import about from '../../package.json' with { type: 'json' }

/** Version of this installation, as in package.json. */
export const version: string = about.version
