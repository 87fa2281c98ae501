package io.nephoscope.pollsters.ipmi;

import java.io.Serial;

/** The sensors cannot be read now. The message is for the operator. */
final class IpmiException extends Exception {

    @Serial
    private static final long serialVersionUID = 1;

    private final Kind kind;
    private final String remedy;

    /** What it is the fault of. */
    enum Kind {
        /** Something is not there, and nothing is known of the board; it is looked for in each cycle. */
        ABSENT,
        /** Somebody has to allow something. */
        FORBIDDEN,
        /** The board, or the program, does not do what it should. */
        FAILED
    }

    IpmiException(Kind kind, String message, String remedy) {
        super(message);
        this.kind = kind;
        this.remedy = remedy;
    }

    Kind kind() {
        return kind;
    }

    /** What the operator can do. */
    String remedy() {
        return remedy;
    }
}
