import type { PersonalData } from '../personal-data/personal-data.ts'

/** What the log knows of people. */
export const personalData: PersonalData = {
  feature: 'platform/observe',
  tables: {},
  stores: {
    'log file': {
      'visitors’ addresses': {
        what: 'The address of whoever sends a request',
        why: 'Finds attacks and faults',
        kept: 'until its file is one too many: 14 files of a day each, unless LOG_FILES_KEPT says otherwise; on the terminal, as long as whatever reads it keeps it',
        exportedAs: null,
        erasedBy: 'the turning over of the log files; no line says whose address it is',
      },
      'request ids': 'nothing personal',
    },
  },
}
