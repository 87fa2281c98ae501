package io.nephoscope.deploy;

import org.jspecify.annotations.Nullable;

/** What an operator needs of an exception. */
final class Reasons {

    private static final String CAUSED_BY = "Caused by: ";

    private Reasons() {}

    /** The innermost cause, in one line. */
    static String of(Throwable throwable) {
        Throwable cause = throwable;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = cause.getMessage();
        String name = cause.getClass().getSimpleName();
        return message == null
                ? name
                : name + ": " + message.lines().findFirst().orElse("");
    }

    /** The innermost cause of a printed stack trace, in one line. */
    static String ofStackTrace(@Nullable String stackTrace) {
        String printed = stackTrace == null ? "" : stackTrace;
        return printed.lines()
                .filter(line -> line.startsWith(CAUSED_BY))
                .reduce((first, second) -> second)
                .map(line -> line.substring(CAUSED_BY.length()))
                .or(() -> printed.lines().findFirst())
                .orElse("no reason given");
    }
}
