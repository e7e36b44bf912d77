import { unlistedRule } from '../../unlisted.ts'

/** A contract type that its list does not have. */
export const unknownContractType = unlistedRule(['staff'], 'contract_type', 'contract type', 'The contract says who is counted in post and who is a bank worker.')
