import { AppError } from '../../platform/errors/app-error.ts'

/** The link for the first admin does not work (404): used, wrong, foreign, or there is an admin; which of them is not told. */
export class FirstAdminLinkInvalid extends AppError {
  constructor() {
    super(404, 'link-invalid')
  }
}
