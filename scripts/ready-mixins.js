/** The last step of building Jink: see src/compile/ready-mixins.ts. */
import { ownLibrary } from '../dist/compile/pug.js';
import { writeReadyCode } from '../dist/compile/ready-mixins.js';
import { createSession } from '../dist/compile/session.js';
import { DEFAULTS } from '../dist/project/defaults.js';

writeReadyCode(ownLibrary(createSession('.', DEFAULTS)));
