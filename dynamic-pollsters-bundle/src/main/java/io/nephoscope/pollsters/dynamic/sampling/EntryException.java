package io.nephoscope.pollsters.dynamic.sampling;

import java.io.Serial;

/** An entry gives no sample, for it is not as the definition expects. Without a stack: one may come for each of many entries. */
final class EntryException extends Exception {

    @Serial
    private static final long serialVersionUID = 1;

    EntryException(String message) {
        super(message, null, false, false);
    }
}
