package io.nephoscope.deploy;

import io.nephoscope.support.text.OneLine;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an operator needs of an exception: the innermost cause, in one line, in words where there are any. */
final class Reasons {

    private static final String CAUSED_BY = "Caused by: ";
    /** The class file version of Java 1 is 45. */
    private static final int VERSION_BEFORE_JAVA_1 = 44;

    private static final Pattern NEWER_JAVA = Pattern.compile(
            "UnsupportedClassVersionError: (\\S+) has been compiled by .*\\(class file version (\\d+)\\.\\d+\\)");
    private static final Pattern MISSING_CLASS =
            Pattern.compile("(?:NoClassDefFoundError|ClassNotFoundException): L?([\\w$/.]+);?(?: not found by .*)?");

    private Reasons() {}

    static String of(Throwable throwable) {
        Throwable cause = throwable;
        for (int depth = 0; cause.getCause() != null && depth < 50; depth++) {
            cause = cause.getCause();
        }
        String name = cause.getClass().getSimpleName();
        return inWords(cause.getMessage() == null ? name : name + ": " + cause.getMessage());
    }

    /** The innermost cause of a printed stack trace. */
    static String ofStackTrace(@Nullable String stackTrace) {
        String printed = stackTrace == null ? "" : stackTrace;
        String cause = printed.lines()
                .filter(line -> line.startsWith(CAUSED_BY))
                .reduce((first, second) -> second)
                .map(line -> line.substring(CAUSED_BY.length()))
                .or(() -> printed.lines().findFirst())
                .orElse("no reason given");
        return inWords(cause);
    }

    private static String inWords(String cause) {
        Matcher newer = NEWER_JAVA.matcher(cause);
        if (newer.find()) {
            return newerJava(newer.group(1), Integer.parseInt(newer.group(2)));
        }
        Matcher missing = MISSING_CLASS.matcher(cause);
        if (missing.find()) {
            return "the class " + missing.group(1).replace('/', '.') + " is not to be had";
        }
        return OneLine.of(cause);
    }

    private static String newerJava(String type, int version) {
        return type.replace('/', '.') + " is compiled for Java " + (version - VERSION_BEFORE_JAVA_1) + " (class file "
                + version + "), this is Java " + Runtime.version().feature();
    }

    /** The name of the class that a linkage error misses; empty if it is of another kind. */
    static String missingClass(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        Matcher missing = MISSING_CLASS.matcher(cause.getClass().getSimpleName() + ": " + cause.getMessage());
        return missing.find() ? missing.group(1).replace('/', '.') : "";
    }
}
