// Written from the routes by `npm run client`. Do not edit.

export interface paths {
    "/api/account": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read your account */
        get: operations["getAccount"];
        put?: never;
        post?: never;
        /**
         * Delete your account
         * @description For good and at once. Needs a recent proof of identity; the username is never given again.
         */
        delete: operations["deleteAccount"];
        options?: never;
        head?: never;
        /**
         * Change your account
         * @description Fields that are absent stay. A username can change once in 30 days.
         */
        patch: operations["patchAccount"];
        trace?: never;
    };
    "/api/account/access-tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List your access tokens */
        get: operations["getAccountAccessTokens"];
        put?: never;
        /**
         * Make an access token for a program
         * @description The text of the token is in this answer and nowhere else. The program sends it as `Authorization: Bearer plt_…`. `account:write` includes `account:read`.
         */
        post: operations["postAccountAccessTokens"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account/access-tokens/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke an access token */
        delete: operations["deleteAccountAccessTokensById"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account/authenticator": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your authenticator app */
        get: operations["getAccountAuthenticator"];
        /**
         * Make the app count that was set up
         * @description Ends the other sessions and the access tokens, and gives this session a new cookie.
         */
        put: operations["putAccountAuthenticator"];
        post?: never;
        /**
         * Remove your authenticator app
         * @description With the last second factor the backup codes go. Ends the other sessions and the access tokens, and gives this session a new cookie.
         */
        delete: operations["deleteAccountAuthenticator"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account/authenticator/enrollment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin to set up an authenticator app
         * @description It counts once a code of it was sent with `PUT /api/account/authenticator`; a former one until then.
         */
        post: operations["postAccountAuthenticatorEnrollment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account/backup-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many backup codes are left */
        get: operations["getAccountBackupCodes"];
        put?: never;
        /**
         * Make new backup codes
         * @description The former ones no longer count. Ends the other sessions and the access tokens, and gives this session a new cookie.
         */
        post: operations["postAccountBackupCodes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account/devices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the browsers that know you */
        get: operations["getAccountDevices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account/devices/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Forget a browser
         * @description It is signed out, and the next sign-in there is one from a browser that you have not used before.
         */
        delete: operations["deleteAccountDevicesById"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account/email": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change your email address
         * @description Where addresses are verified, the new one gets a mail and counts once its link is followed (202), and whether it has an account already is told to its mailbox alone. Else it counts at once (204).
         */
        put: operations["putAccountEmail"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account/email/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Confirm a change of address
         * @description By the token of the link that the new address got, in a session of the account.
         */
        put: operations["putAccountEmailConfirmation"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what happened to your account */
        get: operations["getAccountEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account/passkeys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List your passkeys */
        get: operations["getAccountPasskeys"];
        put?: never;
        /**
         * Add a passkey
         * @description Ends the other sessions and the access tokens, and gives this session a new cookie.
         */
        post: operations["postAccountPasskeys"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account/passkeys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove a passkey
         * @description Ends the other sessions and the access tokens, and gives this session a new cookie.
         */
        delete: operations["deleteAccountPasskeysById"];
        options?: never;
        head?: never;
        /** Rename a passkey */
        patch: operations["patchAccountPasskeysById"];
        trace?: never;
    };
    "/api/account/passkeys/options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for a new passkey
         * @description For `PublicKeyCredential.parseCreationOptionsFromJSON` and `navigator.credentials.create`.
         */
        post: operations["postAccountPasskeysOptions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change your password
         * @description Ends the other sessions and gives this one a new cookie.
         */
        put: operations["putAccountPassword"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List where you are signed in */
        get: operations["getAccountSessions"];
        put?: never;
        post?: never;
        /** End all sessions but this one */
        delete: operations["deleteAccountSessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End one session */
        delete: operations["deleteAccountSessionsById"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Register
         * @description Makes an account and signs it in (201, or 200 where that takes another step). Where addresses are verified before sign-in, the account waits for the mail to be answered (202), and whether the address has one already is not told. Everything that is wrong is told at once.
         */
        post: operations["postAccounts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts/email/proof": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Confirm the address of an account
         * @description By the token of the mailed link. A sign-in of this client that waits for it goes on (201 or 200); with neither that nor a session, newPassword replaces the present password and ends all sessions.
         */
        put: operations["putAccountsEmailProof"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts/email/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Undo a change of address
         * @description By the token of the link that the former address got, for a week. Ends all sessions and the password; the answer has the token that sets a new one.
         */
        put: operations["putAccountsEmailUndo"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts/verification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Confirm the address of a sign-up
         * @description Makes the account and signs it in: by the token of the mailed link, or by its digits together with the cookie of the sign-up. A token without that cookie needs newPassword and acceptTerms.
         */
        put: operations["putAccountsVerification"];
        /**
         * Have the mail sent again
         * @description The answer is the same for everybody. A mail goes to an address that waits to be confirmed, once a minute and five times a day at most.
         */
        post: operations["postAccountsVerification"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List and search accounts */
        get: operations["getAdminAccounts"];
        put?: never;
        /**
         * Create an account for somebody
         * @description Without a password: its person sets it by the link, and accepts the terms. The link is shown once. Until then the account opens nothing.
         */
        post: operations["postAdminAccounts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/accounts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one account, where it is signed in, and what happened to it */
        get: operations["getAdminAccountsById"];
        put?: never;
        post?: never;
        /**
         * Delete an account
         * @description For good and at once, as if the person had left. The username is never given again.
         */
        delete: operations["deleteAdminAccountsById"];
        options?: never;
        head?: never;
        /**
         * Put names, username or email of an account right
         * @description Fields that are absent stay. The person reads what was changed, and why. The own account is changed at /api/account.
         */
        patch: operations["patchAdminAccountsById"];
        trace?: never;
    };
    "/api/admin/accounts/{id}/factors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Reset the second factors of somebody who lost them
         * @description Removes app, backup codes and passkeys, and trusts no browser any more. Ends the sessions of the account; the password stays. Whoever must have a second factor sets one up at the next sign-in. The owner is told by mail.
         */
        delete: operations["deleteAdminAccountsByIdFactors"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/accounts/{id}/lockout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End a lock
         * @description Browsers that the account does not know may try its password again at once, after wrong ones had closed it to them.
         */
        delete: operations["deleteAdminAccountsByIdLockout"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/accounts/{id}/opening-link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make another link for an account that awaits its opening
         * @description The one before stops working. Shown once.
         */
        post: operations["postAdminAccountsByIdOpeningLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/accounts/{id}/password-due": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Make a new password due
         * @description At the next sign-in, by the person alone. Ends the sessions of the account.
         */
        put: operations["putAdminAccountsByIdPasswordDue"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/accounts/{id}/recovery-link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a link for somebody who cannot get in
         * @description To be handed over: its holder sets a new password, within 24 hours. The one before stops working; it is shown once, and the owner is told by mail. A second factor is asked for all the same.
         */
        post: operations["postAdminAccountsByIdRecoveryLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/accounts/{id}/role": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change a role
         * @description Ends the sessions of the account. Nobody takes the role from themselves or from the last admin.
         */
        put: operations["putAdminAccountsByIdRole"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/accounts/{id}/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Sign somebody out everywhere */
        delete: operations["deleteAdminAccountsByIdSessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/accounts/{id}/suspension": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Suspend an account
         * @description Until a moment or for good. Ends its sessions at once, everywhere; changes a suspension there is.
         */
        put: operations["putAdminAccountsByIdSuspension"];
        post?: never;
        /** Lift a suspension */
        delete: operations["deleteAdminAccountsByIdSuspension"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/accounts/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Save accounts as a file (CSV)
         * @description Everybody who fits, in the order of their numbers. Nothing in it is a formula to a spreadsheet. Who took it, for whom it asked and how many there were stands in the audit log.
         */
        post: operations["postAdminAccountsExport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search what happened
         * @description Newest first, with everything that the audit log has of each event.
         */
        get: operations["getAdminEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/events/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Save what happened as a file (CSV)
         * @description All that the search finds, newest first. Nothing in it is a formula to a spreadsheet. Who took it and for what it was asked stands in the audit log.
         */
        post: operations["postAdminEventsExport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/mails": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * See which mails wait, were given up or sent, and whether the mail server answers
         * @description Newest first. What a mail says is kept nowhere.
         */
        get: operations["getAdminMails"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/mails/{id}/tries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try a mail again at once
         * @description One that waits, or was given up. It is tried for a day from then on.
         */
        post: operations["postAdminMailsByIdTries"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the figures of the house and the newest notable events */
        get: operations["getAdminOverview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recovery": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Set a new password by a link
         * @description Ends every session of the account and opens none. The link works once.
         */
        put: operations["putRecovery"];
        /**
         * Ask for a link to a new password
         * @description The answer is the same for everybody. A mail goes to an account of that name that is open, a few times an hour at most; asked again, it brings the same link.
         */
        post: operations["postRecovery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in, and until when */
        get: operations["getSession"];
        put?: never;
        post?: never;
        /** Sign out */
        delete: operations["deleteSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session/confirmations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm with the password that it is you
         * @description With a code of the app, or a backup code, where the account has a second factor. Gives the session a new cookie; sensitive operations then go without asking for 15 minutes.
         */
        post: operations["postSessionConfirmations"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session/confirmations/passkey": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm with a passkey that it is you
         * @description Gives the session a new cookie; sensitive operations then go without asking for 15 minutes.
         */
        post: operations["postSessionConfirmationsPasskey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session/confirmations/passkey-options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask for a passkey to confirm with that it is you */
        post: operations["postSessionConfirmationsPasskeyOptions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in
         * @description Sets the session cookie (201), or the cookie of a sign-in that has another step (200).
         */
        post: operations["postSessions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions/flows/{flow}/enrollment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What an app is to be told, where a second factor has to be set up to sign in */
        get: operations["getSessionsFlowsByFlowEnrollment"];
        /**
         * Set up an app, as a step of signing in
         * @description Ends all other sessions and the access tokens. The backup codes are in this reply and in no other.
         */
        put: operations["putSessionsFlowsByFlowEnrollment"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions/flows/{flow}/enrollment/postponement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Go on without a second factor while that can be put off, as a step of signing in */
        post: operations["postSessionsFlowsByFlowEnrollmentPostponement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions/flows/{flow}/new-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Replace a password that is due, as a step of signing in */
        put: operations["putSessionsFlowsByFlowNewPassword"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions/flows/{flow}/second-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Prove with a code once more who it is, as a step of signing in
         * @description A code of the app or one of the backup codes; each counts once. Wrong ones are counted by account, over all sign-ins.
         */
        put: operations["putSessionsFlowsByFlowSecondFactor"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions/flows/{flow}/second-factor/passkey": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Prove with a passkey once more who it is, as a step of signing in */
        put: operations["putSessionsFlowsByFlowSecondFactorPasskey"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions/flows/{flow}/second-factor/passkey-options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for a passkey, as a step of signing in
         * @description Names the passkeys of the account: the password was right.
         */
        post: operations["postSessionsFlowsByFlowSecondFactorPasskeyOptions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions/flows/{flow}/terms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Accept changed terms, as a step of signing in */
        put: operations["putSessionsFlowsByFlowTerms"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions/flows/{flow}/verification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Go on with a sign-in once the address is confirmed */
        put: operations["putSessionsFlowsByFlowVerification"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions/passkey": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in with a passkey alone
         * @description Sets the session cookie (201), or the cookie of a sign-in that has another step (200).
         */
        post: operations["postSessionsPasskey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions/passkey-options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for a passkey to sign in with
         * @description For `PublicKeyCredential.parseRequestOptionsFromJSON` and `navigator.credentials.get`. It names no passkey: whoever has one for this site may answer, in the browser that got the cookie of this reply.
         */
        post: operations["postSessionsPasskeyOptions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{username}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a public profile */
        get: operations["getUsersByUsername"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How the parts of the server are */
        get: operations["getHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the process runs */
        get: operations["getHealthLive"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether requests should be sent here */
        get: operations["getHealthReady"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** AccessToken */
        AccessToken: {
            /** @description When it was made; ISO 8601, UTC */
            createdAt: string;
            /** @description When it stops working; ISO 8601, UTC */
            expiresAt: string;
            id: string;
            /** @description To the minute; null where it never was */
            lastUsedAt: string | null;
            name: string;
            /** @description What it opens */
            scopes: string[];
        };
        /** Account */
        Account: {
            /** @description Plain text with line breaks */
            bio: string | null;
            /** @description ISO 8601, UTC */
            createdAt: string;
            /** @description YYYY-MM-DD */
            dateOfBirth: string | null;
            displayName: string;
            email: string;
            /** @description Since when it is known that the person reads this mailbox; null: nobody has looked */
            emailVerifiedAt: string | null;
            firstName: string;
            id: string;
            /** @enum {string|null} */
            language: "en" | "de" | null;
            lastName: string;
            /** @description ISO 8601, UTC */
            lastSignInAt: string | null;
            /** @description One line of plain text */
            location: string | null;
            /**
             * @description bouncing: a mail server has refused the address for good
             * @enum {string}
             */
            mailState: "working" | "bouncing";
            /** @enum {string} */
            role: "member" | "moderator" | "admin";
            /** @enum {string} */
            status: "active" | "suspended" | "restricted" | "quarantined" | "leaving";
            /** @description IANA name */
            timeZone: string | null;
            username: string;
            /** @enum {string} */
            visibility: "public" | "private";
        };
        /** AccountsExport */
        AccountsExport: {
            /** @description A kind of second factor that they have, or none */
            factor?: "none" | "app" | "passkey";
            /** @description A part of names, username or email; below three letters the beginning of username or email */
            query?: string;
            /** @enum {string} */
            role?: "member" | "moderator" | "admin";
            /** @enum {string} */
            status?: "active" | "suspended" | "restricted" | "quarantined" | "leaving";
        };
        /** AccountSummary */
        AccountSummary: {
            /** @description Whether its person has yet to set the first password, by a link */
            awaitsOpening: boolean;
            /** @description ISO 8601, UTC */
            createdAt: string;
            displayName: string;
            email: string;
            /** @description The kinds of second factors that the person has */
            factors: ("app" | "passkey")[];
            id: string;
            /** @description ISO 8601, UTC */
            lastSignInAt: string | null;
            /** @description Whether a new password is due at the next sign-in */
            passwordDue: boolean;
            /** @enum {string} */
            role: "member" | "moderator" | "admin";
            /** @enum {string} */
            status: "active" | "suspended" | "restricted" | "quarantined" | "leaving";
            username: string;
        };
        /** AddedAuthenticator */
        AddedAuthenticator: {
            /** @description ISO 8601, UTC */
            addedAt: string;
            /** @description For whoever had none left: shown this once, each counts once. Null for everybody else. */
            backupCodes: string[] | null;
            /** @description When a code of it last counted */
            lastUsedAt: string | null;
        };
        /** AddedPasskey */
        AddedPasskey: {
            /** @description What holds it, where that is known */
            authenticator: string | null;
            /** @description Whether it is */
            backedUp: boolean;
            /** @description For whoever had none left: shown this once, each counts once. Null for everybody else. */
            backupCodes: string[] | null;
            /** @description ISO 8601, UTC */
            createdAt: string;
            id: string;
            /** @description Null where it never was */
            lastUsedAt: string | null;
            name: string;
            /** @description Whether it may be on several devices of the person */
            syncs: boolean;
        };
        /** AddPasskey */
        AddPasskey: {
            credential: components["schemas"]["NewCredential"];
            /** @description What the person calls it */
            name?: string;
        };
        /** AdministeredAccount */
        AdministeredAccount: {
            /** @description Whether its person has yet to set the first password, by a link */
            awaitsOpening: boolean;
            /** @description Plain text with line breaks */
            bio: string | null;
            /** @description ISO 8601, UTC */
            createdAt: string;
            /** @description YYYY-MM-DD */
            dateOfBirth: string | null;
            displayName: string;
            email: string;
            /** @description Since when it is known that the person reads this mailbox; null: nobody has looked */
            emailVerifiedAt: string | null;
            /** @description The kinds of second factors that the person has */
            factors: ("app" | "passkey")[];
            firstName: string;
            id: string;
            /** @enum {string|null} */
            language: "en" | "de" | null;
            lastName: string;
            /** @description ISO 8601, UTC */
            lastSignInAt: string | null;
            /** @description One line of plain text */
            location: string | null;
            /**
             * @description bouncing: a mail server has refused the address for good
             * @enum {string}
             */
            mailState: "working" | "bouncing";
            /** @description Whether a new password is due at the next sign-in */
            passwordDue: boolean;
            /** @enum {string} */
            role: "member" | "moderator" | "admin";
            /** @enum {string} */
            status: "active" | "suspended" | "restricted" | "quarantined" | "leaving";
            suspension: {
                reason: string | null;
                until: string | null;
            } | null;
            /** @description IANA name */
            timeZone: string | null;
            username: string;
            /** @enum {string} */
            visibility: "public" | "private";
        };
        /** AskAgain */
        AskAgain: {
            email: string;
        };
        /** Assertion */
        Assertion: {
            /** @description base64url */
            id: string;
            /** @description base64url */
            rawId: string;
            response: {
                /** @description base64url */
                authenticatorData: string;
                /** @description base64url */
                clientDataJSON: string;
                /** @description base64url */
                signature: string;
                userHandle?: string | null;
            } & {
                [key: string]: unknown;
            };
            type: string;
        } & {
            [key: string]: unknown;
        };
        /** Authenticator */
        Authenticator: {
            /** @description ISO 8601, UTC */
            addedAt: string;
            /** @description When a code of it last counted */
            lastUsedAt: string | null;
        };
        /** AuthenticatorEnrollment */
        AuthenticatorEnrollment: {
            /** @description otpauth://, for a picture to scan */
            address: string;
            /** @description ISO 8601, UTC; until then a code has to be shown */
            expiresAt: string;
            /** @description Base32, for whoever types it */
            secret: string;
        };
        /** BackupCodes */
        BackupCodes: {
            /** @description How many still count */
            left: number;
            /** @description ISO 8601, UTC */
            madeAt: string | null;
            /** @description How many there were; 0 for whoever never had any */
            total: number;
        };
        /** ChangeAccount */
        ChangeAccount: {
            bio?: string | null;
            dateOfBirth?: string | null;
            displayName?: string | null;
            firstName?: string;
            language?: string | null;
            lastName?: string;
            location?: string | null;
            timeZone?: string | null;
            username?: string;
            visibility?: "public" | "private";
        };
        /** ChangeEmail */
        ChangeEmail: {
            email: string;
        };
        /** ChangePassword */
        ChangePassword: {
            /** @description The one that holds now */
            currentPassword: string;
            /** @description The one to hold from now on */
            newPassword: string;
        };
        /** CheckMail */
        CheckMail: {
            /** @constant */
            next: "check-mail";
        };
        /** CompleteRecovery */
        CompleteRecovery: {
            /** @description Needed for the first password of an account that somebody else made */
            acceptTerms?: boolean;
            newPassword: string;
            /** @description From the address of the link */
            token: string;
        };
        /** ConfirmAuthenticator */
        ConfirmAuthenticator: {
            /** @description What the app shows now: six digits */
            code: string;
        };
        /** ConfirmSignUp */
        ConfirmSignUp: {
            /** @description Needed with newPassword */
            acceptTerms?: boolean;
            /** @description The six digits of the mail */
            code?: string;
            /** @description Needed with a token where the cookie of the sign-up is missing */
            newPassword?: string;
            /** @description From the address of the link */
            token?: string;
        };
        /** Details */
        Details: {
            /** @description Null: first and last name */
            displayName?: string | null;
            email?: string;
            firstName?: string;
            lastName?: string;
            /** @description Why; the person reads it. At most 500 characters */
            reason: string;
            /** @description 3 to 30 of a to z, A to Z, 0 to 9, and _ - . between them */
            username?: string;
        };
        /** EmailAsked */
        EmailAsked: {
            /** @constant */
            next: "check-mail";
        };
        /** EnrolledDue */
        EnrolledDue: {
            /** @description To be kept by the person; never shown again */
            backupCodes: string[];
            /** @description Names this sign-in in the address of the step */
            flow: string;
            next: "second-factor" | "enrollment" | "new-password" | "terms" | "verification";
        };
        /** EnrolledOpened */
        EnrolledOpened: {
            account: components["schemas"]["Account"];
            /** @description To be kept by the person; never shown again */
            backupCodes: string[];
            /** @description ISO 8601, UTC */
            expiresAt: string;
        };
        /** Enrollment */
        Enrollment: {
            /** @description `otpauth:`, for a picture that the app scans */
            address: string;
            /** @description Null where it cannot be put off */
            postponableUntil: string | null;
            /** @description Base32, of this sign-in alone */
            secret: string;
        };
        /** Event */
        Event: {
            /** @description Stable, like `password.changed` */
            action: string;
            /** @description The person themselves, another account, nobody signed in, a command on the server, a job */
            actor: "person" | "other" | "nobody" | "shell" | "system";
            /** @description As the browser calls itself, like Firefox */
            browser: string | null;
            changes: {
                field: string;
                /** @description After */
                new: string | null;
                /** @description Before */
                old: string | null;
            }[];
            id: string;
            /** @description The address it came from */
            ip: string | null;
            /** @description ISO 8601, UTC */
            occurredAt: string;
            /** @description Like Linux */
            system: string | null;
            /** @description The same in one sentence, in the language of the request */
            text: string;
        };
        /** EventsToExport */
        EventsToExport: {
            /** @description Who did it or had it done to them: username, email, or the number of the account */
            account?: string;
            /** @description One, like `sign-in.failed`, or a group: accounts, standing, sign-ins, sessions, passwords, tokens, staff */
            action?: string;
            /** @description An IP address, or a network like 192.0.2.0/24 */
            address?: string;
            /** @description From this moment on. ISO 8601; without Z or an offset in your own time zone. A date alone is the whole day */
            from?: string;
            /** @description As on error pages and in the log of the server */
            requestId?: string;
            /** @description Before this moment. ISO 8601; without Z or an offset in your own time zone. A date alone is the whole day */
            to?: string;
        };
        /** Invitation */
        Invitation: {
            email: string;
            firstName: string;
            lastName: string;
            /** @enum {string} */
            role: "member" | "moderator" | "admin";
            /** @description 3 to 30 of a to z, A to Z, 0 to 9, and _ - . between them */
            username: string;
        };
        /** KnownDevice */
        KnownDevice: {
            /** @description As the browser calls itself, like Firefox */
            browser: string | null;
            /** @description Whether this request came from it */
            current: boolean;
            /** @description First sign-in; ISO 8601, UTC */
            firstSeenAt: string;
            id: string;
            kind: "computer" | "phone" | "tablet" | "program" | "unknown";
            /** @description Last use, to the day; ISO 8601, UTC */
            lastSeenAt: string;
            /** @description Whether the person is signed in there */
            signedIn: boolean;
            /** @description Like Linux */
            system: string | null;
            /** @description Until when it stands for the second factor; ISO 8601, UTC. Null: it does not */
            trustedUntil: string | null;
        };
        /** Leave */
        Leave: {
            /** @description The username of the account, to be sure */
            confirmUsername: string;
        };
        /** ListedSession */
        ListedSession: {
            /** @description As the browser calls itself, like Firefox */
            browser: string | null;
            /** @description First use; ISO 8601, UTC */
            createdAt: string;
            /** @description Whether this request came with it */
            current: boolean;
            /** @description When it ends at the latest; ISO 8601, UTC */
            expiresAt: string;
            id: string;
            /** @description The address it was last used from */
            ip: string | null;
            kind: "computer" | "phone" | "tablet" | "program" | "unknown";
            /** @description Last use, to the minute; ISO 8601, UTC */
            lastSeenAt: string;
            /** @description Like Linux */
            system: string | null;
        };
        /** LoggedEvent */
        LoggedEvent: {
            /** @description Stable, like `password.changed` */
            action: string;
            actor: {
                account: {
                    id: string;
                    /** @description Null where the account is gone */
                    username: string | null;
                } | null;
                /** @description An account, nobody signed in, a command on the server, a job */
                kind: "account" | "nobody" | "shell" | "system";
            };
            /** @description As the browser calls itself, like Firefox */
            browser: string | null;
            changes: {
                field: string;
                /** @description After */
                new: string | null;
                /** @description Before */
                old: string | null;
            }[];
            id: string;
            /** @description The address it came from */
            ip: string | null;
            /** @description ISO 8601, UTC */
            occurredAt: string;
            outcome: "done" | "refused";
            requestId: string;
            /** @description To whom; null where no account was found */
            subject: {
                id: string;
                /** @description Null where the account is gone */
                username: string | null;
            } | null;
            /** @description Like Linux */
            system: string | null;
            /** @description The same in one sentence, in the language of the request */
            text: string;
        };
        /** MadeBackupCodes */
        MadeBackupCodes: {
            codes: string[];
        };
        /** Mail */
        Mail: {
            account: {
                id: string;
                username: string;
            } | null;
            /** @description ISO 8601, UTC */
            createdAt: string;
            /** @description When it was sent or given up */
            doneAt: string | null;
            /** @description Also the first half of its Message-ID */
            id: string;
            kind: string;
            /** @description Null where it is being tried, or not tried again */
            nextTryAt: string | null;
            /** @description What the mail server said then */
            reply: string | null;
            /** @description The last try */
            triedAt: string | null;
            tries: number;
            /** @description Of the last try that failed: nobody was there, not now, never */
            verdict: "away" | "later" | "never" | null;
        };
        /** MailedLink */
        MailedLink: {
            /** @description From the address of the link */
            token: string;
        };
        /** NewAccessToken */
        NewAccessToken: {
            /** @description When it was made; ISO 8601, UTC */
            createdAt: string;
            /** @description When it stops working; ISO 8601, UTC */
            expiresAt: string;
            id: string;
            /** @description To the minute; null where it never was */
            lastUsedAt: string | null;
            name: string;
            /** @description What it opens */
            scopes: string[];
            /** @description Shown this once; keep it like a password */
            token: string;
        };
        /** NewCredential */
        NewCredential: {
            /** @description base64url */
            id: string;
            /** @description base64url */
            rawId: string;
            response: {
                /** @description base64url */
                attestationObject: string;
                /** @description base64url */
                clientDataJSON: string;
                transports?: string[];
            } & {
                [key: string]: unknown;
            };
            type: string;
        } & {
            [key: string]: unknown;
        };
        /** NotableEvent */
        NotableEvent: {
            /** @description Stable, like `account.suspended` */
            action: string;
            /** @description Where another account did it */
            actor: {
                id: string;
                /** @description Null where the account is gone */
                username: string | null;
            } | null;
            /** @description The person themselves, another account, nobody signed in, a command on the server, a job */
            by: "person" | "other" | "nobody" | "shell" | "system";
            changes: {
                field: string;
                /** @description After */
                new: string | null;
                /** @description Before */
                old: string | null;
            }[];
            id: string;
            /** @description ISO 8601, UTC */
            occurredAt: string;
            /** @description The account it happened to */
            subject: {
                id: string;
                /** @description Null where the account is gone */
                username: string | null;
            } | null;
            /** @description The same in one sentence, in the language of the request */
            text: string;
        };
        /** Passkey */
        Passkey: {
            /** @description What holds it, where that is known */
            authenticator: string | null;
            /** @description Whether it is */
            backedUp: boolean;
            /** @description ISO 8601, UTC */
            createdAt: string;
            id: string;
            /** @description Null where it never was */
            lastUsedAt: string | null;
            name: string;
            /** @description Whether it may be on several devices of the person */
            syncs: boolean;
        };
        /** PasskeyCreationOptions */
        PasskeyCreationOptions: {
            attestation: string;
            authenticatorSelection: {
                requireResidentKey: boolean;
                residentKey: string;
                userVerification: string;
            };
            /** @description Answered once, within five minutes, by the session that asked */
            challenge: string;
            excludeCredentials: {
                id: string;
                transports: string[];
                type: string;
            }[];
            pubKeyCredParams: {
                alg: number;
                type: string;
            }[];
            rp: {
                id: string;
                name: string;
            };
            /** @description Milliseconds */
            timeout: number;
            user: {
                displayName: string;
                id: string;
                name: string;
            };
        };
        /** PasskeyRequestOptions */
        PasskeyRequestOptions: {
            allowCredentials: {
                id: string;
                transports: string[];
                type: string;
            }[];
            /** @description Answered once, within five minutes, by the browser that asked */
            challenge: string;
            rpId: string;
            /** @description Milliseconds */
            timeout: number;
            userVerification: string;
        };
        /** PasswordLink */
        PasswordLink: {
            /** @description Until when it works; ISO 8601, UTC */
            expiresAt: string;
            /** @description Whoever holds it chooses the password: hand it over by a way you trust */
            url: string;
        };
        /** Problem */
        Problem: {
            /** @description Stable; programs branch on it. */
            code: string;
            /** @description One sentence in the language of the request. */
            detail?: string;
            errors?: {
                code: string;
                message: string;
                pointer: string;
            }[];
            /** @description Names this request in the log. */
            requestId: string;
            status: number;
            title: string;
            /** @constant */
            type: "about:blank";
        };
        /** Profile */
        Profile: {
            /** @description Plain text with line breaks */
            bio: string | null;
            displayName: string;
            /** @description YYYY-MM-DD, UTC */
            joinedOn: string | null;
            /** @description One line of plain text */
            location: string | null;
            /** @description The present one, also where a former one was asked for. */
            username: string;
        };
        /** ProveAddress */
        ProveAddress: {
            /** @description Needed where neither a session nor a sign-in of the account is here; replaces the present one */
            newPassword?: string;
            /** @description From the address of the link */
            token: string;
        };
        /** Reason */
        Reason: {
            /** @description Why; the person reads it. At most 500 characters */
            reason: string;
        };
        /** RecoveryRequested */
        RecoveryRequested: {
            /** @constant */
            next: "check-mail";
        };
        /** Registration */
        Registration: {
            /** @description True: the terms and the privacy policy are accepted */
            acceptTerms: boolean;
            /** @description YYYY-MM-DD */
            dateOfBirth?: string;
            email: string;
            firstName: string;
            lastName: string;
            password: string;
            /** @description 3 to 30 of a to z, A to Z, 0 to 9, and _ - . between them */
            username: string;
        };
        /** RenamePasskey */
        RenamePasskey: {
            /** @description What the person calls it */
            name: string;
        };
        /** RequestRecovery */
        RequestRecovery: {
            /** @description Username or email */
            login: string;
        };
        /** RoleChange */
        RoleChange: {
            /** @description Why; the person reads it. At most 500 characters */
            reason: string;
            /** @enum {string} */
            role: "member" | "moderator" | "admin";
        };
        /** Session */
        Session: {
            account: components["schemas"]["Account"];
            /** @description When the person last proved to be the owner; ISO 8601, UTC */
            authenticatedAt: string;
            /** @description ISO 8601, UTC */
            expiresAt: string;
            /** @description Until when sensitive operations go without asking; ISO 8601, UTC */
            recentUntil: string;
        };
        /** SessionOpened */
        SessionOpened: {
            account: components["schemas"]["Account"];
            /** @description ISO 8601, UTC */
            expiresAt: string;
        };
        /** StepDue */
        StepDue: {
            /** @description Names this sign-in in the address of the step */
            flow: string;
            next: "second-factor" | "enrollment" | "new-password" | "terms" | "verification";
        };
        /** Storage */
        Storage: {
            /** @description Of all tables with their indexes */
            bytes: number;
            /** @description At this pace; null where that is not known, or never */
            daysUntilFull: number | null;
            /** @description Of the embedded database; null where the database lies elsewhere */
            disk: {
                bytes: number;
                freeBytes: number;
            } | null;
            /** @description Null where it was measured for less than six days */
            growth: {
                /** @description Below 0 where it shrinks */
                bytesPerDay: number;
                /** @description Over how many days it was measured */
                days: number;
            } | null;
            /** @description The largest */
            tables: {
                /** @description Since the oldest measurement of the last 30 days; null without one */
                addedBytes: number | null;
                bytes: number;
                name: string;
                /** @description About so many */
                rows: number;
            }[];
        };
        /** Suspension */
        Suspension: {
            /** @description Why; the person reads it. At most 500 characters */
            reason: string;
            until: string | null;
        };
        /** TakenBack */
        TakenBack: {
            /** @constant */
            next: "recovery";
            /** @description For PUT /api/recovery */
            token: string;
        };
    };
    responses: {
        /** @description Bad Request */
        BadRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Forbidden */
        Forbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Internal Server Error */
        InternalServerError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Service Unavailable */
        ServiceUnavailable: {
            headers: {
                /** @description Seconds to wait. */
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Too Many Requests */
        TooManyRequests: {
            headers: {
                /** @description Seconds to wait. */
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Unauthorized */
        Unauthorized: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Unprocessable Entity */
        UnprocessableEntity: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Unsupported Media Type */
        UnsupportedMediaType: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getAccount: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "7",
                     *       "username": "kev",
                     *       "email": "kev@example.org",
                     *       "emailVerifiedAt": null,
                     *       "mailState": "working",
                     *       "firstName": "Kev",
                     *       "lastName": "McAleer",
                     *       "displayName": "Kev McAleer",
                     *       "dateOfBirth": null,
                     *       "location": null,
                     *       "bio": null,
                     *       "visibility": "public",
                     *       "language": "en",
                     *       "timeZone": null,
                     *       "role": "member",
                     *       "status": "active",
                     *       "createdAt": "2026-03-14T09:26:53.589Z",
                     *       "lastSignInAt": "2026-03-14T09:26:53.589Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Account"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    deleteAccount: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "confirmUsername": "kev"
                 *     }
                 */
                "application/json": components["schemas"]["Leave"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            415: components["responses"]["UnsupportedMediaType"];
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    patchAccount: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "location": "Chester",
                 *       "bio": "Builds robots, and then finds out why they fall over."
                 *     }
                 */
                "application/json": components["schemas"]["ChangeAccount"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "7",
                     *       "username": "kev",
                     *       "email": "kev@example.org",
                     *       "emailVerifiedAt": null,
                     *       "mailState": "working",
                     *       "firstName": "Kev",
                     *       "lastName": "McAleer",
                     *       "displayName": "Kev McAleer",
                     *       "dateOfBirth": null,
                     *       "location": "Chester",
                     *       "bio": "Builds robots, and then finds out why they fall over.",
                     *       "visibility": "public",
                     *       "language": "en",
                     *       "timeZone": null,
                     *       "role": "member",
                     *       "status": "active",
                     *       "createdAt": "2026-03-14T09:26:53.589Z",
                     *       "lastSignInAt": "2026-03-14T09:26:53.589Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Account"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getAccountAccessTokens: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "9c1f7a34-5e20-4d68-b1a9-3f7e2c8d5b06",
                     *           "name": "Backup of my profile",
                     *           "scopes": [
                     *             "account:read",
                     *             "activity:read"
                     *           ],
                     *           "createdAt": "2026-03-14T09:26:53.589Z",
                     *           "expiresAt": "2026-06-12T09:26:53.589Z",
                     *           "lastUsedAt": "2026-03-14T09:26:53.589Z"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["AccessToken"][];
                        /** @description There is never a second page */
                        nextCursor: null;
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    postAccountAccessTokens: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Weather station",
                 *       "scopes": [
                 *         "account:read"
                 *       ],
                 *       "expiresInDays": 30
                 *     }
                 */
                "application/json": {
                    /** @description From 1 to 366 */
                    expiresInDays: number;
                    /** @description What it is for, in your words; no two living tokens share one */
                    name: string;
                    /** @description At least one of account:read, account:write, activity:read */
                    scopes: string[];
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "4a7d2e91-8c35-4f06-9b1e-6d3c5a8f7e20",
                     *       "name": "Weather station",
                     *       "scopes": [
                     *         "account:read"
                     *       ],
                     *       "createdAt": "2026-03-14T09:26:53.589Z",
                     *       "expiresAt": "2026-04-13T09:26:53.589Z",
                     *       "lastUsedAt": null,
                     *       "token": "plt_0000000000000000000000000000000000000000000000000"
                     *     }
                     */
                    "application/json": components["schemas"]["NewAccessToken"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            415: components["responses"]["UnsupportedMediaType"];
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    deleteAccountAccessTokensById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 9c1f7a34-5e20-4d68-b1a9-3f7e2c8d5b06 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getAccountAuthenticator: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "addedAt": "2026-03-14T09:26:53.589Z",
                     *       "lastUsedAt": "2026-03-15T18:03:12.204Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Authenticator"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    putAccountAuthenticator: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "code": "492039"
                 *     }
                 */
                "application/json": components["schemas"]["ConfirmAuthenticator"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "addedAt": "2026-03-14T09:31:07.118Z",
                     *       "lastUsedAt": "2026-03-14T09:31:07.118Z",
                     *       "backupCodes": [
                     *         "7K2M-9QXD-4FHT-C3RW",
                     *         "N8VB-1ZJP-6YGA-5E0S"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["AddedAuthenticator"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            415: components["responses"]["UnsupportedMediaType"];
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    deleteAccountAuthenticator: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthorized"];
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    postAccountAuthenticatorEnrollment: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "secret": "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
                     *       "address": "otpauth://totp/Kev%E2%80%99s%20Robots:kev?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Kev%E2%80%99s%20Robots",
                     *       "expiresAt": "2026-03-14T10:26:53.589Z"
                     *     }
                     */
                    "application/json": components["schemas"]["AuthenticatorEnrollment"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getAccountBackupCodes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "left": 10,
                     *       "total": 10,
                     *       "madeAt": "2026-03-14T09:26:53.589Z"
                     *     }
                     */
                    "application/json": components["schemas"]["BackupCodes"];
                };
            };
            401: components["responses"]["Unauthorized"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    postAccountBackupCodes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "codes": [
                     *         "7K2M-9QXD-4FHT-C3RW",
                     *         "N8VB-1ZJP-6YGA-5E0S"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["MadeBackupCodes"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getAccountDevices: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "7c1e5b3a-94d2-4f06-8a37-b0d9e2c6f145",
                     *           "current": true,
                     *           "browser": "Firefox",
                     *           "system": "Linux",
                     *           "kind": "computer",
                     *           "signedIn": true,
                     *           "firstSeenAt": "2026-03-14T09:26:53.589Z",
                     *           "lastSeenAt": "2026-03-14T09:26:53.589Z",
                     *           "trustedUntil": null
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["KnownDevice"][];
                        /** @description There is never a second page */
                        nextCursor: null;
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    deleteAccountDevicesById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 2a6f8d14-51c7-4e93-b8d0-9f3e7a5c1b62 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    putAccountEmail: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "kev@example.net"
                 *     }
                 */
                "application/json": components["schemas"]["ChangeEmail"];
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EmailAsked"];
                };
            };
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            415: components["responses"]["UnsupportedMediaType"];
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    putAccountEmailConfirmation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "2e6c9d4f80a15b73cae2f7b5d9031846bC3dE5fG7hI9jK1lM3nO5pQ7rS9tU1vW3xY5zA7bC9d"
                 *     }
                 */
                "application/json": components["schemas"]["MailedLink"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: components["responses"]["Forbidden"];
            /** @description Gone */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getAccountEvents: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before */
                cursor?: string;
                /** @description 30 unless given */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "214",
                     *           "action": "sign-in.succeeded",
                     *           "text": "Signed in.",
                     *           "occurredAt": "2026-03-14T09:26:53.589Z",
                     *           "actor": "person",
                     *           "ip": "192.0.2.7",
                     *           "browser": "Firefox",
                     *           "system": "Linux",
                     *           "changes": []
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Event"][];
                        /** @description Of the older ones; null at the end */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getAccountPasskeys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "6e2b9d47-1c58-4a03-8f7d-5a9e3c0b6d21",
                     *           "name": "Workshop YubiKey",
                     *           "authenticator": "YubiKey 5",
                     *           "syncs": false,
                     *           "backedUp": false,
                     *           "createdAt": "2026-03-14T09:26:53.589Z",
                     *           "lastUsedAt": null
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Passkey"][];
                        /** @description There is never a second page */
                        nextCursor: null;
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    postAccountPasskeys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "credential": {
                 *         "id": "kZ3v1y8eSBu2m0s5t7w9xQ",
                 *         "rawId": "kZ3v1y8eSBu2m0s5t7w9xQ",
                 *         "type": "public-key",
                 *         "response": {
                 *           "clientDataJSON": "eyJ0eXBlIjoid2ViYXV0aG4uY3JlYXRlIiwiY2hhbGxlbmdlIjoicTFyUDB2NnNRMm0za1Rxa1UwZTlSZ0daU2s5aERRRzZicTF4TjdjVjJ1WXc0dEw4cEU1b0hqM2ZYektkTWlXc0N5Qm5UckF2Iiwib3JpZ2luIjoiaHR0cDovL2xvY2FsaG9zdDozMDAwIn0",
                 *           "attestationObject": "o2NmbXRkbm9uZWdhdHRTdG10oGhhdXRoRGF0YQ",
                 *           "transports": [
                 *             "usb"
                 *           ]
                 *         }
                 *       },
                 *       "name": "Garden gate"
                 *     }
                 */
                "application/json": components["schemas"]["AddPasskey"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "6e2b9d47-1c58-4a03-8f7d-5a9e3c0b6d21",
                     *       "name": "Garden gate",
                     *       "authenticator": null,
                     *       "syncs": false,
                     *       "backedUp": false,
                     *       "createdAt": "2026-03-14T09:26:53.589Z",
                     *       "lastUsedAt": null,
                     *       "backupCodes": null
                     *     }
                     */
                    "application/json": components["schemas"]["AddedPasskey"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            415: components["responses"]["UnsupportedMediaType"];
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    deleteAccountPasskeysById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 6e2b9d47-1c58-4a03-8f7d-5a9e3c0b6d21 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    patchAccountPasskeysById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 6e2b9d47-1c58-4a03-8f7d-5a9e3c0b6d21 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Workshop YubiKey"
                 *     }
                 */
                "application/json": components["schemas"]["RenamePasskey"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            415: components["responses"]["UnsupportedMediaType"];
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    postAccountPasskeysOptions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "challenge": "q1rP0v6sQ2m3kTqkU0e9RgGZSk9hDQG6bq1xN7cV2uYw4tL8pE5oHj3fXzKdMiWsCyBnTrAv",
                     *       "rp": {
                     *         "id": "localhost",
                     *         "name": "Kev’s Robots"
                     *       },
                     *       "user": {
                     *         "id": "b0nZ3mU8fXq2Lr5vKc7tYwA1sDjEhGp4oRi6zBxNMuQ",
                     *         "name": "iris",
                     *         "displayName": "Iris Lee"
                     *       },
                     *       "pubKeyCredParams": [
                     *         {
                     *           "type": "public-key",
                     *           "alg": -8
                     *         }
                     *       ],
                     *       "timeout": 300000,
                     *       "attestation": "none",
                     *       "excludeCredentials": [
                     *         {
                     *           "type": "public-key",
                     *           "id": "kZ3v1y8eSBu2m0s5t7w9xQ",
                     *           "transports": [
                     *             "usb"
                     *           ]
                     *         }
                     *       ],
                     *       "authenticatorSelection": {
                     *         "residentKey": "required",
                     *         "requireResidentKey": true,
                     *         "userVerification": "required"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["PasskeyCreationOptions"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    putAccountPassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "currentPassword": "Lantern-over-7-steps",
                 *       "newPassword": "Candle-in-4-windows"
                 *     }
                 */
                "application/json": components["schemas"]["ChangePassword"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getAccountSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0d9f4a5e-3c1b-4f7a-9b62-5f0c8e7d1a23",
                     *           "current": true,
                     *           "browser": "Firefox",
                     *           "system": "Linux",
                     *           "kind": "computer",
                     *           "ip": "192.0.2.7",
                     *           "createdAt": "2026-03-14T09:26:53.589Z",
                     *           "lastSeenAt": "2026-03-14T09:26:53.589Z",
                     *           "expiresAt": "2026-03-14T21:26:53.589Z"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["ListedSession"][];
                        /** @description There is never a second page */
                        nextCursor: null;
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    deleteAccountSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "ended": 1
                     *     }
                     */
                    "application/json": {
                        ended: number;
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    deleteAccountSessionsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 5b7e2f10-8d64-4c39-a1f7-2e9c6d3b8a45 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    postAccounts: {
        parameters: {
            query?: never;
            header?: {
                /** @description A random text; the same request with the same key makes one account, for a day. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "firstName": "Mary",
                 *       "lastName": "Jackson",
                 *       "username": "mary",
                 *       "email": "mary@example.org",
                 *       "password": "Lantern-over-7-steps",
                 *       "acceptTerms": true
                 *     }
                 */
                "application/json": components["schemas"]["Registration"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StepDue"];
                };
            };
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "7",
                     *       "username": "mary",
                     *       "email": "mary@example.org",
                     *       "emailVerifiedAt": null,
                     *       "mailState": "working",
                     *       "firstName": "Mary",
                     *       "lastName": "Jackson",
                     *       "displayName": "Mary Jackson",
                     *       "dateOfBirth": null,
                     *       "location": null,
                     *       "bio": null,
                     *       "visibility": "public",
                     *       "language": "en",
                     *       "timeZone": null,
                     *       "role": "member",
                     *       "status": "active",
                     *       "createdAt": "2026-03-14T09:26:53.589Z",
                     *       "lastSignInAt": "2026-03-14T09:26:53.589Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Account"];
                };
            };
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckMail"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    putAccountsEmailProof: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "1d5b8c3e7f904a62b9d1e6a4c8f20735aB2cD4eF6gH8iJ0kL2mN4oP6qR8sT0uV2wX4yZ6aB8c",
                 *       "newPassword": "Candle-in-4-windows"
                 *     }
                 */
                "application/json": components["schemas"]["ProveAddress"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StepDue"];
                };
            };
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionOpened"];
                };
            };
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            /** @description Gone */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            415: components["responses"]["UnsupportedMediaType"];
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    putAccountsEmailUndo: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "3f7dae5091b26c84dbf308c6ea142957cD4eF6gH8iJ0kL2mN4oP6qR8sT0uV2wX4yZ6aB8cD0e"
                 *     }
                 */
                "application/json": components["schemas"]["MailedLink"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "next": "recovery",
                     *       "token": "4a8ebf61a2c37d95ec0419d7fb253a68dE5fG7hI9jK1lM3nO5pQ7rS9tU1vW3xY5zA7bC9dE1f"
                     *     }
                     */
                    "application/json": components["schemas"]["TakenBack"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            /** @description Gone */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    putAccountsVerification: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "9c4e7a1fb2d84c06ae5f3d91c7b08e24tK3mWq8Zr1xVn5Yb7Lc0Pd2Hs6Jf4Ga9Ui5Oe8RyT1w",
                 *       "newPassword": "Candle-in-4-windows",
                 *       "acceptTerms": true
                 *     }
                 */
                "application/json": components["schemas"]["ConfirmSignUp"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StepDue"];
                };
            };
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "account": {
                     *         "id": "7",
                     *         "username": "nora",
                     *         "email": "nora@example.org",
                     *         "emailVerifiedAt": "2026-03-14T09:26:53.589Z",
                     *         "mailState": "working",
                     *         "firstName": "Nora",
                     *         "lastName": "Lee",
                     *         "displayName": "Nora Lee",
                     *         "dateOfBirth": null,
                     *         "location": null,
                     *         "bio": null,
                     *         "visibility": "public",
                     *         "language": "en",
                     *         "timeZone": null,
                     *         "role": "member",
                     *         "status": "active",
                     *         "createdAt": "2026-03-14T09:26:53.589Z",
                     *         "lastSignInAt": null
                     *       },
                     *       "expiresAt": "2026-03-14T21:26:53.589Z"
                     *     }
                     */
                    "application/json": components["schemas"]["SessionOpened"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            /** @description Gone */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            415: components["responses"]["UnsupportedMediaType"];
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    postAccountsVerification: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "nora@example.org"
                 *     }
                 */
                "application/json": components["schemas"]["AskAgain"];
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "next": "check-mail"
                     *     }
                     */
                    "application/json": components["schemas"]["CheckMail"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            415: components["responses"]["UnsupportedMediaType"];
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getAdminAccounts: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before */
                cursor?: string;
                /** @description A kind of second factor that they have, or none */
                factor?: "none" | "app" | "passkey";
                /** @description 50 unless given */
                limit?: number;
                /**
                 * @description A part of names, username or email; below three letters the beginning of username or email
                 * @example ada
                 */
                query?: string;
                role?: "member" | "moderator" | "admin";
                /** @description Latest first; `last-seen`, the last sign-in, unless given */
                sort?: "last-seen" | "joined";
                /** @example active */
                status?: "active" | "suspended" | "restricted" | "quarantined" | "leaving";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "2",
                     *           "username": "ada",
                     *           "email": "ada@example.org",
                     *           "displayName": "Ada Lee",
                     *           "role": "member",
                     *           "status": "active",
                     *           "passwordDue": false,
                     *           "awaitsOpening": false,
                     *           "factors": [],
                     *           "createdAt": "2026-03-14T09:26:53.589Z",
                     *           "lastSignInAt": null
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["AccountSummary"][];
                        /** @description Of the next page; null at the end */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    postAdminAccounts: {
        parameters: {
            query?: never;
            header?: {
                /** @description A random text; the same request with the same key makes one account, for a day. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "firstName": "Lin",
                 *       "lastName": "Lanying",
                 *       "username": "lin",
                 *       "email": "lin@example.org",
                 *       "role": "moderator"
                 *     }
                 */
                "application/json": components["schemas"]["Invitation"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "account": {
                     *         "id": "7",
                     *         "username": "lin",
                     *         "email": "lin@example.org",
                     *         "emailVerifiedAt": null,
                     *         "mailState": "working",
                     *         "firstName": "Lin",
                     *         "lastName": "Lanying",
                     *         "displayName": "Lin Lanying",
                     *         "dateOfBirth": null,
                     *         "location": null,
                     *         "bio": null,
                     *         "visibility": "public",
                     *         "language": null,
                     *         "timeZone": null,
                     *         "role": "moderator",
                     *         "status": "active",
                     *         "createdAt": "2026-03-14T09:26:53.589Z",
                     *         "lastSignInAt": null,
                     *         "passwordDue": false,
                     *         "awaitsOpening": true,
                     *         "factors": [],
                     *         "suspension": null
                     *       },
                     *       "link": {
                     *         "url": "https://accounts.example.org/recover/new-password?token=a-token-that-nobody-can-guess",
                     *         "expiresAt": "2026-03-17T09:26:53.589Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        account: components["schemas"]["AdministeredAccount"];
                        /** @description Null where an earlier request with the same key made the account: it is shown once */
                        link: components["schemas"]["PasswordLink"] | null;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getAdminAccountsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 2 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "account": {
                     *         "id": "7",
                     *         "username": "ada",
                     *         "email": "ada@example.org",
                     *         "emailVerifiedAt": null,
                     *         "mailState": "working",
                     *         "firstName": "Ada",
                     *         "lastName": "Lee",
                     *         "displayName": "Ada Lee",
                     *         "dateOfBirth": null,
                     *         "location": null,
                     *         "bio": null,
                     *         "visibility": "public",
                     *         "language": "en",
                     *         "timeZone": null,
                     *         "role": "member",
                     *         "status": "active",
                     *         "createdAt": "2026-03-14T09:26:53.589Z",
                     *         "lastSignInAt": null,
                     *         "passwordDue": false,
                     *         "awaitsOpening": false,
                     *         "factors": [],
                     *         "suspension": null
                     *       },
                     *       "sessions": [
                     *         {
                     *           "id": "0d9f4a5e-3c1b-4f7a-9b62-5f0c8e7d1a23",
                     *           "current": false,
                     *           "browser": "Firefox",
                     *           "system": "Linux",
                     *           "kind": "computer",
                     *           "ip": "192.0.2.7",
                     *           "createdAt": "2026-03-14T09:26:53.589Z",
                     *           "lastSeenAt": "2026-03-14T09:26:53.589Z",
                     *           "expiresAt": "2026-03-14T21:26:53.589Z"
                     *         }
                     *       ],
                     *       "sessionCount": 1,
                     *       "devices": [],
                     *       "deviceCount": 0,
                     *       "tokenCount": 0,
                     *       "factors": [],
                     *       "backupCodes": null,
                     *       "lockout": null,
                     *       "events": [
                     *         {
                     *           "id": "2",
                     *           "action": "account.created",
                     *           "text": "Account made.",
                     *           "occurredAt": "2026-03-14T09:26:53.589Z",
                     *           "actor": "person",
                     *           "ip": "192.0.2.7",
                     *           "browser": "Firefox",
                     *           "system": "Linux",
                     *           "changes": []
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        account: components["schemas"]["AdministeredAccount"];
                        /** @description How many of them still count; null without any */
                        backupCodes: {
                            left: number;
                            total: number;
                        } | null;
                        deviceCount: number;
                        /** @description Browsers known from earlier sign-ins; those used last, at most 20 */
                        devices: components["schemas"]["KnownDevice"][];
                        /** @description The newest 20 */
                        events: components["schemas"]["Event"][];
                        /** @description In the order in which they came */
                        factors: {
                            /** @description Since when; ISO 8601, UTC */
                            addedAt: string;
                            kind: "app" | "passkey";
                            lastUsedAt: string | null;
                            /** @description As its person calls it; null for an app */
                            name: string | null;
                        }[];
                        /** @description While too many wrong passwords keep unknown browsers out; null where they may try */
                        lockout: {
                            /** @description Tries since then, right ones too */
                            refused: number;
                            /** @description When it began; ISO 8601, UTC */
                            since: string;
                            /** @description When it ends by itself; ISO 8601, UTC */
                            until: string;
                        } | null;
                        sessionCount: number;
                        /** @description Those used last, at most 20 */
                        sessions: components["schemas"]["ListedSession"][];
                        /** @description Access tokens that work */
                        tokenCount: number;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    deleteAdminAccountsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 2 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "confirmUsername": "ada"
                 *     }
                 */
                "application/json": components["schemas"]["Leave"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            415: components["responses"]["UnsupportedMediaType"];
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    patchAdminAccountsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 2 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "lastName": "Lovelace",
                 *       "reason": "A slip of the pen, told by phone"
                 *     }
                 */
                "application/json": components["schemas"]["Details"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "2",
                     *       "username": "ada",
                     *       "email": "ada@example.org",
                     *       "emailVerifiedAt": null,
                     *       "mailState": "working",
                     *       "firstName": "Ada",
                     *       "lastName": "Lovelace",
                     *       "displayName": "Ada Lovelace",
                     *       "dateOfBirth": null,
                     *       "location": null,
                     *       "bio": null,
                     *       "visibility": "public",
                     *       "language": "en",
                     *       "timeZone": null,
                     *       "role": "member",
                     *       "status": "active",
                     *       "createdAt": "2026-03-14T09:26:53.589Z",
                     *       "lastSignInAt": null,
                     *       "passwordDue": false,
                     *       "awaitsOpening": false,
                     *       "factors": [],
                     *       "suspension": null
                     *     }
                     */
                    "application/json": components["schemas"]["AdministeredAccount"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            415: components["responses"]["UnsupportedMediaType"];
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    deleteAdminAccountsByIdFactors: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "Lost the phone; we spoke on video"
                 *     }
                 */
                "application/json": components["schemas"]["Reason"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            415: components["responses"]["UnsupportedMediaType"];
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    deleteAdminAccountsByIdLockout: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 6 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    postAdminAccountsByIdOpeningLink: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "url": "https://accounts.example.org/recover/new-password?token=a-token-that-nobody-can-guess",
                     *       "expiresAt": "2026-03-17T09:26:53.589Z"
                     *     }
                     */
                    "application/json": components["schemas"]["PasswordLink"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    putAdminAccountsByIdPasswordDue: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 2 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "It was on a list of leaked ones"
                 *     }
                 */
                "application/json": components["schemas"]["Reason"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            415: components["responses"]["UnsupportedMediaType"];
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    postAdminAccountsByIdRecoveryLink: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 2 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "url": "https://accounts.example.org/recover/new-password?token=a-token-that-nobody-can-guess",
                     *       "expiresAt": "2026-03-15T09:26:53.589Z"
                     *     }
                     */
                    "application/json": components["schemas"]["PasswordLink"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    putAdminAccountsByIdRole: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 2 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "role": "moderator",
                 *       "reason": "Helps with the comments"
                 *     }
                 */
                "application/json": components["schemas"]["RoleChange"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            415: components["responses"]["UnsupportedMediaType"];
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    deleteAdminAccountsByIdSessions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 2 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "ended": 1
                     *     }
                     */
                    "application/json": {
                        ended: number;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    putAdminAccountsByIdSuspension: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 2 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "Links to casinos, after two warnings",
                 *       "until": null
                 *     }
                 */
                "application/json": components["schemas"]["Suspension"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            415: components["responses"]["UnsupportedMediaType"];
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    deleteAdminAccountsByIdSuspension: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 3 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    postAdminAccountsExport: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "role": "admin"
                 *     }
                 */
                "application/json": components["schemas"]["AccountsExport"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example id,username,email,firstName,lastName,displayName,role,status,passwordDue,awaitsOpening,factors,createdAt,lastSignInAt */
                    "text/csv": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getAdminEvents: {
        parameters: {
            query?: {
                /**
                 * @description Who did it or had it done to them: username, email, or the number of the account
                 * @example ada
                 */
                account?: string;
                /**
                 * @description One, like `sign-in.failed`, or a group: accounts, standing, sign-ins, sessions, passwords, tokens, staff
                 * @example accounts
                 */
                action?: string;
                /**
                 * @description An IP address, or a network like 192.0.2.0/24
                 * @example 127.0.0.0/8
                 */
                address?: string;
                /** @description `nextCursor` of the page before */
                cursor?: string;
                /** @description From this moment on. ISO 8601; without Z or an offset in your own time zone. A date alone is the whole day */
                from?: string;
                /** @description 50 unless given */
                limit?: number;
                /** @description As on error pages and in the log of the server */
                requestId?: string;
                /**
                 * @description Before this moment. ISO 8601; without Z or an offset in your own time zone. A date alone is the whole day
                 * @example 2126-03-14
                 */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "2",
                     *           "action": "account.created",
                     *           "text": "Account made.",
                     *           "occurredAt": "2026-03-14T09:26:53.589Z",
                     *           "outcome": "done",
                     *           "subject": {
                     *             "id": "2",
                     *             "username": "ada"
                     *           },
                     *           "actor": {
                     *             "kind": "account",
                     *             "account": {
                     *               "id": "2",
                     *               "username": "ada"
                     *             }
                     *           },
                     *           "ip": "203.0.113.7",
                     *           "browser": "Firefox",
                     *           "system": "Linux",
                     *           "requestId": "a-test",
                     *           "changes": []
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["LoggedEvent"][];
                        /** @description Of the older ones; null at the end */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    postAdminEventsExport: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "action": "sign-in.failed",
                 *       "from": "2026-03-14"
                 *     }
                 */
                "application/json": components["schemas"]["EventsToExport"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example id,occurredAt,action,text,outcome,subjectId,subject,actorKind,actorId,actor,ip,browser,system,requestId,changes */
                    "text/csv": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getAdminMails: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before */
                cursor?: string;
                /** @description 50 unless given */
                limit?: number;
                /**
                 * @description waiting unless given
                 * @example given-up
                 */
                state?: "waiting" | "given-up" | "sent";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "server": {
                     *         "state": "away",
                     *         "reply": "nothing listens at the address of SMTP_URL"
                     *       },
                     *       "items": [
                     *         {
                     *           "id": "3f0c6a52-9d1e-4b7f-8a34-6c2e5d7b9f10",
                     *           "kind": "password-changed",
                     *           "account": {
                     *             "id": "2",
                     *             "username": "ada"
                     *           },
                     *           "createdAt": "2026-03-14T09:26:53.589Z",
                     *           "tries": 1,
                     *           "triedAt": "2026-03-14T09:26:54.102Z",
                     *           "nextTryAt": null,
                     *           "verdict": "never",
                     *           "reply": "550 5.1.1 No such user here",
                     *           "doneAt": "2026-03-14T09:26:54.311Z"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Mail"][];
                        /** @description Of the older ones; null at the end */
                        nextCursor: string | null;
                        server: {
                            /** @description Why it is away */
                            reply: string | null;
                            /** @description At this moment. silent: it has not answered within a second or two. kept: in development mails stay here. off: none is sent */
                            state: "answers" | "away" | "silent" | "kept" | "off";
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    postAdminMailsByIdTries: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 3f0c6a52-9d1e-4b7f-8a34-6c2e5d7b9f10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getAdminOverview: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "timeZone": "UTC",
                     *       "accounts": {
                     *         "count": 6,
                     *         "isExact": true,
                     *         "newThisWeek": 6,
                     *         "suspended": 1
                     *       },
                     *       "sessions": {
                     *         "count": 8,
                     *         "isExact": true
                     *       },
                     *       "days": [
                     *         {
                     *           "date": "2026-03-14",
                     *           "newAccounts": 6,
                     *           "signIns": 2,
                     *           "failures": 0
                     *         }
                     *       ],
                     *       "refusals": [],
                     *       "storage": {
                     *         "bytes": 1654784,
                     *         "growth": null,
                     *         "disk": null,
                     *         "daysUntilFull": null,
                     *         "tables": [
                     *           {
                     *             "name": "accounts",
                     *             "bytes": 212992,
                     *             "rows": 6,
                     *             "addedBytes": null
                     *           }
                     *         ]
                     *       },
                     *       "events": [
                     *         {
                     *           "id": "41",
                     *           "action": "link.made",
                     *           "text": "Link for a new password made.",
                     *           "occurredAt": "2026-03-14T09:26:53.000Z",
                     *           "subject": {
                     *             "id": "1",
                     *             "username": "kev"
                     *           },
                     *           "actor": null,
                     *           "by": "shell",
                     *           "changes": []
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        accounts: {
                            count: number;
                            /** @description False where counting would take too long: then about so many */
                            isExact: boolean;
                            /** @description Made today or on one of the six days before */
                            newThisWeek: number;
                            suspended: number;
                        };
                        /** @description The last 30 days, today last */
                        days: {
                            /** @description Like 2026-11-25 */
                            date: string;
                            failures: number;
                            newAccounts: number;
                            signIns: number;
                        }[];
                        /** @description The newest 10 that are out of the ordinary */
                        events: components["schemas"]["NotableEvent"][];
                        /** @description What limits have refused in the windows that still run; null where Redis counts */
                        refusals: {
                            limit: string;
                            refused: number;
                        }[] | null;
                        /** @description Those that are good now */
                        sessions: {
                            count: number;
                            /** @description False where counting would take too long: then about so many */
                            isExact: boolean;
                        };
                        storage: components["schemas"]["Storage"];
                        /** @description Whose days these are: that of the caller */
                        timeZone: string;
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    putRecovery: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "3f0c6a1e58d24b97a6e2c4d81b7f9035qJ8wZt0nVb3yLr5kXc7mPe1sGh4uDf6aRi9oTz2vBxY",
                 *       "newPassword": "Candle-in-4-windows"
                 *     }
                 */
                "application/json": components["schemas"]["CompleteRecovery"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            /** @description Gone */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            415: components["responses"]["UnsupportedMediaType"];
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    postRecovery: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "login": "kev"
                 *     }
                 */
                "application/json": components["schemas"]["RequestRecovery"];
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "next": "check-mail"
                     *     }
                     */
                    "application/json": components["schemas"]["RecoveryRequested"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            415: components["responses"]["UnsupportedMediaType"];
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "account": {
                     *         "id": "7",
                     *         "username": "kev",
                     *         "email": "kev@example.org",
                     *         "emailVerifiedAt": null,
                     *         "mailState": "working",
                     *         "firstName": "Kev",
                     *         "lastName": "McAleer",
                     *         "displayName": "Kev McAleer",
                     *         "dateOfBirth": null,
                     *         "location": null,
                     *         "bio": null,
                     *         "visibility": "public",
                     *         "language": "en",
                     *         "timeZone": null,
                     *         "role": "member",
                     *         "status": "active",
                     *         "createdAt": "2026-03-14T09:26:53.589Z",
                     *         "lastSignInAt": "2026-03-14T09:26:53.589Z"
                     *       },
                     *       "expiresAt": "2026-03-14T21:26:53.589Z",
                     *       "authenticatedAt": "2026-03-14T09:26:53.589Z",
                     *       "recentUntil": "2026-03-14T09:41:53.589Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Session"];
                };
            };
            401: components["responses"]["Unauthorized"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    deleteSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    postSessionConfirmations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "password": "Lantern-over-7-steps"
                 *     }
                 */
                "application/json": {
                    /** @description One of the ten, in place of the app’s */
                    backupCode?: string;
                    /** @description As the app of the account shows it now */
                    code?: string;
                    password: string;
                };
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            415: components["responses"]["UnsupportedMediaType"];
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    postSessionConfirmationsPasskey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "credential": {
                 *         "id": "kZ3v1y8eSBu2m0s5t7w9xQ",
                 *         "rawId": "kZ3v1y8eSBu2m0s5t7w9xQ",
                 *         "type": "public-key",
                 *         "response": {
                 *           "clientDataJSON": "eyJ0eXBlIjoid2ViYXV0aG4uZ2V0IiwiY2hhbGxlbmdlIjoicTFyUDB2NnNRMm0za1Rxa1UwZTlSZ0daU2s5aERRRzZicTF4TjdjVjJ1WXc0dEw4cEU1b0hqM2ZYektkTWlXc0N5Qm5UckF2Iiwib3JpZ2luIjoiaHR0cDovL2xvY2FsaG9zdDozMDAwIn0",
                 *           "authenticatorData": "SZYN5YgOjGh0NBcPZHZgW4_krrmihjLHmVzzuoMdl2MFAAAAAQ",
                 *           "signature": "MEUCIQDxq3T0x7n1i3mZk9y2",
                 *           "userHandle": "b0nZ3mU8fXq2Lr5vKc7tYwA1sDjEhGp4oRi6zBxNMuQ"
                 *         }
                 *       }
                 *     }
                 */
                "application/json": {
                    credential: components["schemas"]["Assertion"];
                };
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            415: components["responses"]["UnsupportedMediaType"];
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    postSessionConfirmationsPasskeyOptions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "challenge": "q1rP0v6sQ2m3kTqkU0e9RgGZSk9hDQG6bq1xN7cV2uYw4tL8pE5oHj3fXzKdMiWsCyBnTrAv",
                     *       "rpId": "localhost",
                     *       "timeout": 300000,
                     *       "userVerification": "required",
                     *       "allowCredentials": [
                     *         {
                     *           "type": "public-key",
                     *           "id": "kZ3v1y8eSBu2m0s5t7w9xQ",
                     *           "transports": [
                     *             "usb"
                     *           ]
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["PasskeyRequestOptions"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    postSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "login": "kev",
                 *       "password": "Lantern-over-7-steps",
                 *       "keepSignedIn": true
                 *     }
                 */
                "application/json": {
                    /** @description For months on this device; else until the browser closes */
                    keepSignedIn?: boolean;
                    /** @description Username or email */
                    login: string;
                    password: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StepDue"];
                };
            };
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "account": {
                     *         "id": "7",
                     *         "username": "kev",
                     *         "email": "kev@example.org",
                     *         "emailVerifiedAt": null,
                     *         "mailState": "working",
                     *         "firstName": "Kev",
                     *         "lastName": "McAleer",
                     *         "displayName": "Kev McAleer",
                     *         "dateOfBirth": null,
                     *         "location": null,
                     *         "bio": null,
                     *         "visibility": "public",
                     *         "language": "en",
                     *         "timeZone": null,
                     *         "role": "member",
                     *         "status": "active",
                     *         "createdAt": "2026-03-14T09:26:53.589Z",
                     *         "lastSignInAt": "2026-03-14T09:26:53.589Z"
                     *       },
                     *       "expiresAt": "2026-03-14T21:26:53.589Z"
                     *     }
                     */
                    "application/json": components["schemas"]["SessionOpened"];
                };
            };
            400: components["responses"]["BadRequest"];
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            415: components["responses"]["UnsupportedMediaType"];
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getSessionsFlowsByFlowEnrollment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 7c4d1e92-6a3f-4b85-8e07-9d2b5c1f3a68 */
                flow: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "secret": "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
                     *       "address": "otpauth://totp/Kev%E2%80%99s%20Robots:eva?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Kev%E2%80%99s%20Robots",
                     *       "postponableUntil": null
                     *     }
                     */
                    "application/json": components["schemas"]["Enrollment"];
                };
            };
            400: components["responses"]["BadRequest"];
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    putSessionsFlowsByFlowEnrollment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 7c4d1e92-6a3f-4b85-8e07-9d2b5c1f3a68 */
                flow: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "code": "492039"
                 *     }
                 */
                "application/json": {
                    /** @description As the app of the account shows it now */
                    code: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnrolledDue"];
                };
            };
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "account": {
                     *         "id": "7",
                     *         "username": "eva",
                     *         "email": "eva@example.org",
                     *         "emailVerifiedAt": null,
                     *         "mailState": "working",
                     *         "firstName": "Eva",
                     *         "lastName": "Lee",
                     *         "displayName": "Eva Lee",
                     *         "dateOfBirth": null,
                     *         "location": null,
                     *         "bio": null,
                     *         "visibility": "public",
                     *         "language": "en",
                     *         "timeZone": null,
                     *         "role": "member",
                     *         "status": "active",
                     *         "createdAt": "2026-03-14T09:26:53.589Z",
                     *         "lastSignInAt": null
                     *       },
                     *       "expiresAt": "2026-03-14T21:26:53.589Z",
                     *       "backupCodes": [
                     *         "7KQ2-M9RT-4XWB-C3HD",
                     *         "7KQ2-M9RT-4XWB-C3HD",
                     *         "7KQ2-M9RT-4XWB-C3HD",
                     *         "7KQ2-M9RT-4XWB-C3HD",
                     *         "7KQ2-M9RT-4XWB-C3HD",
                     *         "7KQ2-M9RT-4XWB-C3HD",
                     *         "7KQ2-M9RT-4XWB-C3HD",
                     *         "7KQ2-M9RT-4XWB-C3HD",
                     *         "7KQ2-M9RT-4XWB-C3HD",
                     *         "7KQ2-M9RT-4XWB-C3HD"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["EnrolledOpened"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            415: components["responses"]["UnsupportedMediaType"];
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    postSessionsFlowsByFlowEnrollmentPostponement: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 7c4d1e92-6a3f-4b85-8e07-9d2b5c1f3a68 */
                flow: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StepDue"];
                };
            };
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "account": {
                     *         "id": "7",
                     *         "username": "eva",
                     *         "email": "eva@example.org",
                     *         "emailVerifiedAt": null,
                     *         "mailState": "working",
                     *         "firstName": "Eva",
                     *         "lastName": "Lee",
                     *         "displayName": "Eva Lee",
                     *         "dateOfBirth": null,
                     *         "location": null,
                     *         "bio": null,
                     *         "visibility": "public",
                     *         "language": "en",
                     *         "timeZone": null,
                     *         "role": "member",
                     *         "status": "active",
                     *         "createdAt": "2026-03-14T09:26:53.589Z",
                     *         "lastSignInAt": null
                     *       },
                     *       "expiresAt": "2026-03-14T21:26:53.589Z"
                     *     }
                     */
                    "application/json": components["schemas"]["SessionOpened"];
                };
            };
            400: components["responses"]["BadRequest"];
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    putSessionsFlowsByFlowNewPassword: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 7c4d1e92-6a3f-4b85-8e07-9d2b5c1f3a68 */
                flow: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "newPassword": "Candle-in-4-windows"
                 *     }
                 */
                "application/json": {
                    newPassword: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StepDue"];
                };
            };
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "account": {
                     *         "id": "7",
                     *         "username": "dora",
                     *         "email": "dora@example.org",
                     *         "emailVerifiedAt": null,
                     *         "mailState": "working",
                     *         "firstName": "Dora",
                     *         "lastName": "Lee",
                     *         "displayName": "Dora Lee",
                     *         "dateOfBirth": null,
                     *         "location": null,
                     *         "bio": null,
                     *         "visibility": "public",
                     *         "language": "en",
                     *         "timeZone": null,
                     *         "role": "member",
                     *         "status": "active",
                     *         "createdAt": "2026-03-14T09:26:53.589Z",
                     *         "lastSignInAt": null
                     *       },
                     *       "expiresAt": "2026-03-14T21:26:53.589Z"
                     *     }
                     */
                    "application/json": components["schemas"]["SessionOpened"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            415: components["responses"]["UnsupportedMediaType"];
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    putSessionsFlowsByFlowSecondFactor: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 7c4d1e92-6a3f-4b85-8e07-9d2b5c1f3a68 */
                flow: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "code": "492039",
                 *       "trustBrowser": true
                 *     }
                 */
                "application/json": {
                    /** @description One of the ten, in place of the app’s */
                    backupCode?: string;
                    /** @description As the app of the account shows it now */
                    code?: string;
                    /** @description Not to be asked for the second factor in this browser for a while */
                    trustBrowser?: boolean;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StepDue"];
                };
            };
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "account": {
                     *         "id": "7",
                     *         "username": "otto",
                     *         "email": "otto@example.org",
                     *         "emailVerifiedAt": null,
                     *         "mailState": "working",
                     *         "firstName": "Otto",
                     *         "lastName": "Lee",
                     *         "displayName": "Otto Lee",
                     *         "dateOfBirth": null,
                     *         "location": null,
                     *         "bio": null,
                     *         "visibility": "public",
                     *         "language": "en",
                     *         "timeZone": null,
                     *         "role": "member",
                     *         "status": "active",
                     *         "createdAt": "2026-03-14T09:26:53.589Z",
                     *         "lastSignInAt": null
                     *       },
                     *       "expiresAt": "2026-03-14T21:26:53.589Z"
                     *     }
                     */
                    "application/json": components["schemas"]["SessionOpened"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            415: components["responses"]["UnsupportedMediaType"];
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    putSessionsFlowsByFlowSecondFactorPasskey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 7c4d1e92-6a3f-4b85-8e07-9d2b5c1f3a68 */
                flow: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "credential": {
                 *         "id": "kZ3v1y8eSBu2m0s5t7w9xQ",
                 *         "rawId": "kZ3v1y8eSBu2m0s5t7w9xQ",
                 *         "type": "public-key",
                 *         "response": {
                 *           "clientDataJSON": "eyJ0eXBlIjoid2ViYXV0aG4uZ2V0IiwiY2hhbGxlbmdlIjoicTFyUDB2NnNRMm0za1Rxa1UwZTlSZ0daU2s5aERRRzZicTF4TjdjVjJ1WXc0dEw4cEU1b0hqM2ZYektkTWlXc0N5Qm5UckF2Iiwib3JpZ2luIjoiaHR0cDovL2xvY2FsaG9zdDozMDAwIn0",
                 *           "authenticatorData": "SZYN5YgOjGh0NBcPZHZgW4_krrmihjLHmVzzuoMdl2MFAAAAAQ",
                 *           "signature": "MEUCIQDxq3T0x7n1i3mZk9y2",
                 *           "userHandle": "b0nZ3mU8fXq2Lr5vKc7tYwA1sDjEhGp4oRi6zBxNMuQ"
                 *         }
                 *       }
                 *     }
                 */
                "application/json": {
                    credential: components["schemas"]["Assertion"];
                    /** @description Not to be asked for the second factor in this browser for a while */
                    trustBrowser?: boolean;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StepDue"];
                };
            };
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "account": {
                     *         "id": "7",
                     *         "username": "iris",
                     *         "email": "iris@example.org",
                     *         "emailVerifiedAt": null,
                     *         "mailState": "working",
                     *         "firstName": "Iris",
                     *         "lastName": "Lee",
                     *         "displayName": "Iris Lee",
                     *         "dateOfBirth": null,
                     *         "location": null,
                     *         "bio": null,
                     *         "visibility": "public",
                     *         "language": "en",
                     *         "timeZone": null,
                     *         "role": "member",
                     *         "status": "active",
                     *         "createdAt": "2026-03-14T09:26:53.589Z",
                     *         "lastSignInAt": null
                     *       },
                     *       "expiresAt": "2026-03-14T21:26:53.589Z"
                     *     }
                     */
                    "application/json": components["schemas"]["SessionOpened"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            415: components["responses"]["UnsupportedMediaType"];
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    postSessionsFlowsByFlowSecondFactorPasskeyOptions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 7c4d1e92-6a3f-4b85-8e07-9d2b5c1f3a68 */
                flow: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "challenge": "q1rP0v6sQ2m3kTqkU0e9RgGZSk9hDQG6bq1xN7cV2uYw4tL8pE5oHj3fXzKdMiWsCyBnTrAv",
                     *       "rpId": "localhost",
                     *       "timeout": 300000,
                     *       "userVerification": "required",
                     *       "allowCredentials": [
                     *         {
                     *           "type": "public-key",
                     *           "id": "kZ3v1y8eSBu2m0s5t7w9xQ",
                     *           "transports": [
                     *             "usb"
                     *           ]
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["PasskeyRequestOptions"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    putSessionsFlowsByFlowTerms: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 7c4d1e92-6a3f-4b85-8e07-9d2b5c1f3a68 */
                flow: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "acceptTerms": true
                 *     }
                 */
                "application/json": {
                    acceptTerms: boolean;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StepDue"];
                };
            };
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "account": {
                     *         "id": "7",
                     *         "username": "tess",
                     *         "email": "tess@example.org",
                     *         "emailVerifiedAt": null,
                     *         "mailState": "working",
                     *         "firstName": "Tess",
                     *         "lastName": "Lee",
                     *         "displayName": "Tess Lee",
                     *         "dateOfBirth": null,
                     *         "location": null,
                     *         "bio": null,
                     *         "visibility": "public",
                     *         "language": "en",
                     *         "timeZone": null,
                     *         "role": "member",
                     *         "status": "active",
                     *         "createdAt": "2026-03-14T09:26:53.589Z",
                     *         "lastSignInAt": null
                     *       },
                     *       "expiresAt": "2026-03-14T21:26:53.589Z"
                     *     }
                     */
                    "application/json": components["schemas"]["SessionOpened"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            415: components["responses"]["UnsupportedMediaType"];
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    putSessionsFlowsByFlowVerification: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 7c4d1e92-6a3f-4b85-8e07-9d2b5c1f3a68 */
                flow: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StepDue"];
                };
            };
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "account": {
                     *         "id": "7",
                     *         "username": "mina",
                     *         "email": "mina@example.org",
                     *         "emailVerifiedAt": "2026-03-14T09:26:53.589Z",
                     *         "mailState": "working",
                     *         "firstName": "Mina",
                     *         "lastName": "Lee",
                     *         "displayName": "Mina Lee",
                     *         "dateOfBirth": null,
                     *         "location": null,
                     *         "bio": null,
                     *         "visibility": "public",
                     *         "language": "en",
                     *         "timeZone": null,
                     *         "role": "member",
                     *         "status": "active",
                     *         "createdAt": "2026-03-14T09:26:53.589Z",
                     *         "lastSignInAt": null
                     *       },
                     *       "expiresAt": "2026-03-14T21:26:53.589Z"
                     *     }
                     */
                    "application/json": components["schemas"]["SessionOpened"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    postSessionsPasskey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "credential": {
                 *         "id": "kZ3v1y8eSBu2m0s5t7w9xQ",
                 *         "rawId": "kZ3v1y8eSBu2m0s5t7w9xQ",
                 *         "type": "public-key",
                 *         "response": {
                 *           "clientDataJSON": "eyJ0eXBlIjoid2ViYXV0aG4uZ2V0IiwiY2hhbGxlbmdlIjoicTFyUDB2NnNRMm0za1Rxa1UwZTlSZ0daU2s5aERRRzZicTF4TjdjVjJ1WXc0dEw4cEU1b0hqM2ZYektkTWlXc0N5Qm5UckF2Iiwib3JpZ2luIjoiaHR0cDovL2xvY2FsaG9zdDozMDAwIn0",
                 *           "authenticatorData": "SZYN5YgOjGh0NBcPZHZgW4_krrmihjLHmVzzuoMdl2MFAAAAAQ",
                 *           "signature": "MEUCIQDxq3T0x7n1i3mZk9y2",
                 *           "userHandle": "b0nZ3mU8fXq2Lr5vKc7tYwA1sDjEhGp4oRi6zBxNMuQ"
                 *         }
                 *       },
                 *       "keepSignedIn": true
                 *     }
                 */
                "application/json": {
                    credential: components["schemas"]["Assertion"];
                    /** @description For months on this device; else until the browser closes */
                    keepSignedIn?: boolean;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StepDue"];
                };
            };
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "account": {
                     *         "id": "7",
                     *         "username": "iris",
                     *         "email": "iris@example.org",
                     *         "emailVerifiedAt": null,
                     *         "mailState": "working",
                     *         "firstName": "Iris",
                     *         "lastName": "Lee",
                     *         "displayName": "Iris Lee",
                     *         "dateOfBirth": null,
                     *         "location": null,
                     *         "bio": null,
                     *         "visibility": "public",
                     *         "language": "en",
                     *         "timeZone": null,
                     *         "role": "member",
                     *         "status": "active",
                     *         "createdAt": "2026-03-14T09:26:53.589Z",
                     *         "lastSignInAt": null
                     *       },
                     *       "expiresAt": "2026-03-14T21:26:53.589Z"
                     *     }
                     */
                    "application/json": components["schemas"]["SessionOpened"];
                };
            };
            400: components["responses"]["BadRequest"];
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            415: components["responses"]["UnsupportedMediaType"];
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    postSessionsPasskeyOptions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "challenge": "q1rP0v6sQ2m3kTqkU0e9RgGZSk9hDQG6bq1xN7cV2uYw4tL8pE5oHj3fXzKdMiWsCyBnTrAv",
                     *       "rpId": "localhost",
                     *       "timeout": 300000,
                     *       "userVerification": "required",
                     *       "allowCredentials": []
                     *     }
                     */
                    "application/json": components["schemas"]["PasskeyRequestOptions"];
                };
            };
            403: components["responses"]["Forbidden"];
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getUsersByUsername: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example kev */
                username: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "username": "kev",
                     *       "displayName": "Kev McAleer",
                     *       "joinedOn": "2026-03-14",
                     *       "location": null,
                     *       "bio": null
                     *     }
                     */
                    "application/json": components["schemas"]["Profile"];
                };
            };
            /** @description Not Modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ok",
                     *       "checks": {
                     *         "database": {
                     *           "state": "ok",
                     *           "ms": 1
                     *         },
                     *         "migrations": {
                     *           "state": "ok",
                     *           "applied": 3,
                     *           "known": 3
                     *         },
                     *         "jobs": {
                     *           "state": "off",
                     *           "ms": 0
                     *         },
                     *         "mail": {
                     *           "state": "ok",
                     *           "ms": 1
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": {
                        checks: {
                            database: {
                                /** @description How long the check took, in milliseconds. */
                                ms: number;
                                state: "ok" | "down";
                            };
                            jobs: {
                                /** @description How long the check took, in milliseconds. */
                                ms: number;
                                /** @description off: this process runs no jobs. */
                                state: "ok" | "down" | "off";
                            };
                            /** @description Where SMTP_URL is set: down while mails have waited for 5 minutes or longer because their server is away. off: production without SMTP_URL. */
                            mail?: {
                                /** @description How long the check took, in milliseconds. */
                                ms: number;
                                state: "ok" | "down" | "off";
                            };
                            migrations: {
                                /** @description Null while the database does not answer. */
                                applied: number | null;
                                /** @description How many this release has. */
                                known: number;
                                state: "ok" | "down";
                            };
                            /** @description Only where REDIS_URL is set. down: PostgreSQL does its work. */
                            redis?: {
                                /** @description How long the check took, in milliseconds. */
                                ms: number;
                                state: "ok" | "down";
                            };
                        };
                        /** @description degraded: people are served, but something behind the scenes stands still. */
                        status: "ok" | "degraded" | "down";
                    };
                };
            };
            500: components["responses"]["InternalServerError"];
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        checks: {
                            database: {
                                /** @description How long the check took, in milliseconds. */
                                ms: number;
                                state: "ok" | "down";
                            };
                            jobs: {
                                /** @description How long the check took, in milliseconds. */
                                ms: number;
                                /** @description off: this process runs no jobs. */
                                state: "ok" | "down" | "off";
                            };
                            /** @description Where SMTP_URL is set: down while mails have waited for 5 minutes or longer because their server is away. off: production without SMTP_URL. */
                            mail?: {
                                /** @description How long the check took, in milliseconds. */
                                ms: number;
                                state: "ok" | "down" | "off";
                            };
                            migrations: {
                                /** @description Null while the database does not answer. */
                                applied: number | null;
                                /** @description How many this release has. */
                                known: number;
                                state: "ok" | "down";
                            };
                            /** @description Only where REDIS_URL is set. down: PostgreSQL does its work. */
                            redis?: {
                                /** @description How long the check took, in milliseconds. */
                                ms: number;
                                state: "ok" | "down";
                            };
                        };
                        /** @description degraded: people are served, but something behind the scenes stands still. */
                        status: "ok" | "degraded" | "down";
                    };
                };
            };
        };
    };
    getHealthLive: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ok"
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        status: "ok";
                    };
                };
            };
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getHealthReady: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ok",
                     *       "checks": {
                     *         "database": {
                     *           "state": "ok",
                     *           "ms": 1
                     *         },
                     *         "migrations": {
                     *           "state": "ok",
                     *           "applied": 3,
                     *           "known": 3
                     *         },
                     *         "jobs": {
                     *           "state": "off",
                     *           "ms": 0
                     *         },
                     *         "mail": {
                     *           "state": "ok",
                     *           "ms": 1
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": {
                        checks: {
                            database: {
                                /** @description How long the check took, in milliseconds. */
                                ms: number;
                                state: "ok" | "down";
                            };
                            jobs: {
                                /** @description How long the check took, in milliseconds. */
                                ms: number;
                                /** @description off: this process runs no jobs. */
                                state: "ok" | "down" | "off";
                            };
                            /** @description Where SMTP_URL is set: down while mails have waited for 5 minutes or longer because their server is away. off: production without SMTP_URL. */
                            mail?: {
                                /** @description How long the check took, in milliseconds. */
                                ms: number;
                                state: "ok" | "down" | "off";
                            };
                            migrations: {
                                /** @description Null while the database does not answer. */
                                applied: number | null;
                                /** @description How many this release has. */
                                known: number;
                                state: "ok" | "down";
                            };
                            /** @description Only where REDIS_URL is set. down: PostgreSQL does its work. */
                            redis?: {
                                /** @description How long the check took, in milliseconds. */
                                ms: number;
                                state: "ok" | "down";
                            };
                        };
                        /** @description degraded: people are served, but something behind the scenes stands still. */
                        status: "ok" | "degraded" | "down";
                    };
                };
            };
            500: components["responses"]["InternalServerError"];
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        checks: {
                            database: {
                                /** @description How long the check took, in milliseconds. */
                                ms: number;
                                state: "ok" | "down";
                            };
                            jobs: {
                                /** @description How long the check took, in milliseconds. */
                                ms: number;
                                /** @description off: this process runs no jobs. */
                                state: "ok" | "down" | "off";
                            };
                            /** @description Where SMTP_URL is set: down while mails have waited for 5 minutes or longer because their server is away. off: production without SMTP_URL. */
                            mail?: {
                                /** @description How long the check took, in milliseconds. */
                                ms: number;
                                state: "ok" | "down" | "off";
                            };
                            migrations: {
                                /** @description Null while the database does not answer. */
                                applied: number | null;
                                /** @description How many this release has. */
                                known: number;
                                state: "ok" | "down";
                            };
                            /** @description Only where REDIS_URL is set. down: PostgreSQL does its work. */
                            redis?: {
                                /** @description How long the check took, in milliseconds. */
                                ms: number;
                                state: "ok" | "down";
                            };
                        };
                        /** @description degraded: people are served, but something behind the scenes stands still. */
                        status: "ok" | "degraded" | "down";
                    };
                };
            };
        };
    };
}
