/** Licences of the published sources, as their publishers word them. */
export const openGovernment = 'Open Government Licence v3.0'
export const publicDomainUs = 'Public domain (work of the United States government)'
export const thirdParty = 'Third party compilation, no licence stated: for testing only'
